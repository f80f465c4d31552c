"""Nothing entered is lost: by somebody else's change, by a session that ends, by another person at the same device."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any, Final

from playwright.sync_api import expect

from tests.browser.conftest import Desk, Open, enter
from tests.browser.test_main_job import fill, form, press, send

SOON: Final = dt.date.today() + dt.timedelta(days=9)  # noqa: DTZ011 - as the browser's date fields know it


def asks(desk: Desk, method: str, path: str, **more: Any) -> Any:
    """Ask the API with the session of a desk, beside its page."""
    headers = {"Origin": desk.url, **more.pop("headers", {})}
    answer = desk.context.request.fetch(desk.url + path, method=method, headers=headers, **more)
    assert answer.ok, answer.text()
    return answer.json() if answer.text() else None


def add_task(desk: Desk, wanted: str) -> tuple[str, dict[str, Any]]:
    """Add a task to a case through its form; give the case's address and the task."""
    says = f"Serve the summons ({secrets.token_hex(3)})"
    desk.open_case(wanted)
    desk.page.locator("#tasks").scroll_into_view_if_needed()
    press(desk, "add_task")
    fill(desk.page, "says", says)
    fill(desk.page, "due_on", str(SOON))
    send(desk)
    place = desk.page.url.removeprefix(desk.url).partition("#")[0]
    listed = asks(desk, "GET", f"/api{place}/tasks?limit=200")["items"]
    return place, next(one for one in listed if one["says"] == says)


def open_form_of(desk: Desk, place: str, task: dict[str, Any]) -> None:
    """Open the form that changes a task, on the task's own page."""
    desk.open(f"{place}/tasks/{task['id']}")
    desk.page.locator("details:has(button[data-operation=change_task]) > summary").first.click()
    press(desk, "change_task")


def test_a_conflict_is_shown_and_settled(desk: Open) -> None:
    """Changed without a line while somebody else changed it: kept with what was entered, over a reload, and sent after a look."""
    note = f"He lives in Lyari now ({secrets.token_hex(3)})"
    with desk("clerk") as clerk, desk("supervisor") as supervisor:
        place, task = add_task(clerk, "45")
        open_form_of(clerk, place, task)
        clerk.context.set_offline(True)
        fill(clerk.page, "note", note)
        fill(clerk.page, "reason", "The process server told so")
        form(clerk).locator("button[type=submit]").click()
        expect(clerk.page.get_by_text("1 waiting")).to_be_visible()
        asks(
            supervisor, "PATCH", f"/api{place}/tasks/{task['id']}", headers={"If-Match": f'"{task["version"]}"'},
            data={"note": "Ask the neighbours first", "reason": "As the officer says"},
        )  # fmt: skip
        clerk.context.set_offline(False)
        clerk.page.evaluate("dispatchEvent(new Event('online'))")
        clerk.page.get_by_text("1 waiting").click()
        expect(clerk.page.locator("article [role=alert]")).to_contain_text("changed")
        clerk.page.reload()
        clerk.settle()
        expect(clerk.page.get_by_role("article")).to_contain_text(note)
        clerk.page.get_by_role("button", name="Open it again").click()
        expect(clerk.page.locator('[name="note"]')).to_have_value(note)
        form(clerk).locator("button[type=submit]").click()
        expect(clerk.page.locator("h1")).not_to_contain_text("Change")
        assert asks(clerk, "GET", f"/api{place}/tasks/{task['id']}")["note"] == note
        expect(clerk.page.get_by_text("1 waiting")).to_have_count(0)


def test_another_person_at_the_device_sees_nothing_of_it(desk: Open, password: str) -> None:
    """What one entered without a line is neither shown to the next person nor sent in their name; it goes when one is back."""
    with desk("clerk") as clerk:
        place, task = add_task(clerk, "87")
        open_form_of(clerk, place, task)
        note = f"Ask at the mosque ({secrets.token_hex(3)})"
        clerk.context.set_offline(True)
        fill(clerk.page, "note", note)
        fill(clerk.page, "reason", "Nobody was at home")
        form(clerk).locator("button[type=submit]").click()
        expect(clerk.page.get_by_text("1 waiting")).to_be_visible()
        # The session ends before the line is back, as on a device that was left lying.
        clerk.context.clear_cookies()
        clerk.context.set_offline(False)
        enter(clerk, "supervisor", password)
        expect(clerk.page.get_by_text("1 waiting")).to_have_count(0)
        clerk.open("/waiting")
        expect(clerk.page.get_by_role("article")).to_have_count(0)
        assert asks(clerk, "GET", f"/api{place}/tasks/{task['id']}")["note"] != note
        clerk.context.clear_cookies()
        enter(clerk, "clerk", password)
        clerk.page.evaluate("dispatchEvent(new Event('online'))")
        expect(clerk.page.get_by_text("1 waiting")).to_have_count(0)
        clerk.open("/waiting")
        assert asks(clerk, "GET", f"/api{place}/tasks/{task['id']}")["note"] == note


def begin_task(clerk: Desk, wanted: str) -> tuple[str, str]:
    """Fill in the form of a new task of a case without sending it; give the case's address and what the task says."""
    says = f"Fetch the call records ({secrets.token_hex(3)})"
    clerk.open_case(wanted)
    place = clerk.page.url.removeprefix(clerk.url)
    clerk.page.locator("#tasks").scroll_into_view_if_needed()
    press(clerk, "add_task")
    fill(clerk.page, "says", says)
    fill(clerk.page, "due_on", str(SOON))
    return place, says


def enter_again(clerk: Desk, password: str) -> None:
    """Sign in at the entrance that lies over the page, and see it go for good."""
    entrance = clerk.page.get_by_role("dialog").filter(has=clerk.page.locator("input[name=login]"))
    expect(entrance).to_be_visible()
    entrance.locator("input[name=login]").fill("clerk")
    entrance.locator("input[name=password]").fill(password)
    entrance.locator("button[type=submit]").click()
    expect(entrance).to_have_count(0)
    clerk.settle()
    expect(entrance).to_have_count(0)


def test_a_session_that_ends_within_a_form_costs_nothing(desk: Open, password: str) -> None:
    """The entrance lies over the page, what was typed stands behind it, and is stored once."""
    with desk("clerk") as clerk:
        place, says = begin_task(clerk, "64")
        clerk.context.clear_cookies()
        form(clerk).locator("button[type=submit]").click()
        enter_again(clerk, password)
        expect(clerk.page.locator('form[data-operation] [name="says"]')).to_have_value(says)
        send(clerk)
        listed = asks(clerk, "GET", f"/api{place}/tasks?limit=200")["items"]
        assert [one["says"] for one in listed].count(says) == 1


def test_what_others_change_shows_that_the_session_ended(desk: Open, password: str) -> None:
    """What the page reads anew by itself is refused: the entrance comes, goes when one enters, and nothing that was typed is gone."""
    with desk("clerk") as clerk, desk("supervisor") as supervisor:
        place, says = begin_task(clerk, "64")
        clerk.context.clear_cookies()
        other = {"says": f"Ask the bank ({secrets.token_hex(3)})", "due_on": str(SOON)}
        asks(supervisor, "POST", f"/api{place}/tasks", data=other)
        enter_again(clerk, password)
        expect(clerk.page.locator('form[data-operation] [name="says"]')).to_have_value(says)
        send(clerk)
        expect(clerk.page.locator("#tasks")).to_contain_text(other["says"])
        expect(clerk.page.locator("#tasks")).to_contain_text(says)
