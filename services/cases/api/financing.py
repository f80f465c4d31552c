"""The financing behind a case, and the lists of proscribed persons."""

from __future__ import annotations

from services.cases.api.declaring import READ, RECORD, api
from services.cases.schemas import financing

_FINANCING = "/cases/{case_id:uuid}/financing"
_KEPT = financing.FinancingKept

read_financing = api.get(
    _FINANCING, returns=financing.FinancingView, may=READ,
    says="Read the parallel financial investigation of a case: checklist, money moved, references, orders on property",
)  # fmt: skip

set_financing = api.put(
    _FINANCING, takes=financing.FinancingChange, returns=_KEPT, may=RECORD, guarded=True,
    says="Say whether a case is of terror financing, and of which offence the money is",
)  # fmt: skip

set_financing_check = api.put(
    _FINANCING + "/checks/{code:text}", takes=financing.CheckChange, returns=_KEPT, may=RECORD, guarded=True,
    says="Say where an item of the financial investigation's checklist stands",
)  # fmt: skip

add_transfer = api.post(
    _FINANCING + "/transfers", takes=financing.NewTransfer, returns=_KEPT, may=RECORD, says="Record money that moved"
)

add_financing_reference = api.post(
    _FINANCING + "/references", takes=financing.NewReference, returns=_KEPT, may=RECORD,
    says="Record a report of a bank or of the Financial Monitoring Unit",
)  # fmt: skip

add_property_order = api.post(
    _FINANCING + "/orders", takes=financing.NewPropertyOrder, returns=_KEPT, may=RECORD,
    says="Record that property was frozen, seized or attached",
)  # fmt: skip

add_property_step = api.post(
    _FINANCING + "/orders/{order_id:uuid}/steps", takes=financing.NewPropertyStep, returns=_KEPT, may=RECORD,
    says="Record a step under an order on property",
)  # fmt: skip

load_proscribed_list = api.post(
    "/proscribed-lists", takes=financing.NewProscribedList, returns=financing.ProscribedListKept, may="cases.keep_lists",
    body_limit=10_000_000, deadline=60.0, says="Load a version of a list of proscribed persons; it supersedes the one before",
)  # fmt: skip

list_proscribed_matches = api.get(
    "/cases/{case_id:uuid}/proscribed-matches", returns=financing.ProscribedMatchesView, may=READ,
    says="List the records of a case that may be on the lists of proscribed persons",
)  # fmt: skip
