"""The first roster, at once: hearing after hearing in the order of time, each to the best who is free.

Ties are broken by a public seed: whoever has the seed and the same input comes to the same roster, and nobody can favour anybody.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping, Sequence
from functools import partial

from services.scheduling.rules.rostering import Assignment, Board
from services.scheduling.rules.rostering_loads import level_of, loads_after


def draw(seed: str, hearing_id: uuid.UUID, person_id: uuid.UUID) -> int:
    """Give the number that decides between equals: it follows from the seed, the hearing and the person alone."""
    drawn = hashlib.blake2b(f"{seed}|{hearing_id}|{person_id}".encode(), digest_size=8)
    return int.from_bytes(drawn.digest(), "big")


def assign_greedily(
    board: Board, seed: str, settled: Sequence[int], start: Mapping[int, int] | None = None
) -> Assignment:
    """Give a roster that nothing forbids, and that keeps what it starts from.

    Of those who are free it takes one who knows the case, unless his load is above a fair one already; then the lowest load.
    """
    fair = level_of(settled, sum(need.weight for need in board.needs))
    found: Assignment = dict(start or {})
    loads = loads_after(board, found, settled)
    held: list[set[int]] = [set() for _ in board.people]
    for need, person in found.items():
        held[person].add(need)
    for need in sorted(set(range(len(board.needs))) - found.keys(), key=partial(_turn, board)):
        free = [person for person in board.eligible[need] if held[person].isdisjoint(board.clashes[need])]
        if not free:
            continue
        after = {person: loads[person] + board.load(need, person) for person in free}
        chosen = min(free, key=partial(rank, board, seed, need, loads_with=after, fair=fair))
        held[chosen].add(need)
        loads[chosen] = after[chosen]
        found[need] = chosen
    return found


def _turn(board: Board, need: int) -> tuple[object, ...]:
    wanted = board.needs[need]
    return (wanted.span[0], len(board.eligible[need]), wanted.hearing_id)


def rank(
    board: Board, seed: str, need: int, person: int, *, loads_with: Mapping[int, int], fair: int
) -> tuple[int, ...]:
    """Give a person's place among those who are free for a hearing; the lowest stands in it."""
    tie = draw(seed, board.needs[need].hearing_id, board.people[person].id)
    return (
        loads_with[person] > fair,
        board.avoids(need, person),
        not board.knows(need, person),
        loads_with[person],
        tie,
    )
