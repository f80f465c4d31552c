"""The accused: custody, charges, results, and the end of the case."""

from __future__ import annotations

from services.cases.api.declaring import RECORD, api
from services.cases.schemas import case, people

change_custody = api.post(
    "/cases/{case_id:uuid}/accused/{accused_id:uuid}/custody", takes=people.CustodyChange, returns=case.CaseView,
    may=RECORD, guarded=True, says="Record that an accused was arrested, bailed, or absconded",
)  # fmt: skip

set_charges = api.put(
    "/cases/{case_id:uuid}/accused/{accused_id:uuid}/charges", takes=people.ChargeSet, returns=case.CaseView,
    may=RECORD, guarded=True, says="Set the charges against an accused",
)  # fmt: skip

record_result = api.post(
    "/cases/{case_id:uuid}/accused/{accused_id:uuid}/results", takes=people.NewResult, returns=case.CaseView,
    may=RECORD, guarded=True, says="Record the court's result for an accused, or correct it",
)  # fmt: skip

decide_case = api.post(
    "/cases/{case_id:uuid}/decision", takes=people.Decision, returns=case.CaseView, may=RECORD, guarded=True,
    status=200, says="Close a case whose accused all have results",
)  # fmt: skip
