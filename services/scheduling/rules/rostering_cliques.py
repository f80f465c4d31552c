"""Groups of hearings that all exclude each other, so that one line of a model says what hundreds of pairs would."""

from __future__ import annotations

from collections.abc import Sequence

Clique = frozenset[int]


def cover_by_cliques(clashes: Sequence[frozenset[int]], order: Sequence[int]) -> list[Clique]:
    """Give groups in which every two exclude each other, and which hold every pair that does; none lies within another.

    order: by the start of the hearings, so that what clashes with one and started before it mostly makes one group.
    """
    rank = {place: number for number, place in enumerate(order)}
    found: set[Clique] = set()
    for place in order:
        earlier = sorted((other for other in clashes[place] if rank[other] < rank[place]), key=rank.__getitem__)
        found.update(frozenset((*group, place)) for group in _split(earlier, clashes))
    return _without_parts(found)


def _split(places: Sequence[int], clashes: Sequence[frozenset[int]]) -> list[list[int]]:
    groups: list[list[int]] = []
    for place in places:
        fitting = next((group for group in groups if clashes[place].issuperset(group)), None)
        if fitting is None:
            groups.append([place])
        else:
            fitting.append(place)
    return groups


def _without_parts(cliques: set[Clique]) -> list[Clique]:
    kept: list[Clique] = []
    by_member: dict[int, list[Clique]] = {}
    for clique in sorted(cliques, key=lambda one: (-len(one), sorted(one))):
        if any(clique <= larger for larger in by_member.get(min(clique), ())):
            continue
        kept.append(clique)
        for member in clique:
            by_member.setdefault(member, []).append(clique)
    return kept
