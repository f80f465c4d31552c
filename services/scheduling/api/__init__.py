"""What scheduling answers: its operations, declared by chapter; each name is bound here, once."""

from __future__ import annotations

from services.scheduling.api.calendars import (
    add_own_times,
    create_calendar_feed,
    end_own_time,
    list_hearing_codes,
    list_own_times,
    read_calendar,
    read_calendar_feed,
    read_calendar_objects,
    read_feed_free_busy,
    read_free_busy,
    revoke_calendar_feed,
    subscribe_calendar,
    sync_calendar,
)
from services.scheduling.api.cause_lists import read_cause_list
from services.scheduling.api.court_days import (
    clear_court_days,
    find_free_slots,
    preview_clearing,
)
from services.scheduling.api.courts import (
    add_court_room,
    change_court,
    list_courts,
    list_sitting_hours,
    open_court,
    read_court,
    set_sitting_hours,
)
from services.scheduling.api.declaring import api
from services.scheduling.api.hearings import (
    list_hearings,
    move_hearing,
    read_hearing,
    read_proceedings,
    record_outcome,
    record_proceedings,
    schedule_hearing,
    vacate_hearing,
)
from services.scheduling.api.holidays import (
    declare_holidays,
    list_holidays,
    withdraw_holiday,
)
from services.scheduling.api.roster import (
    add_to_roster,
    apply_for_leave,
    approve_leave,
    cancel_leave,
    change_roster_entry,
    list_leave,
    list_roster,
    read_leave,
    read_roster_entry,
    refuse_leave,
)

__all__ = [
    "add_court_room", "add_own_times", "add_to_roster", "api", "apply_for_leave", "approve_leave", "cancel_leave",
    "change_court", "change_roster_entry", "clear_court_days", "create_calendar_feed", "declare_holidays",
    "end_own_time", "find_free_slots", "list_courts", "list_hearing_codes", "list_hearings", "list_holidays",
    "list_leave", "list_own_times", "list_roster", "list_sitting_hours", "move_hearing", "open_court",
    "preview_clearing", "read_calendar", "read_calendar_feed", "read_calendar_objects", "read_cause_list",
    "read_court", "read_feed_free_busy", "read_free_busy", "read_hearing", "read_leave", "read_proceedings",
    "read_roster_entry", "record_outcome", "record_proceedings", "refuse_leave", "revoke_calendar_feed",
    "schedule_hearing", "set_sitting_hours", "subscribe_calendar", "sync_calendar", "vacate_hearing",
    "withdraw_holiday",
]  # fmt: skip
