"""A court's day: its free times, and clearing it."""

from __future__ import annotations

from services.scheduling.api.declaring import CLEAR, LONG, READ, api
from services.scheduling.schemas import calendar, clearing

find_free_slots = api.get(
    "/courts/{court_id:uuid}/free-slots", query=calendar.FreeSlotQuery, returns=calendar.FreeSlotsView, may=READ,
    says="Find free times in a court",
)  # fmt: skip
preview_clearing = api.post(
    "/courts/{court_id:uuid}/clearing-plans", takes=clearing.ClearingRequest, returns=clearing.ClearingPlan, status=200,
    may=CLEAR, says="Say what clearing a court's days would do; nothing is changed",
    deadline=LONG,
)  # fmt: skip
clear_court_days = api.post(
    "/courts/{court_id:uuid}/clearings", takes=clearing.Clearing, returns=clearing.ClearingDone, status=200, may=CLEAR,
    says="Vacate, move or postpone the hearings of a court's days, as previewed",
    deadline=LONG,
)  # fmt: skip
preview_wide_clearing = api.post(
    "/clearing-plans", takes=clearing.WideClearingRequest, returns=clearing.ClearingPlan, status=200, may=CLEAR,
    says="Say what clearing the days of courts, a district or the province would do; nothing is changed",
    deadline=LONG,
)  # fmt: skip
clear_days = api.post(
    "/clearings", takes=clearing.WideClearing, returns=clearing.ClearingDone, status=201, may=CLEAR,
    says="Vacate, move or postpone the hearings of courts, a district or the province, as previewed",
    deadline=LONG,
)  # fmt: skip
list_clearings = api.get(
    "/clearings", query=clearing.ClearingFilter, pages_of=clearing.ClearingRow, may=CLEAR, says="List what was cleared"
)
read_clearing = api.get(
    "/clearings/{clearing_id:uuid}", returns=clearing.ClearingView, may=CLEAR,
    says="Read what was cleared, hearing by hearing, and at whose request",
)  # fmt: skip
