"""A court's day: its free times, and clearing it."""

from __future__ import annotations

from services.scheduling.api.declaring import CLEAR, READ, api
from services.scheduling.schemas import calendar, clearing

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
