"""What cases answers."""

from __future__ import annotations

from services.cases.schemas import case, common, scrutiny
from services.common.api import Api
from services.common.schemas import PageQuery

api = Api("cases", __name__)

READ = "cases.read"
REGISTER = "cases.register"

register_case = api.post("/cases", takes=case.NewCase, returns=case.CaseView, may=REGISTER, says="Register a FIR")
list_cases = api.get("/cases", query=case.CaseFilter, pages_of=case.CaseRow, may=READ, says="List cases")
read_case = api.get("/cases/{case_id:uuid}", returns=case.CaseView, may=READ, says="Read a case")
read_case_reference = api.get(
    "/cases/{case_id:uuid}/reference", returns=case.CaseReference, may=READ,
    also=("notifications", "scheduling", "documents"), says="Read what identifies a case",
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

list_acts = api.get("/acts", query=PageQuery, pages_of=scrutiny.ActRow, says="List the acts")
list_districts = api.get("/districts", query=PageQuery, pages_of=scrutiny.DistrictRow, says="List the districts")
list_defect_codes = api.get(
    "/defect-codes", query=PageQuery, pages_of=scrutiny.DefectCodeRow, says="List what a report may be returned for"
)
list_clock_rules = api.get(
    "/clock-rules", query=PageQuery, pages_of=scrutiny.ClockRuleRow, says="List the statutory periods"
)
