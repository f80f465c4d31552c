"""Files that leave the system: a case as a whole, lists of cases."""

from __future__ import annotations

from services.cases.api.declaring import api
from services.cases.schemas import exporting
from services.common.schemas import PageQuery

_EXPORT = "cases.export"

export_case = api.post(
    "/cases/{case_id:uuid}/exports", takes=exporting.CaseExport, returns=exporting.ExportView, may=_EXPORT, status=202,
    deadline=60.0, says="Ask for a case as a whole, as JSON or PDF: everything of it that you may see",
)  # fmt: skip

export_cases = api.post(
    "/exports", takes=exporting.ListExport, returns=exporting.ExportView, may=_EXPORT, status=202,
    says="Ask for a list of cases as CSV or XLSX",
)  # fmt: skip

list_exports = api.get(
    "/exports", query=PageQuery, pages_of=exporting.ExportView, may=_EXPORT, says="List the files that you asked for"
)

read_export = api.get(
    "/exports/{export_id:uuid}", returns=exporting.ExportView, may=_EXPORT, says="Read whether a file is made"
)

fetch_export = api.get(
    "/exports/{export_id:uuid}/content", returns=exporting.ExportContent, may=_EXPORT, audited=True, deadline=60.0,
    says="Fetch a file that was made",
)  # fmt: skip
