"""The performance report by its dimensions: who counts where, what is known when, what outsiders do not see."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.models import AccusedProfession, Case, Result
from services.cases.rules.report_figures import BANDS
from services.cases.rules.reports import DIMENSIONS
from services.cases.schemas.report_figures import FiguresQuery
from tests.conftest import make_actor
from tests.integration.cases.counting import (
    AFTER,
    BEFORE,
    COURT,
    DISTRICT,
    FIRST,
    LAST,
    LEAD,
    OTHER_COURT,
    OTHER_LEAD,
    THEN,
    WITHIN,
    accused,
    case,
    figures,
    groups,
    hearing,
    lead,
    opinion,
    report,
    stays,
)
from tests.integration.cases.desk import desk, sealed

MOVED = ("opening", "instituted", "received", "decided", "transferred", "closing", "unexplained")


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_nothing_is_all_noughts(dimension: str) -> None:
    """Every dimension answers for a district without cases: no groups, no rates, nothing unexplained."""
    with desk() as session:
        found = figures(session, dimension)
    assert found["groups"] == []
    assert [found["total"][name] for name in MOVED] == [0] * 7
    assert found["total"]["conviction_of_accused_contested"] is None
    assert found["total"]["reconciles"] == "The figures reconcile."


def test_each_rate_stands_beside_its_denominators() -> None:
    """Per accused and per case, of the contested and of all disposed of."""
    with desk() as session:
        first = case(session, decided_on=WITHIN, outcome="partly_convicted")
        accused(session, first, verdict="convicted")
        accused(session, first, 2, verdict="acquitted_early")
        accused(session, first, 3, verdict="abated")
        accused(session, case(session, decided_on=WITHIN, outcome="otherwise_disposed"), verdict="withdrawn")
        case(session, WITHIN)
        total = figures(session, "district")["total"]
    assert (total["conviction_of_accused_contested"], total["accused_contested"]) == (50.0, 2)
    assert (total["conviction_of_accused_disposed"], total["accused_disposed"]) == (25.0, 4)
    assert (total["conviction_of_cases_contested"], total["cases_contested"]) == (100.0, 1)
    assert (total["conviction_of_cases_disposed"], total["cases_disposed"]) == (50.0, 2)
    assert (total["clearance"], total["disposition_days"]) == (200.0, 15.5)


def test_scrutiny_and_hearings_are_counted() -> None:
    """Reports returned, settled late, opinions of both kinds, hearings held and adjourned."""
    with desk() as session:
        one = case(session)
        back = report(session, one, state="returned", settled_on=dt.date(2026, 3, 20), comply_by=dt.date(2026, 3, 27))
        report(session, one, dt.date(2026, 3, 24), round=2)
        opinion(session, one, accused(session, one), back, "discharge")
        opinion(session, one, accused(session, one, 2), back, "fit_on_other_sections")
        hearing(session, one)
        hearing(session, one, cause="judge_on_leave", asked_by="court")
        hearing(session, one, AFTER)
        total = figures(session, "district")["total"]
    expected = {
        "report_received": 2, "report_returned": 1, "report_filed": 1, "report_late": 1, "returned_of_settled": 50.0,
        "opinion_fit": 1, "opinion_discharge": 1, "hearing_held": 1, "hearing_adjourned": 1,
        "adjourned_of_hearings": 50.0,
    }  # fmt: skip
    assert {name: total[name] for name in expected} == expected


def test_what_concerns_one_accused_counts_for_their_gender_and_profession() -> None:
    """The case counts under both, the verdicts each under its own."""
    with desk() as session:
        one = case(session, decided_on=WITHIN, outcome="partly_convicted")
        teacher = accused(session, one, gender="female", verdict="acquitted")
        accused(session, one, 2, verdict="convicted")
        accused(session, one, 3, verdict="convicted")
        session.add(AccusedProfession(accused_id=teacher, profession="teaching", noted_by="-", noted_at=THEN))
        session.flush()
        by_gender = figures(session, "gender")
        by_profession = figures(session, "profession")
    names = ("opening", "decided", "accused_convicted", "accused_acquitted")
    assert groups(by_gender, *names) == {"female": (1, 1, 0, 1), "male": (1, 1, 2, 0)}
    assert groups(by_profession, *names) == {"teaching": (1, 1, 0, 1), "unknown": (1, 1, 2, 0)}
    assert groups(by_profession, "label")["teaching"] == ("Teacher",)
    assert (by_gender["total"]["opening"], by_gender["each_case_once"]) == (1, False)


def test_a_case_counts_under_each_of_its_sections_and_under_its_station() -> None:
    """Sections as they are written, stations by district and key with their name."""
    with desk() as session:
        case(session, sections=[{"act": "ppc", "section": "302"}, {"act": "ppc", "section": "34"}])
        case(session, sections=[{"act": "ppc", "section": "302"}], police_station="Saeedabad", police_station_key="s")
        assert groups(figures(session, "offence"), "closing") == {"ppc 302": (2,), "ppc 34": (1,)}
        stations = figures(session, "police_station")
    assert groups(stations, "label", "closing") == {"matiari/hala": ("Hala", 1), "matiari/s": ("Saeedabad", 1)}


def test_a_court_has_a_case_from_the_day_it_was_filed() -> None:
    """Not from the day the prosecution had it; and a report of one court counts its cases alone."""
    with desk() as session:
        case(session, BEFORE, filed_on=BEFORE)
        case(session, BEFORE, filed_on=WITHIN, decided_on=LAST)
        case(session, BEFORE, filed_on=WITHIN, court_id=OTHER_COURT)
        case(session, BEFORE)
        found = figures(session, "court")
        of_one = figures(session, "court", court=OTHER_COURT)
    assert groups(found, *MOVED) == {str(COURT): (1, 1, 0, 1, 0, 1, 0), str(OTHER_COURT): (0, 1, 0, 0, 0, 1, 0)}
    assert groups(of_one, "closing") == {str(OTHER_COURT): (1,)}
    assert of_one["total"]["opening"] == 1


def test_a_transferred_case_leaves_one_court_for_another() -> None:
    """On the day of the transfer it is the new court's, which decides it; both courts' figures reconcile."""
    with desk() as session:
        one = case(session, BEFORE, filed_on=BEFORE, decided_on=LAST, court_id=OTHER_COURT)
        stays(session, one, (COURT, BEFORE, WITHIN), (OTHER_COURT, WITHIN, None))
        hearing(session, one, WITHIN)
        found = figures(session, "court")
        of_the_first = figures(session, "court", court=COURT)
    moved = {str(COURT): (1, 0, 0, 0, 1, 0, 0), str(OTHER_COURT): (0, 0, 1, 1, 0, 0, 0)}
    assert groups(found, *MOVED) == moved
    assert groups(found, "hearing_held") == {str(COURT): (0,), str(OTHER_COURT): (1,)}
    assert groups(of_the_first, *MOVED) == {str(COURT): moved[str(COURT)]}


def test_a_handover_is_a_transfer_between_leads() -> None:
    """Received by one, transferred by the other; the step of a day counts for who led on it; both reconcile."""
    with desk() as session:
        one = case(session, BEFORE, decided_on=LAST)
        lead(session, one, LEAD, FIRST, WITHIN)
        lead(session, one, OTHER_LEAD, WITHIN)
        hearing(session, one, WITHIN)
        found = figures(session, "prosecutor")
    assert groups(found, *MOVED, "hearing_held") == {
        str(LEAD): (0, 1, 0, 0, 1, 0, 0, 0),
        str(OTHER_LEAD): (0, 0, 1, 1, 0, 0, 0, 1),
    }


def test_a_lead_who_is_given_a_decided_case_decided_nothing() -> None:
    """It stays the one's who led it on the day of the decision: the leads' decided cases add up to the total's."""
    with desk() as session:
        one = case(session, BEFORE, decided_on=WITHIN)
        lead(session, one, LEAD, FIRST, LAST)
        lead(session, one, OTHER_LEAD, LAST)
        found = figures(session, "prosecutor")
    assert groups(found, *MOVED) == {str(LEAD): (0, 1, 0, 1, 0, 0, 0)}
    assert found["total"]["decided"] == 1


def test_pending_cases_fall_into_bands_and_the_three_oldest_are_named() -> None:
    """The bands add up to what is pending at the end."""
    days = [dt.date(2026, 3, 1), dt.date(2025, 12, 1), dt.date(2025, 6, 1), dt.date(2024, 6, 1), dt.date(2020, 1, 1)]
    with desk() as session:
        ids = [case(session, day) for day in days]
        case(session, dt.date(2019, 1, 1), decided_on=LAST)
        total = figures(session, "district")["total"]
    assert [total["pending_by_age"][name] for name in BANDS] == [1, 1, 1, 1, 1]
    assert total["oldest"] == [{"case_id": str(ids[place]), "since": str(days[place])} for place in (4, 3, 2)]


def stamp(session: Session, table: Any, row_id: uuid.UUID, **instants: dt.datetime) -> None:
    """Set when a row was entered."""
    session.execute(sa.update(table).where(table.id == row_id).values(**instants))


def test_what_is_entered_late_is_marked_and_leaves_the_report_of_a_past_day_as_it_was() -> None:
    """A case of March that was entered in April: in the report of today, marked; not in that of the last of March."""
    late = dt.datetime(2026, 4, 2, tzinfo=dt.UTC)
    with desk() as session:
        case(session, WITHIN)
        stamp(session, Case, case(session, WITHIN), registered_at=late)
        now, then = figures(session, "district"), figures(session, "district", as_of=LAST)
        later = figures(session, "district", as_of=dt.date(2026, 4, 2))
    assert [(one["total"]["instituted"], one["total"]["entered_late"]) for one in (now, then, later)] == [
        (2, 1), (1, 0), (2, 1),
    ]  # fmt: skip


def test_steps_that_are_entered_now_are_not_known_on_a_past_day() -> None:
    """Filed and decided today with days of March: as of the last of March the case is pending, and not in court."""
    with desk() as session:
        case_id = case(session, BEFORE)
        changes = {"filed_on": WITHIN, "court_id": COURT, "stage": "in_court"}
        session.execute(sa.update(Case).where(Case.id == case_id).values(changes))
        decision = {"decided_on": WITHIN, "stage": "decided", "outcome": "acquitted"}
        session.execute(sa.update(Case).where(Case.id == case_id).values(decision))
        now, then = figures(session, "district")["total"], figures(session, "district", as_of=LAST)["total"]
    names = ("filed", "decided", "closing", "entered_late")
    assert [tuple(one[name] for name in names) for one in (now, then)] == [(1, 1, 0, 2), (0, 0, 1, 0)]


def test_a_corrected_result_is_known_as_it_was() -> None:
    """As of a day before the correction the first verdict counts, and that one alone."""
    corrected = dt.datetime(2026, 4, 5, tzinfo=dt.UTC)
    with desk() as session:
        one = case(session, decided_on=WITHIN)
        accused_id = accused(session, one, verdict="convicted")
        session.execute(sa.update(Result).where(Result.accused_id == accused_id).values(superseded_at=corrected))
        row = {"id": uuid.uuid4(), "accused_id": accused_id, "case_id": one, "verdict": "acquitted"}
        session.execute(sa.insert(Result).values({**row, "decided_on": WITHIN, "recorded_at": corrected}))
        found = [figures(session, "district", as_of=day)["total"] for day in (LAST, dt.date(2026, 4, 5))]
    assert [(one["accused_convicted"], one["accused_acquitted"]) for one in found] == [(1, 0), (0, 1)]


def test_outsiders_see_no_small_numbers_and_no_cases() -> None:
    """Two of nine cases are in another station: the number and what gives it away are hidden, and so are the oldest."""
    with desk() as session:
        for number in range(9):
            case(session, WITHIN, police_station_key="a" if number < 7 else "b")
        outside = figures(session, "police_station", make_actor("cases.report"))
        inside = figures(session, "police_station")
    assert groups(inside, "instituted") == {"matiari/a": (7,), "matiari/b": (2,)}
    assert groups(outside, "instituted", "unexplained") == {"matiari/a": (None, None), "matiari/b": (None, None)}
    assert (outside["total"]["instituted"], outside["hides_small"], outside["total"]["oldest"]) == (9, True, [])


def test_a_sealed_case_counts_for_those_alone_who_may_see_it() -> None:
    """And the report says which of the two it is."""
    with desk() as session:
        sealed(session, case(session))
        seen = figures(session, "district")
        unseen = figures(session, "district", make_actor("cases.report", "cases.report_small"))
        elsewhere = figures(session, "district", make_actor("cases.report_small", districts=("sukkur",)))
    assert [(one["total"]["closing"], one["counts_all_sealed"]) for one in (seen, unseen, elsewhere)] == [
        (1, True), (0, False), (0, False),
    ]  # fmt: skip
    assert (seen["district"], unseen["groups"]) == (DISTRICT, [])


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"to": "2026-02-01"}, "to"),
        ({"as_of": "2026-02-01"}, "as_of"),
        ({"by": "religion"}, "by"),
        ({"court": "1"}, "court"),
    ],
)
def test_an_impossible_report_is_refused(asked: dict[str, str], field: str) -> None:
    """The field that is wrong is marked."""
    whole = {"from": str(FIRST), "to": str(LAST), "by": "court", **asked}
    assert list(FiguresQuery().validate(whole)) == [field]
