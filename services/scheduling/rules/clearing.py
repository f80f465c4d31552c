"""How the hearings of a court's days go over to another court: each at its own time, into the first room that is free then."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from services.scheduling.rules.sitting import Span


@dataclass(frozen=True, slots=True)
class Standing:
    """A hearing that stands on the days to be cleared."""

    id: uuid.UUID
    span: Span
    version: int
    sits_on_holidays: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """What becomes of a hearing: vacated (no room), moved into a room, or not possible because of something."""

    hearing: Standing
    room_id: uuid.UUID | None = None
    obstacle: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What clearing would do, by a name that changes with it."""

    name: str
    steps: list[Step]

    @property
    def is_possible(self) -> bool:
        """Tell whether nothing stands against it."""
        return all(step.obstacle is None for step in self.steps)


def find_rooms(
    hearings: Sequence[Standing],
    rooms: Sequence[uuid.UUID],
    busy: Mapping[uuid.UUID, Sequence[Span]],
    forbids: Callable[[Standing], str | None],
) -> list[Step]:
    """Give each hearing, in order of time, a room of the other court, or say what stands against it."""
    taken = {room: list(busy.get(room, ())) for room in rooms}
    steps = []
    for hearing in sorted(hearings, key=lambda one: (one.span, one.id)):
        obstacle = forbids(hearing)
        room = None if obstacle else next((one for one in rooms if not _overlaps(hearing.span, taken[one])), None)
        if room is not None:
            taken[room].append(hearing.span)
        elif obstacle is None:
            obstacle = "double_booked"
        steps.append(Step(hearing, room, obstacle))
    return steps


def name_plan(steps: Iterable[Step], *more: object) -> str:
    """Give a name that changes with anything in the plan, so that what was looked at is what is done."""
    parts = [f"{step.hearing.id}:{step.hearing.version}:{step.room_id}:{step.obstacle}" for step in steps]
    return hashlib.sha256("|".join([*map(str, more), *parts]).encode()).hexdigest()[:32]


def _overlaps(span: Span, taken: Iterable[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in taken)
