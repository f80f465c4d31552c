"""Who stands on a case."""

from __future__ import annotations

from services.cases.api.declaring import api
from services.cases.schemas import case, people

assign_prosecutor = api.post(
    "/cases/{case_id:uuid}/assignments", takes=people.NewAssignment, returns=case.CaseView, may="cases.assign",
    says="Put a prosecutor on the team",
)  # fmt: skip

release_prosecutor = api.post(
    "/cases/{case_id:uuid}/assignments/{assignment_id:uuid}/release", takes=people.Release, returns=case.CaseView,
    may="cases.assign", guarded=True, status=200, says="Release a prosecutor from the team",
)  # fmt: skip
