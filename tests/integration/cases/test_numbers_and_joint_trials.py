"""A case's numbers in courts, its transfer, and cases that are tried together."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.models import CourtNumber
from services.cases.schemas.people import Filing
from services.cases.schemas.trial import Joining, Reason, Transfer
from services.cases.usecases.filing import file_case
from services.cases.usecases.joint_trials import join_trial, part_trial
from services.cases.usecases.numbers import transfer_case
from services.common.errors import Problem
from services.common.ids import new_id
from services.common.outbox import pending_events
from tests.conftest import make_actor
from tests.integration.cases.bench import CLERK, decided, reads, steps
from tests.integration.cases.desk import days_ago, desk, filed, loaded, new_accused, received, registered, sealed, view

LINKER = make_actor("cases.read", "cases.link", "cases.read_sealed")


def moved(session: Session, case_id: uuid.UUID, number: str, **changes: Any) -> uuid.UUID:
    """Move a case to another court, and give the court."""
    court_id = new_id()
    body = {"court_id": str(court_id), "court_case_number": number, "order_reference": "SHC order 7", **changes}
    transfer_case(session, CLERK, case_id, loaded(Transfer, **body), if_match=None)
    return court_id


def joined(session: Session, case_id: uuid.UUID, leading_id: uuid.UUID, **changes: Any) -> None:
    """Try a case jointly with another."""
    body = loaded(Joining, leading_case_id=str(leading_id), reason="One incident", **changes)
    join_trial(session, LINKER, case_id, body, if_match=None)


def test_the_new_number_stands_over_the_old_and_the_history_is_kept() -> None:
    """The trial stands where it stood; the case shows its new court, the old numbers stay with their days."""
    with desk() as session:
        case_id = filed(session)
        steps(session, case_id, "take_cognizance")
        court_id = moved(session, case_id, "SC 77/2026", transferred_on=str(days_ago(0)))
        moved(session, case_id, "Special Case 12/2026", reason="court_abolished")
        trial, case = reads(session, case_id), view(session, case_id)
        told = [one["data"] for one in pending_events(session) if one["type"] == "case_transferred"]
    assert trial["court_number"] == "Special Case 12/2026 / (SC 77/2026) / (SC 1/2026)"
    assert [one["reason"] for one in trial["numbers"]] == ["filed", "transferred", "court_abolished"]
    assert [one["until_on"] is None for one in trial["numbers"]] == [False, False, True]
    assert (case["court_case_number"], trial["stage"]) == ("Special Case 12/2026", "cognizance_taken")
    assert (told[0]["court_id"], told[1]["from_court_id"]) == (str(court_id), str(court_id))


def test_a_case_filed_before_numbers_were_kept_keeps_its_first_one() -> None:
    """Its number from the case itself becomes the first of the history."""
    with desk() as session:
        case_id = filed(session)
        session.execute(sa.delete(CourtNumber).where(CourtNumber.case_id == case_id))
        moved(session, case_id, "SC 78/2026")
        assert [one["number"] for one in reads(session, case_id)["numbers"]] == ["SC 1/2026", "SC 78/2026"]


def test_a_further_report_keeps_the_number_or_corrects_it() -> None:
    """Filed in the same court under the same number nothing changes; another number there is a correction."""
    with desk() as session:
        case_id = filed(session)
        court_id = view(session, case_id)["court_id"]
        for number in ("SC 1/2026", "SC 1-A/2026"):
            received(session, case_id, kind="supplementary", received_on=str(days_ago(0)))
            body = loaded(Filing, court_id=court_id, court_case_number=number)
            file_case(session, CLERK, case_id, body, if_match=None)
        found = [(one["number"], one["reason"]) for one in reads(session, case_id)["numbers"]]
    assert found == [("SC 1/2026", "filed"), ("SC 1-A/2026", "corrected")]


def test_a_transfer_that_cannot_be_is_refused() -> None:
    """Not before the filing, not to the same court, not after the decision."""
    with desk() as session:
        case_id = registered(session)
        with pytest.raises(Problem) as refused:
            moved(session, case_id, "SC 2")
        assert refused.value.code == "case_not_in_court"
        case_id = filed(session)
        for changes, code in (
            ({"court_id": view(session, case_id)["court_id"]}, "court_unchanged"),
            ({"transferred_on": str(days_ago(-1))}, "day_impossible"),
        ):
            with pytest.raises(Problem) as refused:
                moved(session, case_id, "SC 2", **changes)
            assert refused.value.code == code
        decided(session, case_id)
        with pytest.raises(Problem) as refused:
            moved(session, case_id, "SC 2")
    assert refused.value.code == "case_decided"


def test_cases_of_one_incident_are_tried_under_the_leading_one() -> None:
    """Each shows the others with their numbers, and the next free suffix: 420, 420-A, 420-B."""
    with desk() as session:
        leading, first, second = filed(session), filed(session), filed(session)
        joined(session, first, leading)
        joined(session, second, leading)
        groups = [reads(session, one)["joint_trial"] for one in (leading, first, second)]
        assert groups[0] == groups[1] == groups[2]
        assert {one["case_id"] for one in groups[0]} == {str(leading), str(first), str(second)}
        assert [one["is_leading"] for one in groups[0]] == [True, False, False]
        assert reads(session, leading)["free_number"] == "SC 1-A/2026"
        part_trial(session, LINKER, first, loaded(Reason, reason="Separated by the court"), if_match=None)
        assert reads(session, first)["joint_trial"] == []
        with pytest.raises(Problem) as refused:
            part_trial(session, LINKER, first, loaded(Reason, reason="Again"), if_match=None)
    assert refused.value.code == "not_tried_jointly"


def test_groups_have_one_leading_case() -> None:
    """A case that leads, or is led, joins no other; and none joins itself."""
    with desk() as session:
        leading, led, other = filed(session), filed(session), filed(session)
        joined(session, led, leading)
        for case_id, leading_id, code in (
            (led, other, "tried_jointly"),
            (leading, other, "tried_jointly"),
            (other, led, "not_leading"),
            (other, other, "joined_to_itself"),
            (other, new_id(), "no_such_case"),
        ):
            with pytest.raises(Problem) as refused:
                joined(session, case_id, leading_id)
            assert refused.value.code == code


def test_a_juvenile_is_not_tried_with_an_adult() -> None:
    """JJSA 2018 s.12; two juveniles are."""
    with desk() as session:
        child = [new_accused(is_juvenile=True)]
        adult, juvenile, another = filed(session), filed(session, accused=child), filed(session, accused=child)
        with pytest.raises(Problem) as refused:
            joined(session, juvenile, adult)
        assert refused.value.code == "juvenile_not_jointly"
        joined(session, juvenile, another)


def test_a_sealed_case_of_the_group_shows_that_it_is_there_and_nothing_else() -> None:
    """Neither id nor number; whoever may see it sees both."""
    with desk() as session:
        leading, led = filed(session), filed(session)
        joined(session, led, leading)
        sealed(session, led)
        seen = reads(session, leading)["joint_trial"][1]
        assert seen == {
            "case_id": None, "fir_label": None, "court_case_number": None, "is_leading": False, "is_restricted": True,
        }  # fmt: skip
        assert reads(session, leading, LINKER)["joint_trial"][1]["case_id"] == str(led)
        with pytest.raises(Problem) as refused:
            reads(session, led)
    assert refused.value.code == "no_such_case"
