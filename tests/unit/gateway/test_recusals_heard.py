"""Nobody hears of a case that they are recused from, whatever way the recusal came to be known."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from typing import Any

import orjson
import pytest

from gateway.identity import Identity
from gateway.live import LiveUpdates
from gateway.recusals import Recusals, read_change
from services.common.errors import Problem
from tests.unit.gateway.test_live_updates import envelope, identity

CASE, OTHER = "case-of-the-recused", "another-case"
ME = "me"


def told(event_type: str = "case_filed", case_id: str = CASE, **changes: Any) -> bytes:
    """Give an event of a case of the listener's district."""
    audience = {"users": [], "districts": ["karachi-south"]}
    made = {"id": f"{event_type}-{case_id}", "type": event_type, "aggregate_id": case_id, "data": {"case_id": case_id}}
    return orjson.dumps(envelope(**{**made, "audience": audience, **changes}))


def recusal(event_type: str, account_id: str = ME) -> bytes:
    """Give the event of a recusal."""
    return told(event_type, data={"case_id": CASE, "prosecutor_id": account_id})


class Listening:
    """Somebody who listens, and is recused from what the cases service says when it is asked."""

    def __init__(self, *recused: str) -> None:
        """Take the cases that are answered; `meanwhile` is heard while they are asked for."""
        self._recused = recused
        self.meanwhile: list[bytes] = []
        self.recusals = Recusals(self._answer)
        self.updates = LiveUpdates(None, 10, self.recusals)  # type: ignore[arg-type]  # no session is looked up here

    async def _answer(self, _identity: Identity, _correlation_id: str) -> Collection[str]:
        for body in self.meanwhile:
            self.updates.hear(body)
        return self._recused

    async def hear(self, *bodies: bytes) -> list[str]:
        """Open a stream, let things happen, and give the events that came."""
        await self.recusals.learn(identity(ME, "karachi-south"), "c")
        stream = self.updates.open(identity(ME, "karachi-south"), None)
        await anext(stream)
        for body in bodies:
            self.updates.hear(body)
        self.updates.end_all()
        return [piece.decode().splitlines()[0].removeprefix("id: ") async for piece in stream]


@pytest.mark.parametrize(
    "changes",
    [
        {}, {"audience": {"users": [ME], "districts": ["karachi-south"]}},
        {"source": "documents", "aggregate_id": "d", "data": {"document_id": "d", "case_id": CASE}},
        {"source": "scheduling", "aggregate_id": "h", "data": {"hearing_id": "h", "case_ids": [OTHER, CASE]}},
    ],
    ids=["of the case", "to them by name", "of its document", "of a hearing of two cases"],
)  # fmt: skip
def test_a_recused_listeners_stream_does_not_name_the_case(changes: dict[str, Any]) -> None:
    """Neither by the district nor by name, and whichever service tells it; of other cases all goes on."""
    heard = asyncio.run(Listening(CASE).hear(told(**changes), told(case_id=OTHER)))
    assert heard == [f"case_filed-{OTHER}"]


def test_a_recusal_holds_from_the_moment_it_is_heard() -> None:
    """The listener hears of it, so that the page of the case goes, and then of the case no more, until it is taken back."""
    heard = asyncio.run(
        Listening().hear(
            told(), recusal("prosecutor_recused"), told("case_reported"), recusal("recusal_withdrawn"), told("case_sealed")
        )
    )  # fmt: skip
    names = ("case_filed", "prosecutor_recused", "recusal_withdrawn", "case_sealed")
    assert heard == [f"{name}-{CASE}" for name in names]


def test_somebody_elses_recusal_changes_nothing() -> None:
    """It is an event of the case like any other."""
    heard = asyncio.run(Listening().hear(recusal("prosecutor_recused", "you"), told()))
    assert heard == [f"prosecutor_recused-{CASE}", f"case_filed-{CASE}"]


@pytest.mark.parametrize(
    ("answered", "event_type", "barred"),
    [((), "prosecutor_recused", True), ((CASE,), "recusal_withdrawn", False)],
)
def test_what_is_heard_while_it_is_asked_counts_for_more(
    answered: tuple[str, ...], event_type: str, *, barred: bool
) -> None:
    """The answer was on its way already when it happened."""
    listening = Listening(*answered)
    listening.meanwhile = [recusal(event_type)]
    assert asyncio.run(listening.hear(told())) == ([] if barred else [f"case_filed-{CASE}"])


def test_what_was_missed_leaves_the_case_out_too() -> None:
    """Whoever comes back with the last event they saw gets what came since, but nothing of the case."""

    async def play() -> None:
        listening = Listening(CASE)
        for body in (told(case_id=OTHER), told(), told("case_sealed", OTHER)):
            listening.updates.hear(body)
        await listening.recusals.learn(identity(ME, "karachi-south"), "c")
        stream = listening.updates.open(identity(ME, "karachi-south"), f"case_filed-{OTHER}")
        assert b"case_sealed-another-case" in [await anext(stream) for _ in range(2)][1]

    asyncio.run(play())


def test_while_nobody_can_be_asked_no_stream_opens() -> None:
    """The client is told to try again, and reads its lists from time to time until then."""

    async def away(_identity: Identity, _correlation_id: str) -> Collection[str]:
        raise Problem("unavailable", "service_away", "The cases service is away.", retry_after=2)

    with pytest.raises(Problem, match="away"):
        asyncio.run(Recusals(away).learn(identity(ME), "c"))


def test_another_service_cannot_take_a_recusal_back() -> None:
    """Only the cases service tells of recusals."""
    data = {"case_id": CASE, "prosecutor_id": ME}
    assert read_change("learning", "recusal_withdrawn", data) is None


def test_a_hearing_that_begins_again_ends_the_streams() -> None:
    """What happened in between was not heard, a recusal perhaps: clients come back, and are asked about anew."""

    async def play() -> None:
        listening = Listening()
        stream = listening.updates.open(identity(ME, "karachi-south"), None)
        await anext(stream)
        listening.updates.begin_anew()
        assert [piece async for piece in stream] == []
        await anext(listening.updates.open(identity(ME), None))

    asyncio.run(play())
