"""The law's clocks: what is due, how each date came about, and the facts that they run by."""

from __future__ import annotations

from services.cases.api.declaring import READ, RECORD, api
from services.cases.schemas import clocks, scrutiny
from services.common.schemas import PageQuery

list_due_clocks = api.get(
    "/clocks", query=clocks.DueClockFilter, pages_of=clocks.DueClockRow, may=READ,
    says="List the open statutory periods over what one sees, those due first",
)  # fmt: skip

list_case_clocks = api.get(
    "/cases/{case_id:uuid}/clocks", returns=clocks.CaseClocksView, may=READ,
    says="List a case's statutory periods, each with how its date came about",
)  # fmt: skip

read_clock_rule = api.get(
    "/clock-rules/{rule_id:text}", query=clocks.RuleDay, returns=scrutiny.ClockRuleRow, may=READ,
    says="Read a statutory period as the law stood on a day",
)  # fmt: skip

list_office_periods = api.get(
    "/office-periods", query=PageQuery, pages_of=clocks.OfficePeriodView, may=READ,
    says="List the statutory periods of no case: what the office itself owes by a day",
)  # fmt: skip

complete_office_period = api.post(
    "/office-periods/{period_id:uuid}/completion", takes=clocks.OfficePeriodDone, returns=clocks.OfficePeriodView,
    may="cases.approve_province", guarded=True, status=200, says="Record that what the office owed is done",
)  # fmt: skip

list_fact_kinds = api.get(
    "/fact-kinds", returns=clocks.FactKindsView, says="List the kinds of facts that clocks run by"
)

list_facts = api.get(
    "/cases/{case_id:uuid}/facts", query=PageQuery, pages_of=clocks.FactView, may=READ,
    says="List the facts of a case, also those that were superseded",
)  # fmt: skip

add_fact = api.post(
    "/cases/{case_id:uuid}/facts", takes=clocks.NewFact, returns=clocks.FactView, may=RECORD,
    says="Enter a fact that clocks run by",
)  # fmt: skip

correct_fact = api.post(
    "/cases/{case_id:uuid}/facts/{fact_id:uuid}/correction", takes=clocks.FactCorrection, returns=clocks.FactView,
    may=RECORD, guarded=True, says="Put a fact right; the clocks are computed anew",
)  # fmt: skip

correct_step_day = api.post(
    "/cases/{case_id:uuid}/step-days", takes=clocks.StepDayCorrection, returns=clocks.CaseClocksView, may=RECORD,
    guarded=True, status=200, says="Correct the day of a step; the clocks are computed anew",
)  # fmt: skip

retract_fact = api.post(
    "/cases/{case_id:uuid}/facts/{fact_id:uuid}/retraction", takes=clocks.FactRetraction, returns=clocks.FactView,
    may=RECORD, guarded=True, status=200, says="Take back a fact; the clocks are computed anew",
)  # fmt: skip
