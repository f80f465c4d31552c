"""The file of a case: registering, reading, correcting, sealing, linking."""

from __future__ import annotations

from services.cases.api.declaring import READ, REGISTER, api
from services.cases.schemas import case, common, people
from services.common.schemas import PageQuery

register_case = api.post("/cases", takes=case.NewCase, returns=case.CaseView, may=REGISTER, says="Register a FIR")

list_cases = api.get("/cases", query=case.CaseFilter, pages_of=case.CaseRow, may=READ, says="List cases")

list_police_stations = api.get(
    "/cases/police-stations", query=case.StationFilter, pages_of=case.StationRow, may=REGISTER,
    says="List the police stations that a district's cases name",
)  # fmt: skip

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
