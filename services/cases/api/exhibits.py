"""Exhibits, their chain of custody and its gaps, and what laboratories are asked and answer."""

from __future__ import annotations

from typing import Final

from services.cases.api.declaring import READ, api
from services.cases.schemas import exhibit_gaps, exhibits, laboratory
from services.common.schemas import PageQuery

EXHIBITS: Final = "cases.exhibits"
_EXHIBIT: Final = "/cases/{case_id:uuid}/exhibits/{exhibit_id:uuid}"
_REQUESTS: Final = "/cases/{case_id:uuid}/laboratory-requests"

enter_exhibit = api.post(
    "/cases/{case_id:uuid}/exhibits", takes=exhibits.NewExhibit, returns=exhibits.ExhibitView, may=EXHIBITS,
    says="Enter an exhibit with its custody so far",
)  # fmt: skip

list_exhibits = api.get(
    "/cases/{case_id:uuid}/exhibits", query=exhibits.ExhibitFilter, pages_of=exhibits.ExhibitRow, may=READ,
    says="List a case's exhibits: one index, or the general one",
)  # fmt: skip

read_exhibit = api.get(_EXHIBIT, returns=exhibits.ExhibitView, may=READ, says="Read an exhibit with its custody")

change_exhibit = api.patch(
    _EXHIBIT, takes=exhibits.ExhibitChange, returns=exhibits.ExhibitView, may=EXHIBITS, guarded=True,
    says="Correct what an exhibit says",
)  # fmt: skip

rule_on_exhibit = api.put(
    f"{_EXHIBIT}/ruling", takes=exhibits.ExhibitRuling, returns=exhibits.ExhibitView, may=EXHIBITS, guarded=True,
    says="Record that the court exhibited or rejected it",
)  # fmt: skip

record_custody = api.post(
    f"{_EXHIBIT}/custody", takes=exhibits.NewCustodyEvent, returns=exhibits.ExhibitView, may=EXHIBITS, guarded=True,
    says="Record a step of an exhibit's custody",
)  # fmt: skip

correct_custody = api.post(
    f"{_EXHIBIT}/custody/{{event_id:uuid}}/correction", takes=exhibits.CustodyCorrection, returns=exhibits.ExhibitView,
    may=EXHIBITS, guarded=True, says="Correct a recorded step of custody; the old one stays, superseded",
)  # fmt: skip

withdraw_custody = api.post(
    f"{_EXHIBIT}/custody/{{event_id:uuid}}/withdrawal", takes=exhibits.CustodyWithdrawal, returns=exhibits.ExhibitView,
    may=EXHIBITS, guarded=True, status=200, says="Take back a recorded step that did not happen",
)  # fmt: skip

withhold_superseded = api.post(
    f"{_EXHIBIT}/withholding", takes=exhibits.Withholding, returns=exhibits.ExhibitView, may="cases.protect",
    guarded=True, status=200, says="Take a protected name out of the superseded texts about an exhibit",
)  # fmt: skip

read_custody_sheet = api.get(
    f"{_EXHIBIT}/custody-sheet", query=exhibit_gaps.SheetQuery, returns=exhibit_gaps.SheetView, may=READ,
    says="Read an exhibit's chain-of-custody sheet, as a page to print",
)  # fmt: skip

read_exhibit_gaps = api.get(
    "/cases/{case_id:uuid}/exhibit-gaps", query=exhibit_gaps.GapsQuery, returns=exhibit_gaps.ExhibitGapsView, may=READ,
    says="Read what the custody of a case's exhibits lacks, and by which judgment it matters",
)  # fmt: skip

list_cases_with_gaps = api.get(
    "/exhibit-gaps", query=exhibit_gaps.GapsFilter, pages_of=exhibit_gaps.CaseGapsRow, may="cases.report",
    deadline=30.0,
    says="List the cases whose exhibits' custody has gaps; go on while there is a next page, also after an empty one",
)  # fmt: skip

ask_laboratory = api.post(
    _REQUESTS, takes=laboratory.NewLaboratoryRequest, returns=laboratory.LaboratoryRequestView, may=EXHIBITS,
    says="Record what a laboratory is asked",
)  # fmt: skip

list_laboratory_requests = api.get(
    _REQUESTS, query=PageQuery, pages_of=laboratory.LaboratoryRequestView, may=READ,
    says="List what laboratories were asked and answered",
)  # fmt: skip

correct_laboratory_request = api.post(
    f"{_REQUESTS}/{{request_id:uuid}}/correction", takes=laboratory.LaboratoryRequestChange,
    returns=laboratory.LaboratoryRequestView, may=EXHIBITS, guarded=True, status=200,
    says="Correct what was written of a laboratory's request; what it said before is kept",
)  # fmt: skip

record_laboratory_report = api.post(
    f"{_REQUESTS}/{{request_id:uuid}}/report", takes=laboratory.NewLaboratoryReport,
    returns=laboratory.LaboratoryRequestView, may=EXHIBITS, guarded=True, says="Record a laboratory's report",
)  # fmt: skip

list_laboratories = api.get(
    "/laboratories", query=PageQuery, pages_of=laboratory.LaboratoryRow, says="List the laboratories"
)

list_custody_rules = api.get(
    "/custody-rules", query=PageQuery, pages_of=exhibit_gaps.CustodyRuleRow,
    says="List what counts as a gap of custody, and how long exhibits are kept",
)  # fmt: skip
