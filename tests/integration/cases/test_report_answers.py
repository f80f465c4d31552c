"""The reports' operations as the bus asks them: signed, with raw strings, in their declared shapes; and who may not."""

from __future__ import annotations

from typing import Any

import pytest

from services.cases import api
from services.cases.queries.performance import read_performance
from services.cases.schemas.performance import PerformanceQuery
from services.common.api import Operation
from tests.conftest import make_actor
from tests.integration.cases.asking import ask, refusal
from tests.integration.cases.counting import DISTRICT, FIRST, LAST, WITHIN, case
from tests.integration.cases.desk import desk

PERIOD = {"from": FIRST, "to": LAST, "district": DISTRICT}
READS = (
    (api.read_performance, PERIOD),
    (api.read_figures, {**PERIOD, "by": "offence"}),
    (api.read_delays, PERIOD),
    (api.read_endings, PERIOD),
    (api.read_court_return, {**PERIOD, "form": "20"}),
)


@pytest.mark.parametrize(("operation", "query"), READS, ids=lambda one: getattr(one, "name", ""))
def test_a_report_is_answered_in_its_shape(operation: Operation, query: dict[str, Any]) -> None:
    """With the permission; the period is that which was asked for."""
    found = ask(operation, make_actor("cases.report", "cases.returns"), query=query)
    assert (found["first_on"], found["last_on"]) == (str(FIRST), str(LAST))


@pytest.mark.parametrize(("operation", "query"), READS, ids=lambda one: getattr(one, "name", ""))
def test_a_report_needs_its_permission(operation: Operation, query: dict[str, Any]) -> None:
    """Reading cases is not enough, and the courts' returns need more than the other reports."""
    may = {"cases.read", "cases.report", "cases.returns"} - {str(operation.may)}
    assert refusal(operation, make_actor(*may), query=query).kind == "forbidden"


@pytest.mark.parametrize(("operation", "query"), READS, ids=lambda one: getattr(one, "name", ""))
def test_a_period_that_ends_before_it_begins_is_named(operation: Operation, query: dict[str, Any]) -> None:
    """By the field that is wrong."""
    problem = refusal(operation, make_actor("cases.report", "cases.returns"), query={**query, "to": "2026-01-01"})
    assert (problem.kind, list(problem.fields or {})) == ("invalid", ["to"])


def test_the_short_report_hides_small_numbers_from_outsiders_too() -> None:
    """Else they would read here what the figures hide from them."""
    with desk() as session:
        for _ in range(3):
            case(session, WITHIN)
        query = PerformanceQuery().load({name: str(value) for name, value in PERIOD.items()})
        hidden = read_performance(session, make_actor("cases.report"), query).body
        shown = read_performance(session, make_actor("cases.report", "cases.report_small"), query).body
    assert b'"registered":3' in shown
    assert b'"hides_small":false' in shown
    assert b'"registered":null' in hidden
    assert b'"hides_small":true' in hidden
    assert b":3," not in hidden
