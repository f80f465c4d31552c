"""What scheduling answers."""

from services.common.api import Api
from services.common.schemas import Empty, PageQuery
from services.scheduling.schemas import calendar, clearing, courts, hearings, proceedings, roster

api = Api("scheduling", __name__)

READ = "scheduling.read"
SCHEDULE = "scheduling.schedule"
COURTS = "scheduling.courts"
ROSTER = "scheduling.roster"
CLEAR = "scheduling.clear_courts"
OTHERS = ("notifications", "cases")

open_court = api.post("/courts", takes=courts.NewCourt, returns=courts.CourtView, may=COURTS, says="Open a court")
list_courts = api.get("/courts", query=courts.CourtFilter, pages_of=courts.CourtRow, says="List courts")
read_court = api.get("/courts/{court_id:uuid}", returns=courts.CourtView, also=OTHERS, says="Read a court")
change_court = api.patch(
    "/courts/{court_id:uuid}", takes=courts.CourtChange, returns=courts.CourtView, may=COURTS, guarded=True,
    says="Rename or close a court",
)  # fmt: skip
add_court_room = api.post(
    "/courts/{court_id:uuid}/rooms",
    takes=courts.NewCourtRoom,
    returns=courts.CourtView,
    may=COURTS,
    says="Add a court room",
)
set_sitting_hours = api.post(
    "/courts/{court_id:uuid}/timetables", takes=courts.NewTimetable, returns=courts.TimetableView, may=COURTS,
    says="Declare a court's sitting hours; the one declared last holds on its days",
)  # fmt: skip
list_sitting_hours = api.get(
    "/courts/{court_id:uuid}/timetables",
    query=PageQuery,
    pages_of=courts.TimetableView,
    says="List a court's sitting hours",
)
read_cause_list = api.get(
    "/courts/{court_id:uuid}/cause-list/{day:date}",
    returns=hearings.CauseListView,
    may=READ,
    says="Read a court's list of a day",
)
find_free_slots = api.get(
    "/courts/{court_id:uuid}/free-slots", query=calendar.FreeSlotQuery, returns=calendar.FreeSlotsView, may=READ,
    says="Find free times in a court",
)  # fmt: skip
preview_clearing = api.post(
    "/courts/{court_id:uuid}/clearing-plans", takes=clearing.ClearingRequest, returns=clearing.ClearingPlan, status=200,
    may=CLEAR, says="Say what clearing a court's days would do; nothing is changed",
)  # fmt: skip
clear_court_days = api.post(
    "/courts/{court_id:uuid}/clearings", takes=clearing.Clearing, returns=clearing.ClearingPlan, status=200, may=CLEAR,
    says="Vacate the hearings of a court's days, or move them to another court, as previewed",
)  # fmt: skip

declare_holidays = api.post(
    "/holidays",
    takes=courts.NewHolidays,
    returns=courts.HolidaysAnswer,
    may="scheduling.holidays",
    says="Declare holidays",
)
list_holidays = api.get(
    "/holidays", query=courts.HolidayFilter, pages_of=courts.HolidayView, also=OTHERS, says="List holidays"
)
withdraw_holiday = api.post(
    "/holidays/{holiday_id:uuid}/withdrawal", takes=courts.WithdrawalReason, status=204, may="scheduling.holidays",
    says="Take a holiday back",
)  # fmt: skip

add_to_roster = api.post(
    "/roster",
    takes=roster.NewRosterEntry,
    returns=roster.RosterEntryView,
    may=ROSTER,
    says="Put a prosecutor on the roster",
)
list_roster = api.get(
    "/roster", query=roster.RosterFilter, pages_of=roster.RosterEntryView, may=READ, says="List the roster"
)
read_roster_entry = api.get(
    "/roster/{prosecutor_id:uuid}", returns=roster.RosterEntryView, may=READ, says="Read a prosecutor's posting"
)
change_roster_entry = api.patch(
    "/roster/{prosecutor_id:uuid}", takes=roster.RosterChange, returns=roster.RosterEntryView, may=ROSTER, guarded=True,
    says="Change a prosecutor's posting",
)  # fmt: skip

apply_for_leave = api.post(
    "/leave", takes=roster.NewLeave, returns=roster.LeaveView, may="scheduling.apply_for_leave", says="Apply for leave"
)
list_leave = api.get("/leave", query=roster.LeaveFilter, pages_of=roster.LeaveView, may=READ, says="List leave")
read_leave = api.get("/leave/{leave_id:uuid}", returns=roster.LeaveView, may=READ, says="Read leave")
approve_leave = api.post(
    "/leave/{leave_id:uuid}/approval", takes=roster.LeaveApproval, returns=roster.LeaveView, status=200,
    may="scheduling.decide_leave", guarded=True, says="Approve leave, handing over the hearings on those days",
)  # fmt: skip
refuse_leave = api.post(
    "/leave/{leave_id:uuid}/refusal", takes=roster.LeaveRefusal, returns=roster.LeaveView, status=200,
    may="scheduling.decide_leave", guarded=True, says="Refuse leave",
)  # fmt: skip
cancel_leave = api.post(
    "/leave/{leave_id:uuid}/cancellation", takes=Empty, returns=roster.LeaveView, status=200,
    may="scheduling.apply_for_leave", guarded=True, says="Cancel leave",
)  # fmt: skip

schedule_hearing = api.post(
    "/hearings", takes=hearings.NewHearing, returns=hearings.HearingView, may=SCHEDULE, says="Schedule a hearing"
)
list_hearings = api.get(
    "/hearings",
    query=hearings.HearingFilter,
    pages_of=hearings.HearingRow,
    may=READ,
    also=OTHERS,
    says="List hearings in order of time",
)
read_hearing = api.get(
    "/hearings/{hearing_id:uuid}", returns=hearings.HearingView, may=READ, also=OTHERS, says="Read a hearing"
)
move_hearing = api.post(
    "/hearings/{hearing_id:uuid}/moves", takes=hearings.HearingMove, returns=hearings.HearingView, status=200, may=SCHEDULE, guarded=True,
    says="Move a hearing, or change its prosecutors",
)  # fmt: skip
vacate_hearing = api.post(
    "/hearings/{hearing_id:uuid}/vacation", takes=hearings.HearingVacation, returns=hearings.HearingView, status=200, may=SCHEDULE,
    guarded=True, says="Vacate a hearing",
)  # fmt: skip
record_outcome = api.post(
    "/hearings/{hearing_id:uuid}/outcome", takes=hearings.NewOutcome, returns=hearings.HearingView, status=200, may=SCHEDULE,
    guarded=True, says="Record what happened at a hearing, with the next date",
)  # fmt: skip
record_proceedings = api.post(
    "/hearings/{hearing_id:uuid}/proceedings", takes=proceedings.NewProceedings, returns=proceedings.ProceedingsView,
    status=200, may=SCHEDULE, guarded=True, says="Record a hearing's proceedings, or amend them with a reason",
)  # fmt: skip
read_proceedings = api.get(
    "/hearings/{hearing_id:uuid}/proceedings",
    returns=proceedings.ProceedingsView,
    may=READ,
    says="Read a hearing's proceedings, the entry that holds first",
)

read_calendar = api.get(
    "/calendar", query=calendar.CalendarRange, returns=calendar.CalendarView, may=READ, says="Read one's own calendar"
)
create_calendar_feed = api.post(
    "/calendar-feed",
    takes=Empty,
    returns=calendar.NewCalendarFeedView,
    may=READ,
    says="Make one's calendar feed, ending an older one",
)
read_calendar_feed = api.get(
    "/calendar-feed", returns=calendar.CalendarFeedView, may=READ, says="Tell whether one has a calendar feed"
)
revoke_calendar_feed = api.delete("/calendar-feed", may=READ, says="End one's calendar feed")
subscribe_calendar = api.get(
    "/calendar-feeds/{token:text}", public=True, media="text/calendar", says="One person's hearings for calendar apps"
)
list_hearing_codes = api.get(
    "/hearing-codes",
    query=calendar.CodeFilter,
    returns=calendar.CodesView,
    says="List purposes, causes of adjournment, results, kinds of court",
)
