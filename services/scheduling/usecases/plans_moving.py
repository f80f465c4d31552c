"""Letting the prosecutors of several hearings change in one step, each hearing wholly or not at all.

Whoever shall take a hearing may have to give another back first; so hearings go in an order in which everybody is free when his turn
comes. Those that wait for one another in a circle give back their time together. What then cannot be booked is refused by itself.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.closing import pending_audit, pending_rows
from services.common.errors import Problem, conflict
from services.scheduling.models import Hearing, Suggestion
from services.scheduling.rules.outcomes import OPEN
from services.scheduling.usecases.bookings import release
from services.scheduling.usecases.changes import Picture
from services.scheduling.usecases.moving import keep_move

_REASON: Final = "roster plan decided"
Refused = dict[uuid.UUID, Problem]


@dataclass(frozen=True, slots=True)
class Move:
    """A hearing and who shall stand in it, in the place of whom the suggestion replaces."""

    hearing: Hearing
    suggestion: Suggestion
    taker_id: uuid.UUID | None

    @property
    def people(self) -> list[uuid.UUID]:
        """Give who stands in the hearing afterwards."""
        giver = self.suggestion.replaces_id
        replaced = [self.taker_id if person == giver else person for person in self.suggestion.prosecutor_ids]
        wanted = replaced if giver is not None else [*replaced, self.taker_id]
        return list(dict.fromkeys(person for person in wanted if person is not None))

    def waits_for(self, other: Move) -> bool:
        """Tell whether the other must give its prosecutor back first."""
        if self is other or self.taker_id != other.suggestion.replaces_id:
            return False
        return self.hearing.starts_at < other.hearing.ends_at and other.hearing.starts_at < self.hearing.ends_at


def what_is_stale(suggestion: Suggestion, hearing: Hearing | None) -> Problem | None:
    """Give what a suggestion missed since its plan was made, or None."""
    if hearing is None:
        return conflict("hearing_not_found", "There is no such hearing any more, or it is not in your sight.")
    if hearing.status != OPEN:
        return conflict("hearing_is_over", f"This hearing is {hearing.status}.")
    if hearing.starts_at <= dt.datetime.now(dt.UTC):
        return conflict("hearing_has_begun", "This hearing has begun.")
    if (hearing.court_id, hearing.starts_at, hearing.ends_at) != (
        suggestion.court_id, suggestion.starts_at, suggestion.ends_at,
    ):  # fmt: skip
        return conflict("changed_meanwhile", "This hearing was moved since the plan was made.")
    if set(hearing.prosecutor_ids) != set(suggestion.prosecutor_ids):
        return conflict("changed_meanwhile", "Others stand in this hearing since the plan was made.")
    return None


def move_together(session: Session, actor: Actor, moves: Sequence[Move]) -> Refused:
    """Let hearings change their prosecutors; give those that could not, and why."""
    left, refused = list(moves), Refused()
    while left:
        ready = [move for move in left if not any(move.waits_for(other) for other in left)]
        if not ready:
            refused |= _move_in_circle(session, actor, left)
            return refused
        for move in ready:
            refused |= _move_all(session, actor, [move])
        left = [move for move in left if move not in ready]
    return refused


def _move_in_circle(session: Session, actor: Actor, moves: Sequence[Move]) -> Refused:
    """Move all at once; without those that cannot be, until the rest can."""
    refused, left = Refused(), list(moves)
    while left:
        wrong = _move_all(session, actor, left)
        if not wrong:
            break
        refused |= wrong
        left = [move for move in left if move.hearing.id not in refused]
    return refused


def _move_all(session: Session, actor: Actor, moves: Sequence[Move]) -> Refused:
    """Let all give back their time and then take the other's; nothing of it is left when one cannot be, which is given."""
    entries, events = len(pending_audit(session)), len(pending_rows(session))
    move = moves[0]
    try:
        with session.begin_nested():
            before = [Picture.of(one.hearing) for one in moves]
            for one in moves:
                release(session, hearing_id=one.hearing.id)
            for move, picture in zip(moves, before, strict=True):
                move.hearing.prosecutor_ids = move.people
                keep_move(session, actor, move.hearing, picture, _REASON)
    except Problem as why:
        del pending_audit(session)[entries:], pending_rows(session)[events:]
        return {move.hearing.id: why}
    return {}
