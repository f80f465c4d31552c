"""What cases answers."""

from __future__ import annotations

from services.cases.schemas import case, common, people, performance, register, scrutiny
from services.common.api import Api
from services.common.schemas import PageQuery

api = Api("cases", __name__)

READ = "cases.read"
REGISTER = "cases.register"
RECORD = "cases.record"
SCRUTINISE = "cases.scrutinise"

register_case = api.post("/cases", takes=case.NewCase, returns=case.CaseView, may=REGISTER, says="Register a FIR")
list_cases = api.get("/cases", query=case.CaseFilter, pages_of=case.CaseRow, may=READ, says="List cases")
read_case = api.get("/cases/{case_id:uuid}", returns=case.CaseView, may=READ, says="Read a case")
read_case_reference = api.get(
    "/cases/{case_id:uuid}/reference", returns=case.CaseReference, may=READ,
    also=("notifications", "documents"), says="Read what identifies a case",
)  # fmt: skip
list_case_history = api.get(
    "/cases/{case_id:uuid}/history", query=PageQuery, pages_of=case.HistoryRow, may=READ, says="List a case's steps"
)
change_case = api.patch(
    "/cases/{case_id:uuid}", takes=case.CaseChange, returns=case.CaseView, may=REGISTER, guarded=True,
    says="Correct a case",
)  # fmt: skip
add_accused = api.post(
    "/cases/{case_id:uuid}/accused", takes=common.NewAccused, returns=case.CaseView, may=REGISTER,
    says="Add an accused found later",
)  # fmt: skip

seal_case = api.put(
    "/cases/{case_id:uuid}/seal", takes=case.SealChange, returns=case.CaseView, may="cases.seal", guarded=True,
    says="Seal a case, or open it again",
)  # fmt: skip
link_case = api.post(
    "/cases/{case_id:uuid}/links", takes=people.NewLink, returns=case.CaseView, may="cases.link",
    says="Link a case with another, such as for a joint trial",
)  # fmt: skip

assign_prosecutor = api.post(
    "/cases/{case_id:uuid}/assignments", takes=people.NewAssignment, returns=case.CaseView, may="cases.assign",
    says="Put a prosecutor on the team",
)  # fmt: skip
release_prosecutor = api.post(
    "/cases/{case_id:uuid}/assignments/{assignment_id:uuid}/release", takes=people.Release, returns=case.CaseView,
    may="cases.assign", guarded=True, status=200, says="Release a prosecutor from the team",
)  # fmt: skip

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

import_register = api.post(
    "/cases/imports", takes=register.NewImport, returns=register.ImportView, may="cases.import", status=202,
    body_limit=40_000_000, deadline=60.0,
    says="Send in a police station's register as CSV (100,000 rows fit; split a longer one); the importer checks and enters it",
)  # fmt: skip
list_imports = api.get(
    "/cases/imports", query=register.ImportFilter, pages_of=register.ImportView, may="cases.import",
    says="List the registers that were sent in",
)  # fmt: skip
read_import = api.get(
    "/cases/imports/{import_id:uuid}",
    returns=register.ImportView,
    may="cases.import",
    says="Read where an import stands",
)
list_import_errors = api.get(
    "/cases/imports/{import_id:uuid}/errors", query=PageQuery, pages_of=register.FaultRow, may="cases.import",
    says="List what is wrong with a file, row by row",
)  # fmt: skip

read_performance = api.get(
    "/performance", query=performance.PerformanceQuery, returns=performance.PerformanceView, may="cases.report",
    deadline=30.0, says="Read the performance report of a period",
)  # fmt: skip

list_acts = api.get("/acts", query=PageQuery, pages_of=scrutiny.ActRow, says="List the acts")
list_districts = api.get("/districts", query=PageQuery, pages_of=scrutiny.DistrictRow, says="List the districts")
list_defect_codes = api.get(
    "/defect-codes", query=PageQuery, pages_of=scrutiny.DefectCodeRow, says="List what a report may be returned for"
)
list_clock_rules = api.get(
    "/clock-rules", query=PageQuery, pages_of=scrutiny.ClockRuleRow, says="List the statutory periods"
)
