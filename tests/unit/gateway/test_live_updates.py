"""Who sees which event, and how much of it."""

from __future__ import annotations

import asyncio
from typing import Any

import orjson
import pytest

from gateway.identity import Identity
from gateway.live import MOST_OF_ONE, LiveUpdates, Update, read_update
from gateway.recusals import Recusals
from services.common.errors import Problem

USER = "0198f3a0-0000-7000-8000-000000000001"


def envelope(**changes: Any) -> dict[str, Any]:
    """Give an event of karachi-south."""
    return {
        "id": "0198f3a0-0000-7000-8000-0000000000aa", "type": "case_registered", "version": 1, "source": "cases",
        "occurred_at": "2026-01-01T00:00:00Z", "aggregate_id": "7", "data": {"case_id": "7", "summary": "a name", "prosecutor_ids": ["1"]},
        "audience": {"users": [USER], "districts": ["karachi-south"]}, "actor": "somebody", "correlation_id": "c", **changes,
    }  # fmt: skip


def update(**changes: Any) -> Update:
    """Give the update of an event."""
    found = read_update(orjson.dumps(envelope(**changes)))
    assert found is not None
    return found


def identity(account_id: str = "me", *districts: str) -> Identity:
    """Give somebody who is signed in."""
    return Identity(account_id, "session", "token", 0.0, 0.0, districts=districts)


def test_ids_and_the_type_go_out_and_nothing_else() -> None:
    """Names, the actor and the audience stay inside."""
    written = update().written.decode()

    shown = orjson.loads(written.partition("data: ")[2])
    assert shown["ids"] == {"case_id": "7", "prosecutor_ids": ["1"]}
    assert set(shown) == {"id", "type", "source", "aggregate_id", "occurred_at", "ids"}
    assert not any(word in written for word in ("a name", "somebody", "karachi"))
    assert written.endswith("\n\n")


@pytest.mark.parametrize(
    ("account_id", "districts", "sees"),
    [
        (USER, (), True), ("x", ("karachi-south",), True), ("x", ("*",), True), ("x", ("sukkur", "karachi-south"), True),
        ("x", ("sukkur",), False), ("x", (), False), ("x", ("karachi",), False),
    ],
)  # fmt: skip
def test_an_update_is_for_its_audience(account_id: str, districts: tuple[str, ...], sees: bool) -> None:  # noqa: FBT001
    """By name, by a district in sight, or by the whole province in sight."""
    assert update().is_for(account_id, districts) is sees


def test_an_event_about_persons_only_is_not_for_the_province() -> None:
    """Who sees everywhere sees what has a district, not what concerns one person alone."""
    assert not update(audience={"users": [USER], "districts": []}).is_for("x", ("*",))


@pytest.mark.parametrize(
    "changes",
    [
        {"audience": {"users": [], "districts": []}}, {"audience": None}, {"audience": {"users": 7}}, {"data": None},
        {"type": "a\nb"}, {"id": "a\r\nevent: forged"}, {"audience": {"users": [[]], "districts": []}},
    ],
)  # fmt: skip
def test_what_is_for_nobody_or_no_envelope_goes_nowhere(changes: dict[str, Any]) -> None:
    """An event without an audience, or one that would break the stream's lines, is left out."""
    assert read_update(orjson.dumps(envelope(**changes))) is None


@pytest.mark.parametrize("body", [b"", b"7", b"[]", b"\xff", b"{}"])
def test_what_is_no_json_object_goes_nowhere(body: bytes) -> None:
    """Nothing unreadable ends the hearing."""
    assert read_update(body) is None


async def _read(stream: Any, pieces: int) -> list[bytes]:
    return [await anext(stream) for _ in range(pieces)]


def test_who_was_away_gets_what_was_missed() -> None:
    """A stream that begins after a remembered event brings what came since, for this listener; an unknown id brings nothing."""

    async def play() -> None:
        updates = LiveUpdates(None, 10, Recusals())  # type: ignore[arg-type]  # no session is looked up here
        for number in range(3):
            updates.hear(orjson.dumps(envelope(id=f"event-{number}")))
        stream = updates.open(identity("x", "karachi-south"), "event-0")
        pieces = await _read(stream, 3)
        assert [b"event-1" in pieces[1], b"event-2" in pieces[2]] == [True, True]
        lost = updates.open(identity("x", "karachi-south"), "unknown")
        await anext(lost)
        updates.hear(orjson.dumps(envelope(id="event-3")))
        assert b"event-3" in await anext(lost)

    asyncio.run(play())


def test_who_reads_too_slowly_is_cut_off() -> None:
    """A listener that is far behind is ended instead of filling the memory; others go on."""

    async def play() -> None:
        updates = LiveUpdates(None, 10, Recusals())  # type: ignore[arg-type]  # no session is looked up here
        stream = updates.open(identity("x", "karachi-south"), None)
        await anext(stream)
        for number in range(250):
            updates.hear(orjson.dumps(envelope(id=f"event-{number}")))
        received = [piece async for piece in stream]
        assert len(received) < 250

    asyncio.run(play())


def test_streams_are_bounded_for_one_and_for_all() -> None:
    """One person has six; the worker has its own bound; a worker that stops opens none."""

    async def play() -> None:
        updates = LiveUpdates(None, MOST_OF_ONE + 1, Recusals())  # type: ignore[arg-type]  # no session is looked up here
        mine = [updates.open(identity("me"), None) for _ in range(MOST_OF_ONE)]
        for stream in mine:
            await anext(stream)
        with pytest.raises(Problem, match="several live connections"):
            updates.open(identity("me"), None)
        other = updates.open(identity("you"), None)
        await anext(other)
        with pytest.raises(Problem, match="Too many live connections"):
            updates.open(identity("they"), None)
        updates.end_all()
        assert [piece async for piece in other] == []
        with pytest.raises(Problem):
            updates.open(identity("you"), None)

    asyncio.run(play())
