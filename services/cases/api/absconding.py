"""Absconders, and what was done to bring them before the court."""

from __future__ import annotations

from services.cases.api.declaring import READ, RECORD, api
from services.cases.schemas import absconding
from services.common.schemas import PageQuery

record_absconder_step = api.post(
    "/cases/{case_id:uuid}/accused/{accused_id:uuid}/absconder-steps", takes=absconding.NewAbsconderStep,
    returns=absconding.AbsconderView, may=RECORD, guarded=True,
    says="Record a step against an absconder: warrant, proclamation, attachment, declaration",
)  # fmt: skip

list_absconders = api.get(
    "/cases/{case_id:uuid}/absconders", query=PageQuery, pages_of=absconding.AbsconderView, may=READ,
    says="List the absconders of a case",
)  # fmt: skip
