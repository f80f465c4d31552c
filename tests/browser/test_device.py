"""What stays on a shared device when somebody leaves it: nothing that can be read, and all of it again for the same person."""

from __future__ import annotations

import json
import secrets
from typing import Any, Final

import httpx
from playwright.sync_api import expect

from tests.browser.conftest import Desk, Open, enter
from tests.browser.test_lost import add_task, open_form_of
from tests.browser.test_main_job import fill, form

# All that scripts of the page could read of it, locked bytes as letters too.
_STORED: Final = """async () => {
  const read = (asked) => new Promise((give, fail) => { asked.onsuccess = () => give(asked.result); asked.onerror = () => fail(asked.error); });
  const letters = (value) => {
    if (value instanceof ArrayBuffer) return new TextDecoder().decode(value);
    if (ArrayBuffer.isView(value)) return new TextDecoder().decode(value);
    if (value instanceof CryptoKey) return "A KEY";
    if (Array.isArray(value)) return value.map(letters);
    if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, letters(one)]));
    return value;
  };
  const found = { local: { ...localStorage }, tab: { ...sessionStorage }, kept: {} };
  const opened = await read(indexedDB.open("cmms"));
  for (const name of opened.objectStoreNames) found.kept[name] = letters(await read(opened.transaction(name).objectStore(name).getAll()));
  opened.close();
  return found;
}"""

_SENT: Final = "async ([path, note]) => (await (await fetch(path)).json()).note === note"


def read_stored(desk: Desk) -> Any:
    """Give all that lies on the device, as whoever sits at it can read it."""
    return desk.page.evaluate(_STORED)


def expect_ended(desk: Desk, cookie: Any) -> None:
    """See that a session's cookie opens nothing any more; a worker of the gateway remembers one for up to five seconds."""
    desk.page.wait_for_timeout(5_500)
    with httpx.Client(cookies={cookie["name"]: cookie["value"]}) as thief:
        assert thief.get(desk.url + "/api/me").status_code == 401


def test_whoever_leaves_without_a_line_leaves_nothing_to_read(desk: Open, password: str) -> None:
    """The day, an entry that waits and a draft are locked; without a line the key goes too, the server hears of it later."""
    note = f"He hides at his aunt's in Lyari ({secrets.token_hex(3)})"
    with desk("clerk") as clerk:
        page = clerk.page
        place, task = add_task(clerk, "45")
        open_form_of(clerk, place, task)
        cookie = next(one for one in clerk.context.cookies() if one["name"].endswith("session"))
        clerk.context.set_offline(True)
        fill(page, "note", note)
        fill(page, "reason", "As the neighbours say")
        form(clerk).locator("button[type=submit]").click()
        expect(page.get_by_text("1 waiting")).to_be_visible()
        page.wait_for_timeout(1_200)
        before = read_stored(clerk)
        assert [len(before["kept"][name]) for name in ("own", "waiting", "kept")] == [1, 1, 1]
        # Locked while one works, too.
        assert note not in json.dumps(before, ensure_ascii=False)
        assert task["says"] not in json.dumps(before, ensure_ascii=False)

        page.get_by_role("button", name="Sign out").first.click()
        expect(page.get_by_text("Signed out of this device")).to_be_visible()
        left = read_stored(clerk)
        assert left["kept"]["own"] == left["kept"]["kept"] == left["kept"]["drafts"] == []
        assert len(left["kept"]["waiting"]) == 1
        assert note not in json.dumps(left, ensure_ascii=False)

        clerk.context.set_offline(False)
        expect(page.get_by_text("Signed out of this device")).to_have_count(0)
        expect_ended(clerk, cookie)
        enter(clerk, "supervisor", password)
        clerk.go("/waiting")
        expect(page.get_by_role("article")).to_have_count(0)
        assert note not in json.dumps(read_stored(clerk), ensure_ascii=False)
        page.get_by_role("button", name="Sign out").first.click()
        expect(page.locator("input[name=login]")).to_be_visible()
        enter(clerk, "clerk", password)
        # It can be read again, and goes by itself.
        page.wait_for_function(_SENT, arg=[f"/api{place}/tasks/{task['id']}", note])
        expect(page.get_by_text("1 waiting")).to_have_count(0)


def test_a_session_that_ended_locks_what_was_left_open(desk: Open) -> None:
    """A page that is opened again after its session is over shows the entrance alone, and the device holds no key."""
    with desk("clerk") as clerk:
        clerk.page.wait_for_timeout(1_500)
        assert read_stored(clerk)["kept"]["own"]
        clerk.context.clear_cookies()
        clerk.page.reload()
        expect(clerk.page.locator("input[name=login]")).to_be_visible()
        expect(clerk.page.locator("nav")).to_have_count(0)
        assert read_stored(clerk)["kept"]["own"] == []


def test_another_tab_is_left_too(desk: Open) -> None:
    """Signing out in one tab empties the other ones, line or none."""
    with desk("clerk") as clerk:
        other = clerk.context.new_page()
        other.goto(clerk.url + "/cases")
        expect(other.locator("table.rows")).to_be_visible()
        # Behind another tab a page is not drawn, and nothing on it can be clicked.
        clerk.page.bring_to_front()
        clerk.page.get_by_role("button", name="Sign out").first.click()
        expect(other.locator("input[name=login]")).to_be_visible()
        expect(other.locator("table.rows")).to_have_count(0)
