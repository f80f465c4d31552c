"""What a transaction writes last: events in their order, audit entries, the answer beside its key; all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.answers import Answer
from services.common.audit import record
from services.common.closing import pending_rows, write_events
from services.common.database import Database
from services.common.idempotency import claim_key, keep_answer
from services.common.ids import new_id
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
