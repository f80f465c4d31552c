"""Bail and remand of one accused: applied for, granted, refused, cancelled; ordered within the law's limits."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from services.cases.models import RemandOrder
from services.cases.schemas.trial import BailCancellation, BailOrder, NewBail, NewRemand, Reason
from services.cases.usecases.bail import apply_for_bail, cancel_bail, decide_bail
from services.cases.usecases.remand import order_remand, withdraw_remand
from services.common.errors import Problem
from services.common.ids import new_id
from services.common.outbox import pending_events
from tests.integration.cases.bench import CLERK, accused_of, decided, reads
from tests.integration.cases.desk import days_ago, desk, filed, loaded, new_accused, registered, view

ATA = [{"act": "ata", "section": "7(1)(g)"}]


def applied(session: Session, case_id: uuid.UUID, **changes: Any) -> uuid.UUID:
    """Apply for bail of the first accused today."""
    body = loaded(NewBail, **{"kind": "post_arrest", "application_number": "Bail App 12/2026", **changes})
    return apply_for_bail(session, CLERK, case_id, accused_of(session, case_id)[0], body, None)


def ordered(session: Session, case_id: uuid.UUID, bail_id: uuid.UUID, **changes: Any) -> None:
    """Grant bail on terms, unless changed."""
    body = {
        "decision": "granted", "reasons": "Further inquiry (s.497(2)).", "surety_amount": "100000", "surety_count": 1,
        "conditions": ["Reports to the police station every Monday"], **changes,
    }  # fmt: skip
    decide_bail(session, CLERK, case_id, bail_id, loaded(BailOrder, **body), None)


def remanded(
    session: Session, case_id: uuid.UUID, start: int, end: int, kind: str = "police", **more: Any
) -> uuid.UUID:
    """Remand the first accused from a day until a day, counted back from today."""
    body = {
        "kind": kind, "from_on": str(days_ago(start)), "until_on": str(days_ago(end)), "reasons": "Recovery is awaited.",
        "ordered_on": str(days_ago(start)), **more,
    }  # fmt: skip
    return order_remand(session, CLERK, case_id, accused_of(session, case_id)[0], loaded(NewRemand, **body), None)


def custody(session: Session, case_id: uuid.UUID) -> str:
    """Give the first accused's custody."""
    state: str = view(session, case_id)["accused"][0]["custody"]["state"]
    return state


def test_granted_bail_releases_and_cancelled_bail_takes_back() -> None:
    """The terms are kept, the custody follows on the same day, and each order is told."""
    with desk() as session:
        case_id = registered(session)
        bail_id = applied(session, case_id)
        ordered(session, case_id, bail_id)
        granted = reads(session, case_id)["accused"][0]["bail"][0]
        assert (granted["state"], granted["surety_amount"], custody(session, case_id)) == (
            "granted", "100000.00", "on_bail",
        )  # fmt: skip
        assert granted["conditions"] == ["Reports to the police station every Monday"]
        body = loaded(BailCancellation, reason="Threatened a witness", is_in_custody=True)
        cancel_bail(session, CLERK, case_id, bail_id, body, None)
        cancelled = reads(session, case_id)["accused"][0]["bail"][0]
        told = [one["data"]["state"] for one in pending_events(session) if one["type"] == "bail_decided"]
        assert (cancelled["state"], custody(session, case_id), told) == (
            "cancelled",
            "in_custody",
            ["granted", "cancelled"],
        )
        with pytest.raises(Problem) as refused:
            cancel_bail(session, CLERK, case_id, bail_id, body, None)
    assert refused.value.code == "bail_not_granted"


def test_pre_arrest_bail_of_somebody_on_bail_changes_no_custody() -> None:
    """Confirmed bail is no new release; and a cancellation without arrest leaves the custody for the arrest to change."""
    with desk() as session:
        case_id = registered(session, accused=[new_accused(custody={"state": "on_bail", "since_on": str(days_ago(2))})])
        bail_id = applied(session, case_id, kind="pre_arrest")
        ordered(session, case_id, bail_id)
        cancel_bail(session, CLERK, case_id, bail_id, loaded(BailCancellation, reason="Absent"), None)
        assert custody(session, case_id) == "on_bail"
        assert len(view(session, case_id)["accused"][0]["custody_history"]) == 1


def test_refused_bail_keeps_the_accused_in_custody_and_may_be_asked_again() -> None:
    """One application is pending at a time; after its order another one may come, even when the case is decided."""
    with desk() as session:
        case_id = filed(session)
        bail_id = applied(session, case_id)
        with pytest.raises(Problem) as refused:
            applied(session, case_id)
        assert refused.value.code == "bail_pending"
        ordered(session, case_id, bail_id, decision="refused", conditions=[], surety_amount=None, surety_count=None)
        assert custody(session, case_id) == "in_custody"
        decided(session, case_id, "convicted")
        ordered(session, case_id, applied(session, case_id, kind="suspension_of_sentence"))
        assert [one["state"] for one in reads(session, case_id)["accused"][0]["bail"]] == ["refused", "granted"]


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"reasons": None}, "reasons_missing", "reasons"),
        ({"decision": "refused"}, "terms_without_bail", "surety_amount"),
        ({"decision": "not_pressed", "surety_amount": None, "surety_count": None}, "terms_without_bail", "conditions"),
        ({"decided_on": str(days_ago(1))}, "day_impossible", "decided_on"),
        ({"decided_on": str(days_ago(-1))}, "day_impossible", "decided_on"),
    ],
)
def test_an_order_that_cannot_be_is_refused_by_field(changes: dict[str, Any], code: str, field: str) -> None:
    """Reasons are the law's (CrPC 497(3)); terms are of granted bail alone; an order follows its application."""
    with desk() as session:
        case_id = registered(session)
        bail_id = applied(session, case_id)
        with pytest.raises(Problem) as refused:
            ordered(session, case_id, bail_id, **changes)
    assert refused.value.code == code
    assert field in (refused.value.fields or {})


def test_an_order_is_given_once_and_to_an_application_of_the_case() -> None:
    """Another case's application is not there."""
    with desk() as session:
        case_id, other_id = registered(session), registered(session)
        bail_id = applied(session, case_id)
        with pytest.raises(Problem) as refused:
            ordered(session, other_id, bail_id)
        assert refused.value.code == "no_such_bail_application"
        nothing: dict[str, Any] = {
            "decision": "not_pressed",
            "conditions": [],
            "surety_amount": None,
            "surety_count": None,
        }
        ordered(session, case_id, bail_id, **nothing)
        with pytest.raises(Problem) as refused:
            ordered(session, case_id, bail_id)
    assert refused.value.code == "bail_decided"


def test_police_custody_ends_after_fifteen_days_in_all() -> None:
    """CrPC 167(2): 8 and 7 days are within the law, one more is kept only with a note that says why."""
    with desk() as session:
        case_id = registered(session, fir_on=days_ago(30))
        remanded(session, case_id, 30, 22)
        remanded(session, case_id, 22, 15)
        with pytest.raises(Problem) as refused:
            remanded(session, case_id, 15, 14)
        assert refused.value.code == "remand_beyond_limit"
        assert "16 days in all; 15 are the most (CrPC s.167(2)" in (refused.value.fields or {})["until_on"][0]
        remanded(session, case_id, 15, 14, beyond_why="The court's order of the day, copy on file")
        remands = reads(session, case_id)["accused"][0]["remands"]
    assert [one["beyond_why"] is None for one in remands] == [True, True, False]


def test_the_terrorism_law_has_its_own_limits() -> None:
    """ATA 21E: 15 days at least, 30 at most."""
    with desk() as session:
        case_id = registered(session, fir_on=days_ago(60), sections=ATA)
        for end in (50, 20):
            with pytest.raises(Problem) as refused:
                remanded(session, case_id, 60, end)
            assert refused.value.code == "remand_beyond_limit"
        remanded(session, case_id, 60, 30)


def test_a_woman_s_police_custody_is_checked_by_her_offence() -> None:
    """CrPC 167(5)."""
    with desk() as session:
        woman = new_accused(gender="female")
        theft = registered(session, accused=[woman], sections=[{"act": "ppc", "section": "379"}])
        with pytest.raises(Problem) as refused:
            remanded(session, theft, 2, 1)
        assert refused.value.code == "remand_beyond_limit"
        remanded(session, registered(session, accused=[woman]), 2, 1)


def test_remands_of_one_accused_never_overlap() -> None:
    """Not in the use case and not in the database; one that was taken back makes room and stays to be seen."""
    with desk() as session:
        case_id = registered(session, fir_on=days_ago(20))
        first = remanded(session, case_id, 20, 15)
        with pytest.raises(Problem) as refused:
            remanded(session, case_id, 16, 12, "judicial")
        assert refused.value.code == "remand_overlaps"
        values = {
            "id": new_id(), "case_id": case_id, "accused_id": accused_of(session, case_id)[0], "kind": "police",
            "ordered_on": days_ago(16), "from_on": days_ago(16), "until_on": days_ago(12), "reasons": "x",
        }  # fmt: skip
        with pytest.raises(IntegrityError), session.begin_nested():
            session.execute(sa.insert(RemandOrder).values(values))
        withdraw_remand(session, CLERK, case_id, first, loaded(Reason, reason="Wrong accused"), None)
        remanded(session, case_id, 16, 12, "judicial")
        remands = reads(session, case_id)["accused"][0]["remands"]
        with pytest.raises(Problem) as refused:
            withdraw_remand(session, CLERK, case_id, first, loaded(Reason, reason="Again"), None)
        assert refused.value.code == "remand_withdrawn"
        with pytest.raises(Problem) as refused:
            withdraw_remand(session, CLERK, case_id, new_id(), loaded(Reason, reason="Again"), None)
    assert refused.value.code == "no_such_remand"
    assert [one["is_withdrawn"] for one in remands] == [True, False]


def test_a_remand_ends_after_it_begins_and_not_before_the_fir() -> None:
    """Both days are marked."""
    with desk() as session:
        case_id = registered(session)
        for start, end, ordered_on in ((1, 1, days_ago(1)), (1, 2, days_ago(1)), (1, 0, days_ago(5))):
            with pytest.raises(Problem) as refused:
                remanded(session, case_id, start, end, ordered_on=str(ordered_on))
            assert refused.value.code == "day_impossible"


def test_a_remand_sets_the_clocks_of_custody() -> None:
    """The 15 days of police custody run from the first order (REMAND-15)."""
    with desk() as session:
        case_id = registered(session, fir_on=days_ago(5))
        remanded(session, case_id, 4, 1)
        clocks = {one["rule_id"]: one for one in view(session, case_id)["clocks"]}
    assert clocks["REMAND-15"]["due_on"] == str(days_ago(4) + dt.timedelta(15))


@pytest.mark.parametrize(
    ("sections", "accused", "codes"),
    [
        (["ppc:302"], {}, ["gravity_bar", "unconfirmed"]),
        (["ppc:302"], {"gender": "female"}, ["gravity_bar", "woman", "unconfirmed"]),
        (["ppc:379"], {}, ["unconfirmed"]),
        (["ppc:147", "ppc:186"], {}, ["bailable", "unconfirmed"]),
        (["ppc:147", "ppc:506(2)"], {}, ["unknown", "unconfirmed"]),
        (["ata:7", "ppc:34"], {}, ["special_court", "special_bar", "unconfirmed"]),
        (["ppc:500"], {}, ["unknown"]),
    ],
)
def test_the_trial_says_what_the_law_says_of_bail(
    sections: list[str], accused: dict[str, Any], codes: list[str]
) -> None:
    """The bar by the gravest punishment, its exceptions, and what nobody has recorded yet."""
    with desk() as session:
        named = [dict(zip(("act", "section"), one.split(":"), strict=True)) for one in sections]
        case_id = registered(session, sections=named, accused=[new_accused(**accused)])
        notes = reads(session, case_id)["accused"][0]["law_of_bail"]
    assert [note["code"] for note in notes] == codes
