"""Courts, their rooms, their sitting hours."""

from __future__ import annotations

from services.common.schemas import PageQuery
from services.scheduling.api.declaring import COURTS, LONG, OTHERS, api
from services.scheduling.schemas import clearing, courts

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
designate_court = api.post(
    "/courts/{court_id:uuid}/designations", takes=courts.NewDesignation, returns=courts.CourtView, may=COURTS,
    says="Record what a court hears besides what its kind hears",
)  # fmt: skip
preview_abolition = api.post(
    "/courts/{court_id:uuid}/abolition-plans", takes=courts.AbolitionRequest, returns=clearing.ClearingPlan, status=200,
    may=COURTS, says="Say where a court's hearings would go if it were abolished; nothing is changed",
    deadline=LONG,
)  # fmt: skip
abolish_court = api.post(
    "/courts/{court_id:uuid}/abolition", takes=courts.Abolition, returns=clearing.ClearingDone, status=200, may=COURTS,
    guarded=True, says="Abolish a court; its successor takes its hearings, as previewed",
    deadline=LONG,
)  # fmt: skip
set_hours_widely = api.post(
    "/timetables", takes=courts.WideTimetable, returns=courts.WideTimetableAnswer, may=COURTS, deadline=LONG,
    says="Declare the sitting hours of all courts of a district or the province, such as in Ramadan",
)  # fmt: skip
