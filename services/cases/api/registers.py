"""Police stations' registers, sent in as files."""

from __future__ import annotations

from services.cases.api.declaring import api
from services.cases.schemas import register
from services.common.schemas import PageQuery

import_register = api.post(
    "/cases/imports", takes=register.NewImport, returns=register.ImportView, may="cases.import", status=202,
    body_limit=40_000_000, deadline=60.0,
    says="Send in a police station's register as CSV or XLSX (100,000 rows fit); the importer checks and enters it",
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

list_import_differences = api.get(
    "/cases/imports/{import_id:uuid}/differences", query=PageQuery, pages_of=register.DifferenceRow, may="cases.import",
    says="List in which columns a refused register differs from what is registered",
)  # fmt: skip

list_import_errors = api.get(
    "/cases/imports/{import_id:uuid}/errors", query=PageQuery, pages_of=register.FaultRow, may="cases.import",
    says="List what is wrong with a file, row by row",
)  # fmt: skip
