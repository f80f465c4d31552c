"""Cause lists: a court's list of a day, as it stands."""

from __future__ import annotations

from services.scheduling.api.declaring import READ, api
from services.scheduling.schemas import cause_lists

read_cause_list = api.get(
    "/courts/{court_id:uuid}/cause-list/{day:date}",
    returns=cause_lists.CauseListView,
    may=READ,
    says="Read a court's list of a day",
)
