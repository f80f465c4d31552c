"""Whoever signs in for the first time chooses a password of their own, is shown nothing that is refused, and goes on."""

from __future__ import annotations

import secrets

from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.test_live import ask
from tests.browser.test_main_job import fill, send

FIRST = "four plain words together"
OWN = "seven other plain words"


def test_a_first_sign_in_leads_to_a_password_and_on(desk: Open) -> None:
    """Wherever they go they are where the password is changed; afterwards My day stands, with nothing refused on it."""
    login = f"first-{secrets.token_hex(4)}"
    with desk("admin") as admin:
        account = ask(admin, "POST", "/api/accounts", {"login": login, "name": "Ali Raza", "password": FIRST})
        role = {"role": "prosecutor", "districts": ["karachi-south"], "valid_from": "2026-01-01", "source": "Order 1"}
        ask(admin, "POST", f"/api/accounts/{account['id']}/roles", role)
    with desk(login, first_password=FIRST) as newcomer:
        page = newcomer.page
        for place in ("/cases", "/calendar"):
            newcomer.open(place)
            expect(page.locator("main [role=alert]")).to_have_count(1)
            expect(page.locator("[data-operation=change_password]")).to_be_visible()
        page.locator("[data-operation=change_password]").click()
        fill(page, "old_password", FIRST)
        fill(page, "new_password", OWN)
        send(newcomer)
        newcomer.open("/")
        expect(page.locator(".day")).to_be_visible()
        newcomer.settle()
        expect(page.locator("main [role=alert]")).to_have_count(0)
