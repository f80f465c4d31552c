"""Purposes and causes that a clerk typed: read as a word of the dated data, what was typed kept beside it."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from services.common.errors import Problem
from services.scheduling.models import Hearing
from services.scheduling.usecases.words import read_cause, read_purpose
from tests.integration.scheduling.factories import Scene

ON = dt.date(2027, 3, 1)


@pytest.mark.parametrize(
    ("written", "code", "stage"),
    [
        ("Evid. of remaining P.Ws", "prosecution_evidence", "trial"),
        ("Awaiting original record", "records", "trial"),
        ("Engagement of counsel", "counsel", "pre_trial"),
        ("گواہان کی شہادت", "prosecution_evidence", "trial"),
        ("جوابدار جو بيان", "accused_statement", "trial"),
    ],
)
def test_a_typed_purpose_is_kept_as_a_word_and_as_written(
    session: Session, scene: Scene, written: str, code: str, stage: str
) -> None:
    """The hearing has the code that was meant and, beside it, what the clerk typed."""
    hearing = session.get_one(Hearing, scene.schedule(purpose=written))

    assert (hearing.purpose, hearing.purpose_as_written) == (code, written)
    assert read_purpose(session, written, ON)[0].stage == stage


def test_a_purpose_that_is_not_understood_is_refused_with_where_to_look(scene: Scene) -> None:
    """Nothing is guessed: the clerk is told at the field, and where the words are."""
    with pytest.raises(Problem) as caught:
        scene.schedule(purpose="Do the needful")

    assert (caught.value.kind, caught.value.code) == ("invalid", "purpose_unknown")
    assert "hearing-codes?kind=purpose" in caught.value.detail


def test_a_typed_cause_is_read_and_one_in_doubt_is_refused(session: Session) -> None:
    """A cause by its code stays as it is; by a clerk's words it is read; of two persons missing neither is chosen."""
    assert read_cause(session, "stayed", ON)[1] is None
    word, written = read_cause(session, "P.Ws not in attendance", ON)
    assert (word.code, word.asked_by, written) == ("witness_absent", "prosecution", "P.Ws not in attendance")

    with pytest.raises(Problem, match="not understood") as caught:
        read_cause(session, "Accused and his counsel absent", ON)
    assert caught.value.code == "cause_unknown"
