"""What a transaction writes last: events in their order, audit entries, the answer beside its key; all of it or nothing."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator

import orjson
import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from services.common.answers import Answer
from services.common.audit import record
from services.common.closing import pending_rows, write_events
from services.common.copying import copy_rows
from services.common.database import Database, violated
from services.common.idempotency import claim_key, keep_answer
from services.common.ids import new_id
from services.common.tables import audit_entries as entries
from services.common.tables import audit_heads as heads
from tests.conftest import database_of, make_actor

COUNTS = (
    "SELECT (SELECT count(*) FROM outbox WHERE aggregate_id = :thing),"
    " (SELECT count(*) FROM audit_entries WHERE subject = :thing)"
)


@pytest.fixture
def database() -> Iterator[Database]:
    """Give the database of a service, and take the connections back."""
    opened = database_of("cases")
    yield opened
    opened.engine.dispose()


def counted(database: Database, thing: str) -> tuple[int, ...]:
    """Count a thing's rows in the outbox and in the audit trail."""
    with database.reading() as session:
        return tuple(session.execute(sa.text(COUNTS), {"thing": thing}).one())


def fail_after_all(database: Database, thing: str, key: str) -> None:
    """Claim a key, tell, record, keep an answer, and fail."""
    with database.transaction() as session:
        claim_key(session, "someone", key, b"hash")
        tell(session, 1, thing)
        record(session, make_actor(), "tried", thing)
        keep_answer(session, "someone", key, Answer(b"{}"))
        raise RuntimeError


def tell(session: Session, number: int, aggregate: str) -> str:
    """Let an event be written at the end; give its id."""
    event_id = str(new_id())
    envelope = f'{{"number": {number}, "says": "it\'s 100% \\\\ {number}"}}'
    row = {"event_id": event_id, "event_type": "told", "aggregate_id": aggregate, "envelope": envelope}
    pending_rows(session).append(row)
    return event_id


def read_events(database: Database, aggregate: str) -> list[tuple[str, str]]:
    """Give the events of an aggregate in the order in which the relay carries them."""
    found = sa.text("SELECT event_id::text, envelope FROM outbox WHERE aggregate_id = :aggregate ORDER BY id")
    with database.reading() as session:
        return [tuple(row) for row in session.execute(found, {"aggregate": aggregate})]


def test_events_keep_their_order_and_their_bytes(database: Database) -> None:
    """The relay carries many events of one transaction as they were told, with every quote and sign in them."""
    aggregate = str(new_id())
    with database.transaction() as session:
        first = [tell(session, number, aggregate) for number in range(60)]
        write_events(session)
        later = [tell(session, number, aggregate) for number in range(60, 70)]
    events = read_events(database, aggregate)

    assert [event_id for event_id, _ in events] == first + later
    assert events[7][1] == '{"number": 7, "says": "it\'s 100% \\\\ 7"}'


def broken_lanes(database: Database) -> list[int]:
    """Give the lanes whose chain has a gap or a wrong hash, or whose head names another entry than the one it counts."""
    broken, digest = set(), b""
    with database.transaction() as session:
        ends = {row.lane: (row.number, bytes(row.hash)) for row in session.execute(sa.select(heads))}
        for row in session.execute(sa.select(entries).order_by(entries.c.lane, entries.c.number)):
            digest = hashlib.sha256((digest if row.number > 1 else bytes(32)) + row.entry.encode()).digest()
            wrong_end = row.number == ends[row.lane][0] and ends[row.lane][1] != digest
            broken |= {row.lane} if wrong_end or bytes(row.hash) != digest else set()
    return sorted(broken)


def test_many_entries_are_chained_like_few(database: Database) -> None:
    """A lane's chain goes on through them, in their order, whatever signs they hold; its head knows the last."""
    thing, actor = str(new_id()), make_actor()
    with database.transaction() as session:
        for number in range(2100):
            record(session, actor, "tried", thing, "a \\ and\ta tab", number=number)
    with database.transaction() as session:
        of_thing = sa.select(entries).where(entries.c.subject == thing).order_by(entries.c.number)
        rows = session.execute(of_thing).all()
    said = [orjson.loads(row.entry) for row in rows]

    assert broken_lanes(database) == []
    assert [row.number - rows[0].number for row in rows] == list(range(2100))
    assert [one["detail"]["number"] for one in said] == list(range(2100))
    assert {one["reason"] for one in said} == {"a \\ and\ta tab"}
    assert [(row.at, row.actor_id, row.action) for row in rows] == [
        (dt.datetime.fromisoformat(one["at"]), actor.id, "tried") for one in said
    ]


def test_many_entries_that_are_rolled_back_leave_the_lanes_as_they_were(database: Database) -> None:
    """What comes after them is chained to what was before."""
    thing = str(new_id())

    def fail_after_many() -> None:
        with database.transaction() as session:
            for _ in range(600):
                record(session, make_actor(), "tried", thing)
            tell(session, 1, thing)
            pending_rows(session).append(pending_rows(session)[0])

    with pytest.raises(IntegrityError):
        fail_after_many()
    with database.transaction() as session:
        record(session, make_actor(), "tried", thing)

    assert (counted(database, thing), broken_lanes(database)) == ((0, 1), [])


def test_a_refused_row_is_named_without_what_it_says(database: Database) -> None:
    """An error's message is logged, and a row holds people's data: the constraint is told, not the values."""
    row = {"event_id": str(new_id()), "event_type": "told", "aggregate_id": "secret", "envelope": "{}"}
    with pytest.raises(IntegrityError) as refused, database.transaction() as session:
        copy_rows(session, "outbox", [row, row])

    assert violated(refused.value, "uq_outbox_event_id")
    assert "secret" not in str(refused.value)


def test_a_transaction_without_any_of_it_writes_none(database: Database) -> None:
    """Entries alone make no event, an event alone no entry, and nothing at all makes nothing."""
    entry, event = str(new_id()), str(new_id())
    with database.transaction() as session:
        session.execute(sa.text("SELECT 1"))
    with database.transaction() as session:
        record(session, make_actor(), "tried", entry)
    with database.transaction() as session:
        tell(session, 1, event)

    assert (counted(database, entry), counted(database, event)) == ((0, 1), (1, 0))


def test_what_is_rolled_back_leaves_nothing(database: Database) -> None:
    """Neither event nor entry nor answer outlives a transaction that failed, and its key is free again."""
    thing, key = str(new_id()), str(new_id())
    with pytest.raises(RuntimeError):
        fail_after_all(database, thing, key)
    with database.transaction() as session:
        claimed_again = claim_key(session, "someone", key, b"other")

    assert claimed_again is None
    assert counted(database, thing) == (0, 0)


def test_an_answer_is_kept_with_its_key(database: Database) -> None:
    """What was answered comes back byte for byte, with its status, version and place, though nothing else was written."""
    key, given = str(new_id()), Answer(b'{"a": "\xc3\xa9\\u0000"}', 201, "3", "/api/things/1", None)
    with database.transaction() as session:
        assert claim_key(session, "someone", key, b"hash") is None
        keep_answer(session, "someone", key, given)
    with database.transaction() as session:
        kept = claim_key(session, "someone", key, b"hash")

    assert kept == given
