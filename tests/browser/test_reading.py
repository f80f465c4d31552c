"""Every screen in English and in Urdu: it stands, nothing is refused by the page's policy, and axe finds nothing (WCAG 2.2 AA)."""

from __future__ import annotations

import json
from typing import Any, Final

import pytest

from deploy.native.places import ROOT
from tests.browser.conftest import DESK, PHONE, Desk, Open

AXE: Final = ROOT / "gateway/web/node_modules/axe-core/axe.min.js"
RULES: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PLACES: Final = {
    "day": "/",
    "cases": "/cases",
    "tasks": "/cases/tasks",
    "clocks": "/cases/clocks",
    "imports": "/cases/imports",
    "handover": "/cases/handover",
    "calendar": "/calendar",
    "cause-list": "/calendar/cause-list",
    "leave": "/calendar/leave",
    "clearing": "/calendar/clearing",
    "subscribe": "/calendar/subscribe",
    "documents": "/documents",
    "learning": "/learning",
    "library": "/learning/library",
    "board": "/reports",
    "performance": "/reports/by",
    "delays": "/reports/delays",
    "endings": "/reports/endings",
    "returns": "/reports/returns",
    "made-reports": "/reports/made",
    "inbox": "/inbox",
    "me": "/me",
    "waiting": "/waiting",
}
ADMINISTRATION: Final = {
    name: f"/administration/{name}"
    for name in ("people", "courts", "holidays", "roster", "rules", "templates", "messages")
}


def find_faults(desk: Desk) -> list[dict[str, Any]]:
    """Give what axe finds on the page as it stands."""
    # Not a script of the page: the policy that guards it would refuse one.
    desk.page.evaluate(AXE.read_text(encoding="utf-8"))
    found = desk.page.evaluate(
        "(rules) => axe.run(document, {runOnly: {type: 'tag', values: rules}}).then((result) => result.violations)",
        RULES,
    )
    return [
        {"rule": one["id"], "at": [node["target"] for node in one["nodes"]][:5], "says": one["help"]} for one in found
    ]


@pytest.mark.parametrize("language", ["en", "ur"])
@pytest.mark.parametrize(("login", "places"), [("supervisor", PLACES), ("admin", ADMINISTRATION)])
def test_every_screen_can_be_read_by_everybody(desk: Open, language: str, login: str, places: dict[str, str]) -> None:
    """Axe finds nothing on any screen, from left to right and from right to left; the page speaks one language."""
    faults: dict[str, Any] = {}
    with desk(login, language=language) as someone:
        for name, path in places.items():
            someone.open(path)
            assert someone.page.locator("html").get_attribute("dir") == ("ltr" if language == "en" else "rtl")
            someone.picture(f"{name}-{language}")
            if found := find_faults(someone):
                faults[name] = found
    assert faults == {}, json.dumps(faults, indent=1, ensure_ascii=False)


@pytest.mark.parametrize("language", ["en", "ur"])
@pytest.mark.parametrize("device", [DESK, PHONE], ids=["desk", "phone"])
def test_a_case_file_can_be_read_by_everybody(desk: Open, language: str, device: dict[str, Any]) -> None:
    """The file of a case, all of it, on a desk and on a phone."""
    with desk("supervisor", language=language, device=device) as supervisor:
        supervisor.open_case("51")
        for part in supervisor.page.locator("main section[id]").all():
            part.scroll_into_view_if_needed()
        supervisor.settle()
        supervisor.picture(f"case-{language}{'-phone' if device is PHONE else ''}")
        assert find_faults(supervisor) == []


@pytest.mark.parametrize("language", ["en", "ur"])
def test_the_day_fits_a_phone(desk: Open, language: str) -> None:
    """On a phone nothing is wider than the screen, and the bar at the bottom leads to the main places."""
    with desk("prosecutor1", language=language, device=PHONE) as prosecutor:
        prosecutor.picture(f"day-{language}-phone")
        wide = prosecutor.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0
        assert find_faults(prosecutor) == []
        prosecutor.page.locator(".bottom-bar a").nth(1).click()
        prosecutor.settle()
        assert prosecutor.page.url.endswith("/cases")
