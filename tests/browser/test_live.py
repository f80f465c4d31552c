"""What one person changes stands on the others' open pages without a reload: the calendar, My day, the hearing's own page. How soon, says `./cmms bench web`."""

from __future__ import annotations

import datetime as dt
import re
import secrets
from typing import Any, Final

from playwright.sync_api import Page, expect

from tests.browser.conftest import Desk, Open
from tests.browser.test_main_job import fill, press, send

TOMORROW: Final = dt.datetime.now(dt.UTC).astimezone(dt.timezone(dt.timedelta(hours=5))).date() + dt.timedelta(days=1)
# Within any day's sitting hours; another minute each run, so that a run that broke off stands in no other's way.
MINUTE: Final = secrets.randbelow(25)
BEFORE: Final = f"09:{MINUTE + 5:02}"
AFTER: Final = f"11:{MINUTE + 5:02}"


_CALL: Final = """async ([method, path, body, version]) => {
  const headers = { "content-type": "application/json", ...(version ? { "if-match": `"${version}"` } : {}) };
  const answer = await fetch(path, { method, headers, body: body && JSON.stringify(body) });
  return { status: answer.status, body: await answer.json() };
}"""


def ask(desk: Desk, method: str, path: str, body: dict[str, Any] | None = None, version: int | None = None) -> Any:
    """Call the API as the person of this desk does, from the page that is open."""
    answer = desk.page.evaluate(_CALL, [method, path, body, version])
    assert answer["status"] < 300, answer["body"]
    return answer["body"]


def fix_remand(clerk: Desk, prosecutor: Desk) -> str:
    """Fix a hearing on a remand for tomorrow, since a remand is heard on holidays too; give its id."""
    case = ask(clerk, "GET", "/api/cases?limit=1&stage=in_court")["items"][0]
    courts = ask(clerk, "GET", "/api/courts?limit=1")["items"]
    made = ask(
        clerk, "POST", "/api/hearings",
        {
            "case_id": case["id"], "court_id": courts[0]["id"], "purpose": "remand", "minutes": 5,
            "prosecutor_ids": [ask(prosecutor, "GET", "/api/me")["id"]],
            "starts_at": f"{TOMORROW}T{BEFORE}:00+05:00",
        },
    )  # fmt: skip
    return str(made["id"])


def shows(page: Page, time: str) -> None:
    """See a time appear on the page by itself."""
    expect(page.locator("main").get_by_text(re.compile(time)).first).to_be_visible()


def test_a_moved_hearing_moves_on_every_open_page(desk: Open) -> None:
    """A clerk moves a hearing: the prosecutor's calendar and My day and the supervisor's page of the hearing say so, and none was loaded anew."""
    with desk("clerk") as clerk, desk("prosecutor1") as prosecutor, desk("supervisor") as supervisor:
        hearing = fix_remand(clerk, prosecutor)
        prosecutor.open("/")
        shows(prosecutor.page, BEFORE)
        calendar = prosecutor.context.new_page()
        calendar.goto(f"{prosecutor.url}/calendar?on={TOMORROW}&view=day")
        shows(calendar, BEFORE)
        supervisor.open(f"/calendar/hearings/{hearing}")
        shows(supervisor.page, BEFORE)

        watching = (prosecutor.page, calendar, supervisor.page)
        for page in watching:
            page.evaluate("globalThis.isTheSame = true")

        clerk.open(f"/calendar/hearings/{hearing}")
        press(clerk, "move_hearing")
        fill(clerk.page, "starts_at", f"{TOMORROW}T{AFTER}")
        fill(clerk.page, "reason", "The accused is brought later")
        send(clerk)
        for page in watching:
            shows(page, AFTER)

        version = ask(clerk, "GET", f"/api/hearings/{hearing}")["version"]
        ask(clerk, "POST", f"/api/hearings/{hearing}/vacation", {"reason": "The remand was refused"}, version)
        expect(supervisor.page.locator("main").get_by_text("Vacated").first).to_be_visible()
        expect(prosecutor.page.locator("main").get_by_text(re.compile(AFTER))).to_have_count(0)
        assert [page.evaluate("globalThis.isTheSame") for page in watching] == [True] * 3
