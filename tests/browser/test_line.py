"""Bad lines and other people: what is kept, what is sent later, what changes before one's eyes."""

from __future__ import annotations

import datetime as dt
import re
import secrets
from typing import Final

from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.test_main_job import fill, form, press, send

NEXT_WEEK: Final = dt.date.today() + dt.timedelta(days=9)  # noqa: DTZ011 - as the browser's date fields know it
ASKED: Final = f"Ask the laboratory by telephone ({secrets.token_hex(3)})"
SERVED: Final = f"Serve the summons on the doctor ({secrets.token_hex(3)})"


def test_the_day_is_read_and_a_task_entered_without_a_line(desk: Open) -> None:
    """Without a line My day shows what was known; a task entered then is sent when the line is back, once."""
    with desk("supervisor", workers="allow") as supervisor:
        page = supervisor.page
        page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
        supervisor.open_case("77")
        case = page.url
        page.locator("#tasks").scroll_into_view_if_needed()
        press(supervisor, "add_task")
        # Once opened, the form stands on the device, and so does the page.
        page.keyboard.press("Escape")
        supervisor.open("/")
        page.wait_for_timeout(1_500)
        supervisor.context.set_offline(True)
        page.reload()
        expect(page.get_by_role("heading", level=1)).to_have_text("My day")
        expect(page.get_by_text("No connection").first).to_be_visible()

        supervisor.context.set_offline(False)
        page.goto(case)
        supervisor.settle()
        page.locator("#tasks").scroll_into_view_if_needed()
        press(supervisor, "add_task")
        supervisor.context.set_offline(True)
        fill(page, "says", ASKED)
        fill(page, "due_on", str(NEXT_WEEK))
        form(supervisor).locator("button[type=submit]").click()
        expect(page.get_by_text("1 waiting")).to_be_visible()

        supervisor.context.set_offline(False)
        page.evaluate("dispatchEvent(new Event('online'))")
        expect(page.get_by_text("1 waiting")).to_have_count(0)
        page.goto(case)
        supervisor.settle()
        page.locator("#tasks").scroll_into_view_if_needed()
        expect(page.get_by_text(ASKED)).to_have_count(1)


def test_two_browsers_see_each_others_changes(desk: Open) -> None:
    """A task that one adds stands on the other's open page without a reload."""
    with desk("supervisor") as supervisor, desk("clerk") as clerk:
        supervisor.open_case("87")
        clerk.open(supervisor.page.url.removeprefix(supervisor.url))
        for one in (supervisor, clerk):
            one.page.locator("#tasks").scroll_into_view_if_needed()
            one.settle()
        press(clerk, "add_task")
        fill(clerk.page, "says", SERVED)
        fill(clerk.page, "due_on", str(NEXT_WEEK))
        send(clerk)
        expect(supervisor.page.get_by_text(SERVED)).to_be_visible()


def test_a_case_and_the_calendar_are_read_without_a_line(desk: Open) -> None:
    """The summary of a case of one's own and one's hearings, once opened, can be read without a line."""
    with desk("prosecutor1", workers="allow") as prosecutor:
        page = prosecutor.page
        page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
        page.reload()
        prosecutor.open_case("51")
        case = page.url.removeprefix(prosecutor.url)
        # What was read is on the device a second after it stopped changing.
        page.wait_for_timeout(2_500)
        prosecutor.open("/calendar")
        expect(page.locator("main")).to_contain_text("51/2026")
        page.wait_for_timeout(2_500)
        prosecutor.context.set_offline(True)
        page.goto(prosecutor.url + case)
        expect(page.get_by_role("heading", level=1)).to_contain_text("51/2026")
        expect(page.locator("#summary")).to_contain_text("Karachi South")
        page.goto(prosecutor.url + "/calendar")
        expect(page.get_by_role("heading", level=1)).to_have_text("Calendar")
        expect(page.locator("main")).to_contain_text("51/2026")
        prosecutor.context.set_offline(False)


# Half a minute is what people are told to wait; a test need not.
_HURRY: Final = "const wait = AbortSignal.timeout; AbortSignal.timeout = (ms) => wait.call(AbortSignal, ms / 10)"


def test_a_line_that_hangs_is_said_and_tried_again(desk: Open) -> None:
    """Nobody waits for ever: after the client's patience the screen says what to do, and another try shows the list."""
    with desk("supervisor") as supervisor:
        page = supervisor.page
        page.add_init_script(_HURRY)
        page.route(re.compile(r"/api/cases/search$"), lambda _route: None)
        page.goto(supervisor.url + "/cases")
        expect(page.locator("main [aria-busy=true]").first).to_be_visible()
        expect(page.locator("main [role=alert]")).to_contain_text("nobody answered in time")
        expect(page.locator("main [aria-busy=true]")).to_have_count(0)
        page.unroute_all(behavior="ignoreErrors")
        page.locator("main [role=alert]").get_by_role("button", name="Try again").click()
        expect(page.locator("table.rows a").first).to_be_visible()
