"""The dated words of the law that everybody may read."""

from __future__ import annotations

from services.cases.api.declaring import api
from services.cases.schemas import scrutiny
from services.common.schemas import PageQuery

list_acts = api.get("/acts", query=PageQuery, pages_of=scrutiny.ActRow, says="List the acts")

list_districts = api.get("/districts", query=PageQuery, pages_of=scrutiny.DistrictRow, says="List the districts")

list_defect_codes = api.get(
    "/defect-codes", query=PageQuery, pages_of=scrutiny.DefectCodeRow, says="List what a report may be returned for"
)

list_clock_rules = api.get(
    "/clock-rules", query=PageQuery, pages_of=scrutiny.ClockRuleRow, says="List the statutory periods"
)
