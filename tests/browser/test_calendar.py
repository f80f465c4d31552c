"""A hearing is dragged to another day and hour, in both directions of writing; what stands there already is named before anything is sent."""

from __future__ import annotations

import datetime as dt
from typing import Final

import pytest
from playwright.sync_api import Page, Position, expect

from tests.browser.conftest import DESK, Desk, Open
from tests.browser.test_live import ask
from tests.browser.test_main_job import fill, send

TODAY: Final = dt.datetime.now(dt.UTC).astimezone(dt.timezone(dt.timedelta(hours=5))).date()
# The board shows ten hours from eight o'clock on.
OPENS: Final = 8
HOURS: Final = 10
TUESDAY, WEDNESDAY = 1, 2
MOST_WEEKS: Final = 20


def choose_week(clerk: Desk, prosecutor_id: str, court_id: str, place: int) -> dt.date:
    """Give the Monday of a week to come, odd or even by its place, in which neither court nor prosecutor has anything yet."""
    first = TODAY + dt.timedelta(days=7 - TODAY.weekday() + 7 * (8 + place))
    for monday in (first + dt.timedelta(days=14 * later) for later in range(MOST_WEEKS)):
        sunday = monday + dt.timedelta(days=6)
        span = f"from={monday}T00:00:00%2B05:00&to={sunday}T23:59:00%2B05:00"
        busy = ask(clerk, "GET", f"/api/roster/{prosecutor_id}/free-busy?{span}")["items"]
        if not busy and not ask(clerk, "GET", f"/api/hearings?court_id={court_id}&from={monday}&to={sunday}")["items"]:
            return monday
    pytest.fail(f"no free week among {MOST_WEEKS} for {prosecutor_id} and {court_id}")


def fix(clerk: Desk, prosecutor_id: str, court_id: str, day: dt.date, hour: int) -> str:
    """Fix half an hour's hearing of the first case; give its id. A remand is heard on holidays too."""
    case = ask(clerk, "GET", "/api/cases?limit=1&stage=in_court")["items"][0]
    wanted = {
        "case_id": case["id"], "court_id": court_id, "purpose": "remand", "minutes": 30, "prosecutor_ids": [prosecutor_id],
        "starts_at": f"{day}T{hour:02}:00:00+05:00",
    }  # fmt: skip
    return str(ask(clerk, "POST", "/api/hearings", wanted)["id"])


def drag(page: Page, hearing_id: str, weekday: int, hour: int) -> None:
    """Drag a hearing's box into a day's column, to the height of an hour."""
    box = page.locator(f'[data-event-id="{hearing_id}"]')
    box.scroll_into_view_if_needed()
    column = page.locator(".mantine-WeekView-weekViewDaySlots").nth(weekday)
    size = column.bounding_box()
    assert size is not None
    place: Position = {"x": size["width"] / 2, "y": size["height"] * (hour - OPENS) / HOURS + 8}
    box.drag_to(column, source_position={"x": 20, "y": 8}, target_position=place)


@pytest.mark.parametrize(("language", "week"), [("en", 0), ("ur", 1)])
def test_a_hearing_is_dragged_to_another_time(desk: Open, language: str, week: int) -> None:
    """Upon another hearing: it is named, and nothing is moved. To a free hour: moved, and so it stands on the board."""
    tall = {"viewport": {"width": DESK["viewport"]["width"], "height": 2_900}}
    with desk("clerk", language=language, device=tall) as clerk, desk("prosecutor1") as prosecutor:
        prosecutor_id = ask(prosecutor, "GET", "/api/me")["id"]
        court_id = ask(clerk, "GET", "/api/courts?limit=1")["items"][0]["id"]
        monday = choose_week(clerk, prosecutor_id, court_id, week)
        tuesday, wednesday = (monday + dt.timedelta(days=day) for day in (TUESDAY, WEDNESDAY))
        moved = fix(clerk, prosecutor_id, court_id, tuesday, 9)
        stands = fix(clerk, prosecutor_id, court_id, wednesday, 11)
        clerk.open(f"/calendar?whose=all&view=week&on={monday}")
        columns = clerk.page.locator(".mantine-WeekView-weekViewDaySlots")
        first, last = columns.first.bounding_box(), columns.last.bounding_box()
        assert first is not None
        assert last is not None
        assert (first["x"] < last["x"]) == (language == "en")

        drag(clerk.page, moved, WEDNESDAY, 11)
        clash = clerk.page.get_by_role("dialog").get_by_role("alert")
        expect(clash.locator(f'a[href="/calendar/hearings/{stands}"], a[href^="/cases/"]').first).to_be_visible()
        expect(clash).to_contain_text("11:00")
        clerk.page.keyboard.press("Escape")
        expect(clerk.page.get_by_role("dialog")).to_have_count(0)
        assert ask(clerk, "GET", f"/api/hearings/{moved}")["starts_at"].startswith(f"{tuesday}T04:00")

        drag(clerk.page, moved, WEDNESDAY, 13)
        fill(clerk.page, "reason", "The counsel asks for the afternoon")
        send(clerk)
        assert ask(clerk, "GET", f"/api/hearings/{moved}")["starts_at"].startswith(f"{wednesday}T08:00")
        expect(columns.nth(WEDNESDAY).locator(f'[data-event-id="{moved}"]')).to_be_visible()
        expect(columns.nth(TUESDAY).locator(f'[data-event-id="{moved}"]')).to_have_count(0)
