"""The procedure as data, and the steps that are taken by it."""

from __future__ import annotations

from services.cases.api.declaring import READ, RECORD, api
from services.cases.schemas import procedure, trial
from services.common.schemas import PageQuery

list_stages = api.get(
    "/procedure/stages", query=PageQuery, pages_of=procedure.StageRow, says="List the stages of the procedure"
)

list_exits = api.get(
    "/procedure/exits", query=PageQuery, pages_of=procedure.ExitRow, says="List the ways out of each stage"
)

list_powers = api.get("/powers", query=PageQuery, pages_of=procedure.PowerRow, says="List what each office may decide")

list_offences = api.get(
    "/offences",
    query=procedure.OffenceFilter,
    pages_of=procedure.OffenceRow,
    says="List offences with their punishments",
)

read_trial = api.get(
    "/cases/{case_id:uuid}/trial", returns=trial.TrialView, may=READ,
    says="Read where a case stands, what can follow, and what the court did",
)  # fmt: skip

take_step = api.post(
    "/cases/{case_id:uuid}/steps", takes=procedure.NewStep, returns=trial.TrialView, may=RECORD, guarded=True,
    says="Take a step of the court, such as cognizance or the end of a side's evidence",
)  # fmt: skip
