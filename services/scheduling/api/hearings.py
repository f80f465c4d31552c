"""Hearings and what happened at them."""

from __future__ import annotations

from services.common.schemas import Empty, PageQuery
from services.scheduling.api.declaring import OTHERS, READ, SCHEDULE, api
from services.scheduling.schemas import hearings, proceedings

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
confirm_hearing = api.post(
    "/hearings/{hearing_id:uuid}/confirmation", takes=Empty, returns=hearings.HearingView, status=200, may=SCHEDULE,
    guarded=True, says="Let a hearing stand whose time was only held for now",
)  # fmt: skip
extend_hearing = api.post(
    "/hearings/{hearing_id:uuid}/extension", takes=hearings.HearingExtension, returns=hearings.HearingView, status=200,
    may=SCHEDULE, guarded=True, says="Let a hearing take longer, on its day or over more days",
)  # fmt: skip
split_hearing = api.post(
    "/hearings/{hearing_id:uuid}/split", takes=hearings.HearingSplit, returns=hearings.HearingView, may=SCHEDULE,
    guarded=True, says="Let joined cases have a hearing of their own",
)  # fmt: skip
merge_hearings = api.post(
    "/hearings/{hearing_id:uuid}/merger", takes=hearings.HearingMerger, returns=hearings.HearingView, status=200,
    may=SCHEDULE, guarded=True, says="Hear another hearing's cases at this one",
)  # fmt: skip
list_hearing_changes = api.get(
    "/hearings/{hearing_id:uuid}/changes", query=PageQuery, pages_of=hearings.HearingChangeView, may=READ,
    says="List a hearing's changes: who asked for each, and why",
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
