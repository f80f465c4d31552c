"""What scheduling answers: its operations, declared by chapter; each name is bound here, once."""

from __future__ import annotations

from services.scheduling.api.calendars import (
    add_own_times,
    create_calendar_feed,
    end_own_time,
    end_prosecutors_feed,
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
    clear_days,
    find_free_slots,
    list_clearings,
    preview_clearing,
    preview_wide_clearing,
    read_clearing,
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
    confirm_hearing,
    extend_hearing,
    list_hearing_changes,
    list_hearings,
    merge_hearings,
    move_hearing,
    read_hearing,
    read_proceedings,
    record_outcome,
    record_proceedings,
    schedule_hearing,
    split_hearing,
    vacate_hearing,
)
from services.scheduling.api.holidays import (
    declare_holidays,
    list_holidays,
    withdraw_holiday,
)
from services.scheduling.api.people import (
    assign_duties,
    avoid_dates,
    end_qualification,
    list_dates_to_avoid,
    list_duties,
    list_postings,
    list_qualifications,
    list_travel_times,
    list_working_patterns,
    post_prosecutor,
    qualify_prosecutor,
    read_availability,
    set_travel_time,
    set_working_pattern,
    withdraw_dates_to_avoid,
    withdraw_duty,
)
from services.scheduling.api.ripeness import list_processes, list_ripeness, read_ripeness, record_process
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
from services.scheduling.api.sittings import (
    add_video_link,
    ask_for_hearing,
    change_video_link,
    fix_hearing,
    list_unscheduled_hearings,
    list_video_links,
    read_sitting,
    read_unscheduled_hearing,
    read_video_link,
    schedule_sitting,
    unschedule_hearing,
    withdraw_unscheduled_hearing,
)
from services.scheduling.api.words import read_typed_words

__all__ = [
    "add_court_room", "add_own_times", "add_to_roster", "add_video_link", "api", "apply_for_leave", "approve_leave",
    "ask_for_hearing", "assign_duties", "avoid_dates", "cancel_leave", "change_court", "change_roster_entry",
    "change_video_link", "clear_court_days", "clear_days", "confirm_hearing", "create_calendar_feed",
    "declare_holidays", "end_own_time", "end_prosecutors_feed", "end_qualification", "extend_hearing", "find_free_slots", "fix_hearing",
    "list_clearings", "list_courts", "list_dates_to_avoid", "list_duties", "list_hearing_changes",
    "list_hearing_codes", "list_hearings", "list_holidays", "list_leave", "list_own_times", "list_postings",
    "list_processes", "list_qualifications", "list_ripeness", "list_roster", "list_sitting_hours",
    "list_travel_times", "list_unscheduled_hearings", "list_video_links", "list_working_patterns", "merge_hearings",
    "move_hearing", "open_court", "post_prosecutor", "preview_clearing", "preview_wide_clearing",
    "qualify_prosecutor", "read_availability", "read_calendar", "read_calendar_feed", "read_calendar_objects",
    "read_cause_list", "read_clearing", "read_court", "read_feed_free_busy", "read_free_busy", "read_hearing",
    "read_leave", "read_proceedings", "read_ripeness", "read_roster_entry", "read_sitting", "read_typed_words",
    "read_unscheduled_hearing", "read_video_link", "record_outcome", "record_proceedings", "record_process",
    "refuse_leave", "revoke_calendar_feed", "schedule_hearing", "schedule_sitting", "set_sitting_hours",
    "set_travel_time", "set_working_pattern", "split_hearing", "subscribe_calendar", "sync_calendar",
    "unschedule_hearing", "vacate_hearing", "withdraw_dates_to_avoid", "withdraw_duty", "withdraw_holiday",
    "withdraw_unscheduled_hearing",
]  # fmt: skip
