"""Reads that came in one message: each reader sees exactly what they would see alone."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Iterator
from contextlib import suppress

import orjson
import pytest
from sqlalchemy.orm import Session

from services.cases.queries.cases import read_case, read_cases
from services.cases.schemas.people import NewLink
from services.cases.usecases.linking import link_case
from services.common.actor import Actor
from services.common.answers import Answer
from services.common.errors import Problem
from tests.conftest import make_actor
from tests.integration.cases.desk import (
    assigned,
    clerk,
    desk,
    loaded,
    prosecutor,
    received,
    registered,
    sealed,
    supervisor,
)

LEAD = uuid.uuid4()
CASES = ("south", "badin", "hidden", "team")
READERS = {
    "clerk of south": clerk("karachi-south"),
    "clerk of badin": clerk("badin"),
    "clerk of both": clerk("badin", "karachi-south"),
    "clerk of everywhere": clerk("*"),
    "supervisor of badin": supervisor("badin"),
    "lead": make_actor("cases.read", id=LEAD, districts=()),
    "stranger": prosecutor(),
    "service": Actor(id="service:documents"),
}


@pytest.fixture
def session() -> Iterator[Session]:
    """Open a desk."""
    with desk() as opened:
        yield opened


@pytest.fixture
def found(session: Session) -> dict[str, uuid.UUID]:
    """Make an open case in each of two districts, linked, a sealed one, and one whose lead has no district in sight."""
    cases = {"south": registered(session), "badin": registered(session, district="badin")}
    link_case(
        session, clerk("*"), cases["south"], loaded(NewLink, other_case_id=str(cases["badin"]), kind="joint_trial")
    )
    cases["team"] = registered(session, district="badin")
    assigned(session, cases["team"], str(LEAD))
    received(session, cases["team"])
    cases["hidden"] = sealed(session, registered(session, district="badin"))
    assigned(session, cases["hidden"], str(LEAD))
    session.flush()
    return cases


def alone(session: Session, reader: Actor, case_id: uuid.UUID) -> Answer | None:
    """Read a case as one read does; None where it is refused, or sealed, so that its reading leaves a trace."""
    with suppress(Problem):
        given = read_case(session, reader, case_id)
        return None if orjson.loads(given.body)["is_sealed"] else given
    return None


def test_each_reader_gets_what_one_read_gives(session: Session, found: dict[str, uuid.UUID]) -> None:
    """Every reader asks for every case in one statement: the bytes, the version and what is hidden are those of single reads."""
    asked = [(reader, found[name]) for reader, name in itertools.product(READERS.values(), CASES)]

    assert read_cases(session, asked) == [alone(session, reader, case_id) for reader, case_id in asked]


def test_what_a_reader_may_not_see_stays_out(session: Session, found: dict[str, uuid.UUID]) -> None:
    """Nobody gains by whom they travel with, and a sealed case is shown to nobody without its trace."""
    pairs = list(itertools.product(READERS, CASES))
    answers = read_cases(session, [(READERS[reader], found[name]) for reader, name in pairs])
    shown = {
        reader: {name for (who, name), one in zip(pairs, answers, strict=True) if who == reader and one}
        for reader in READERS
    }

    assert shown == {
        "clerk of south": {"south"}, "clerk of badin": {"badin", "team"}, "clerk of both": {"south", "badin", "team"},
        "clerk of everywhere": {"south", "badin", "team"}, "supervisor of badin": {"badin", "team"}, "lead": {"team"},
        "stranger": set(), "service": {"south", "badin", "team"},
    }  # fmt: skip


def test_a_link_shows_its_other_case_to_who_sees_it(session: Session, found: dict[str, uuid.UUID]) -> None:
    """Two read the same case: for one the linked case has a name, for the other it has none."""
    asked = [(READERS["clerk of both"], found["south"]), (READERS["clerk of south"], found["south"])]
    links = [orjson.loads(one.body)["links"] for one in read_cases(session, asked) if one is not None]

    assert [[link["case_id"] for link in shown] for shown in links] == [[str(found["badin"])], [None]]


def test_the_same_case_may_be_asked_for_twice(session: Session, found: dict[str, uuid.UUID]) -> None:
    """Each place in the message has its own answer, and what does not exist has none."""
    reader = READERS["clerk of south"]
    answers = read_cases(session, [(reader, found["south"]), (reader, uuid.uuid4()), (reader, found["south"])])

    assert [one is None for one in answers] == [False, True, False]
    assert answers[0] == answers[2]
