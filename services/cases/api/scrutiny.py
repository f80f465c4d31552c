"""Police reports, their scrutiny, and filing in court."""

from __future__ import annotations

from services.cases.api.declaring import SCRUTINISE, api
from services.cases.schemas import case, people, scrutiny

receive_report = api.post(
    "/cases/{case_id:uuid}/reports", takes=scrutiny.NewReport, returns=case.CaseView, may="cases.receive",
    says="Receive a police report",
)  # fmt: skip

return_report = api.post(
    "/cases/{case_id:uuid}/reports/{report_id:uuid}/return", takes=scrutiny.ReportReturn, returns=case.CaseView,
    may=SCRUTINISE, guarded=True, status=200, says="Return a defective report to the police",
)  # fmt: skip

give_opinion = api.post(
    "/cases/{case_id:uuid}/reports/{report_id:uuid}/opinions", takes=scrutiny.NewOpinion, returns=case.CaseView,
    may=SCRUTINISE, says="Give an opinion on an accused",
)  # fmt: skip

file_case = api.post(
    "/cases/{case_id:uuid}/filing", takes=people.Filing, returns=case.CaseView, may="cases.file", guarded=True,
    status=200, says="File the report in court",
)  # fmt: skip
