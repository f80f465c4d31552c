"""The performance report: its figures, its denominators, and that it reconciles whatever happened."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import orjson
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from services.cases.models import Assignment, Case
from services.cases.queries.performance import read_performance
from services.cases.schemas.people import Decision, NewResult
from services.cases.schemas.performance import PerformanceQuery, PerformanceView
from services.cases.schemas.scrutiny import ReportReturn
from services.cases.usecases.results import decide_case, record_result
from services.cases.usecases.scrutiny import return_report
from services.common.actor import Actor
from services.common.ids import new_id
from tests.conftest import make_actor
from tests.integration.cases.desk import (
    assigned,
    days_ago,
    desk,
    filed,
    loaded,
    received,
    registered,
    view,
)

EPOCH = dt.date(2026, 1, 1)


def reader(*districts: str) -> Actor:
    """Make somebody who reads reports of these districts, also small numbers."""
    return make_actor("cases.report_small", "cases.read_sealed", districts=districts)


def report(session: Session, first: dt.date, last: dt.date, actor: Actor | None = None, **query: str) -> dict[str, Any]:
    """Read the report as it is answered, and hold it against its declared shape."""
    loaded_query = PerformanceQuery().load({"from": str(first), "to": str(last), **query})
    found: dict[str, Any] = orjson.loads(
        read_performance(session, actor or make_actor("cases.report_small"), loaded_query).body
    )
    assert PerformanceView().validate(found) == {}
    return found


def test_a_period_without_anything_is_all_noughts() -> None:
    """The total is there, its rates are unknown rather than nought, and nothing is unexplained."""
    with desk() as session:
        found = report(session, dt.date(1990, 1, 1), dt.date(1990, 12, 31), district="ghotki")
    assert (found["districts"], found["prosecutors"]) == ([], [])
    assert found["total"]["conviction_rate_of_contested"] is None
    assert found["total"]["pending_at_end"] == found["total"]["unexplained"] == 0


def test_figures_follow_the_steps_and_name_their_denominators() -> None:
    """One case decided and one report returned, counted for the district and for the lead."""
    with desk() as session:
        lead = str(uuid.uuid4())
        case_id = filed(session, district="badin", fir_on=days_ago(2))
        assigned(session, case_id, lead)
        accused_id = uuid.UUID(view(session, case_id)["accused"][0]["id"])
        result = loaded(NewResult, verdict="convicted", decided_on=str(days_ago(0)))
        everywhere = make_actor()
        record_result(session, everywhere, case_id, accused_id, result, None)
        decide_case(session, everywhere, case_id, loaded(Decision, decided_on=str(days_ago(0))), if_match=None)
        other = registered(session, district="badin")
        body = loaded(ReportReturn, defects=[{"code": "fir-copy-missing"}], comply_by=str(days_ago(-3)))
        returning = make_actor("cases.assign")
        return_report(session, returning, other, received(session, other), body, None)
        session.flush()
        found = report(session, days_ago(3), days_ago(0), district="badin")
    (district,) = found["districts"]
    expected = {
        "registered": 2, "reports_received": 2, "reports_returned": 1, "reports_filed": 1, "reports_settled": 2,
        "reports_settled_in_time": 2, "opinions_fit": 1, "filed": 1, "decided": 1, "accused_convicted": 1,
        "contested": 1, "conviction_rate_of_contested": 100.0, "all_results": 1, "pending_at_start": 0, "received": 2,
        "disposed": 1, "pending_at_end": 1, "unexplained": 0,
    }  # fmt: skip
    assert {name: district[name] for name in expected} == expected
    (prosecutor,) = [one for one in found["prosecutors"] if one["prosecutor_id"] == lead]
    assert (prosecutor["received"], prosecutor["decided"], prosecutor["disposed"]) == (1, 1, 1)


def test_a_report_covers_the_readers_districts_alone() -> None:
    """A reader of Sukkur does not count Karachi's cases."""
    with desk() as session:

        def count(district: str) -> int:
            return int(report(session, days_ago(9), days_ago(0), reader(district))["total"]["registered"])

        before = count("sukkur"), count("thatta")
        registered(session, district="thatta")
        session.flush()
        assert (count("sukkur"), count("thatta")) == (before[0], before[1] + 1)


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    """Said of the last day."""
    assert PerformanceQuery().validate({"from": "2026-02-01", "to": "2026-01-01"}) == {
        "to": ["The report ends before it begins."]
    }


Span = tuple[int, int | None]
histories = st.lists(
    st.tuples(
        st.integers(0, 60),
        st.none() | st.integers(0, 60),
        st.lists(st.tuples(st.integers(0, 60), st.none() | st.integers(0, 30)), max_size=3),
    ),
    max_size=12,
)


def day(number: int) -> dt.date:
    """Give a day of the histories."""
    return EPOCH + dt.timedelta(days=number)


def write_history(session: Session, history: Any) -> None:
    """Write cases that came and were decided, and leads that were assigned and released, on any days at all."""
    leads = [uuid.UUID(int=number) for number in (1, 2, 3)]
    for number, (opened, lasted, spans) in enumerate(history, 1):
        decided = None if lasted is None else day(opened + lasted)
        case_id = new_id()
        session.execute(
            sa.insert(Case).values(
                id=case_id, district="tharparkar", police_station="H", police_station_key="h", fir_number=str(number),
                fir_year=2026, fir_on=day(opened), received_on=day(opened), sections=[], is_terrorism=False,
                stage="decided" if decided else "investigation", decided_on=decided,
                outcome="acquitted" if decided else None,
            )
        )  # fmt: skip
        for place, (start, length) in enumerate(spans):
            last = place == len(spans) - 1
            end = None if length is None and last else day(start + (length or 0))
            session.add(
                Assignment(
                    id=new_id(), case_id=case_id, prosecutor_id=leads[place], role="lead", assigned_on=day(start),
                    released_on=end,
                )
            )  # fmt: skip
    session.flush()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(histories, st.integers(0, 90), st.integers(0, 40))
def test_pendency_reconciles_whatever_happened(history: Any, first: int, length: int) -> None:
    """Pending at the start + received - disposed = pending at the end, for the total, each district and each prosecutor."""
    with desk() as session:
        write_history(session, history)
        found = report(session, day(first), day(first + length), district="tharparkar")
    for figures in (found["total"], *found["districts"], *found["prosecutors"]):
        assert figures["unexplained"] == 0
        assert 0 <= figures["handed_over"] <= figures["disposed"]
    pending = sum(
        opened <= first + length and (lasted is None or opened + lasted > first + length)
        for opened, lasted, _ in history
    )
    assert found["total"]["pending_at_end"] == pending


@pytest.mark.parametrize("field", ["pending_at_start", "received", "disposed", "pending_at_end"])
def test_districts_add_up_to_the_total(field: str) -> None:
    """No case is counted in two districts or in none."""
    with desk() as session:
        for district in ("badin", "badin", "thatta"):
            registered(session, district=district)
        session.flush()
        found = report(session, days_ago(2), days_ago(0))
    assert sum(one[field] for one in found["districts"]) == found["total"][field]
