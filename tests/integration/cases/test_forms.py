"""The courts' returns, forms 16 to 20: by their columns, in their time, reconciled."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import orjson
import pytest
from sqlalchemy.orm import Session

from services.cases.models import Charge, CustodySpell
from services.cases.queries.forms import read_court_return
from services.cases.rules.forms import FORMS
from services.cases.schemas.report_figures import ReturnQuery, ReturnView
from services.common.ids import new_id
from tests.integration.cases.counting import (
    AFTER,
    BEFORE,
    COURT,
    DISTRICT,
    FIRST,
    LAST,
    OTHER_COURT,
    WITHIN,
    accused,
    case,
    hearing,
    insider,
    stays,
)
from tests.integration.cases.desk import desk, sealed

MURDER = [{"act": "ppc", "section": "302"}]


def form(session: Session, number: str, **query: Any) -> list[dict[str, Any]]:
    """Read a form of March, hold it against its declared shape, and give its rows."""
    asked = {"from": FIRST, "to": LAST, "district": DISTRICT, **query, "form": number}
    loaded = ReturnQuery().load({name: str(value) for name, value in asked.items()})
    found: dict[str, Any] = orjson.loads(read_court_return(session, insider(), loaded).body)
    assert ReturnView().validate(found) == {}
    assert all(list(row) == [name for name, _, _ in FORMS[number]] for row in found["rows"])
    rows: list[dict[str, Any]] = found["rows"]
    return rows


def some(row: dict[str, Any], *names: str) -> tuple[Any, ...]:
    """Give some cells."""
    return tuple(row[name] for name in names)


def charged(session: Session, accused_id: uuid.UUID, section: str) -> None:
    """Charge an accused."""
    session.add(Charge(id=new_id(), accused_id=accused_id, act="ppc", section=section, framed_on=BEFORE))
    session.flush()


def held(session: Session, accused_id: uuid.UUID, state: str, since: dt.date = BEFORE) -> None:
    """Put an accused in a state since a day."""
    session.add(CustodySpell(id=new_id(), accused_id=accused_id, state=state, since_on=since))
    session.flush()


def test_form_16_has_a_row_for_each_accused_of_a_decided_trial() -> None:
    """With sections, custody, result, the witnesses by kind and the days on which it was heard; a juvenile has no initials."""
    with desk() as session:
        one = case(session, filed_on=BEFORE, decided_on=WITHIN, court_case_number="SC 9/2026")
        adult = accused(session, one, verdict="convicted")
        accused(session, one, 2, is_juvenile=True, verdict="acquitted")
        charged(session, adult, "302")
        charged(session, adult, "34")
        held(session, adult, "in_custody")
        hearing(session, one, BEFORE, examined_fact=2, examined_formal=1)
        hearing(session, one, WITHIN, examined_fact=1, examined_other=1)
        hearing(session, one, WITHIN, cause="lawyers_strike")
        case(session, filed_on=BEFORE, decided_on=AFTER)
        first, second = form(session, "16", court=COURT)
    assert some(first, "serial", "number", "accused", "charged", "held", "result") == (
        1, "SC 9/2026", "A.B.", ["ppc 302", "ppc 34"], "in_custody", "convicted",
    )  # fmt: skip
    assert some(first, "received_on", "decided_on") == (str(BEFORE), str(WITHIN))
    assert some(first, "witnesses_fact", "witnesses_formal", "witnesses_other", "days_occupied", "dates") == (
        3, 1, 1, 2, [str(BEFORE), str(WITHIN)],
    )  # fmt: skip
    assert some(second, "serial", "accused", "result", "charged") == (2, "juvenile", "acquitted", None)


STATE = ("opening", "instituted", "received", "decided", "transferred", "closing", "unexplained")


def test_form_17_shows_a_transfer_on_both_sides() -> None:
    """The court that lost the case, and the one that got it; both reconcile. Appeals are not a trial court's work."""
    with desk() as session:
        one = case(session, filed_on=BEFORE, court_id=OTHER_COURT)
        stays(session, one, (COURT, BEFORE, WITHIN), (OTHER_COURT, WITHIN, None))
        case(session, filed_on=WITHIN)
        case(session, filed_on=BEFORE, decided_on=WITHIN)
        case(session)
        lost, got = form(session, "17", court=COURT), form(session, "17", court=OTHER_COURT)
        whole = form(session, "17")
    assert [row["kind"] for row in lost] == ["trials"]
    assert some(lost[0], *STATE) == (2, 1, 0, 1, 1, 1, 0)
    assert some(got[0], *STATE) == (0, 0, 1, 0, 0, 1, 0)
    assert [row["kind"] for row in whole] == ["trials", "appeals"]
    assert some(whole[0], *STATE) == (2, 1, 0, 1, 0, 2, 0)
    assert some(whole[1], *STATE) == (0, 0, 0, 0, 0, 0, 0)


def test_form_17_names_the_three_oldest_and_those_over_six_months() -> None:
    """By their numbers, the oldest first."""
    days = [dt.date(2025, 9, 30), dt.date(2025, 10, 1), dt.date(2020, 5, 1), dt.date(2026, 1, 1)]
    with desk() as session:
        for place, day in enumerate(days):
            case(session, day, filed_on=day, court_case_number=f"SC {place}")
        (row,) = form(session, "17", court=COURT)
    assert (row["over_6_months"], row["reconciles"]) == (2, "The figures reconcile.")
    assert [(one["number"], one["since"]) for one in row["oldest"]] == [
        ("SC 2", "2020-05-01"), ("SC 0", "2025-09-30"), ("SC 1", "2025-10-01"),
    ]  # fmt: skip


def test_form_18_counts_the_days_of_murder_cases() -> None:
    """From sending up to the decision; over a year, why it was adjourned how often; other cases are left out."""
    long_ago = dt.date(2024, 3, 10)
    with desk() as session:
        slow = case(session, long_ago, filed_on=long_ago, decided_on=WITHIN, sections=MURDER, court_case_number="SC 1")
        hearing(session, slow, dt.date(2024, 5, 1), cause="judge_on_leave")
        hearing(session, slow, dt.date(2024, 6, 1), cause="judge_on_leave")
        case(session, filed_on=BEFORE, decided_on=WITHIN, sections=MURDER, court_case_number="SC 2")
        case(session, filed_on=BEFORE, decided_on=WITHIN, sections=[{"act": "ppc", "section": "379"}])
        rows = sorted(form(session, "18"), key=lambda row: row["number"])
    assert [some(row, "number", "days", "over_a_year", "explanation") for row in rows] == [
        ("SC 1", 730, True, {"judge_on_leave": 2}),
        ("SC 2", 28, False, None),
    ]


def test_form_19_averages_the_days_of_what_was_decided() -> None:
    """Of the decided alone, in days; what is pending over three months is counted."""
    with desk() as session:
        case(session, filed_on=BEFORE, decided_on=WITHIN)
        case(session, filed_on=dt.date(2026, 2, 8), decided_on=WITHIN, received_on=BEFORE - dt.timedelta(days=9))
        case(session, dt.date(2025, 12, 1), filed_on=dt.date(2025, 12, 31))
        (row,) = form(session, "19", court=COURT)
    assert some(row, "decided", "average_days", "over_3_months", "over_6_months") == (2, 29.0, 1, 0)


def test_form_20_reconciles_by_persons() -> None:
    """Each verdict in its column, those that remain by where they are."""
    with desk() as session:
        one = case(session, filed_on=BEFORE)
        for number, verdict in enumerate(("convicted", "acquitted", "withdrawn", "discharged", "dormant"), 1):
            accused(session, one, number, verdict=verdict)
        for number, state in enumerate(("in_custody", "on_bail", "absconding"), 6):
            held(session, accused(session, one, number), state)
        held(session, accused(session, one, 9, verdict="acquitted", decided_on=AFTER), "on_bail", BEFORE)
        accused(session, case(session, WITHIN, filed_on=WITHIN))
        moved = case(session, filed_on=BEFORE, court_id=OTHER_COURT)
        accused(session, moved)
        accused(session, moved, 2, verdict="acquitted", decided_on=FIRST)
        stays(session, moved, (COURT, BEFORE, WITHIN), (OTHER_COURT, WITHIN, None))
        (row,) = form(session, "20", court=COURT)
        (there,) = form(session, "20", court=OTHER_COURT)
    assert row == {
        "opening": 11, "came": 1, "discharged": 1, "acquitted_on_withdrawal": 1, "acquitted_otherwise": 2,
        "convicted": 1, "otherwise": 1, "transferred": 1, "remaining": 5, "remaining_in_custody": 1,
        "remaining_on_bail": 2, "remaining_absconding": 1, "unexplained": 0,
    }  # fmt: skip
    assert some(there, "opening", "came", "remaining", "unexplained") == (0, 1, 1, 0)


@pytest.mark.parametrize("number", FORMS)
def test_a_form_of_nothing_is_answered(number: str) -> None:
    """Without cases: no rows, or rows of noughts."""
    with desk() as session:
        rows = form(session, number, court=uuid.UUID(int=9))
    assert all(row.get("unexplained", 0) == 0 for row in rows)
    assert (rows == []) == (number in ("16", "18"))


def test_a_form_of_a_past_day_is_the_same_again() -> None:
    """What was entered after it, such as a sealed case's reader may see, does not change it; sealed ones count for who sees."""
    with desk() as session:
        hidden = sealed(session, case(session, filed_on=BEFORE))
        asked = {"court": COURT, "as_of": LAST}
        before = form(session, "17", **asked)
        late = case(session, filed_on=WITHIN, registered_at=dt.datetime(2026, 4, 9, tzinfo=dt.UTC))
        again, now = form(session, "17", **asked), form(session, "17", court=COURT)
    assert before == again
    assert now[0]["instituted"] == before[0]["instituted"] + 1
    assert {one["case_id"] for one in now[0]["oldest"]} == {str(hidden), str(late)}
