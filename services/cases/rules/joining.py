"""Groups of what is connected in pairs."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TypeVar

One = TypeVar("One")


def groups_of(members: Collection[One], pairs: Iterable[tuple[One, One]]) -> list[set[One]]:
    """Part members into groups: two are in one when pairs lead from one to the other; pairs of others are passed over."""
    group = {member: {member} for member in members}
    for first, second in pairs:
        if first in group and second in group and group[first] is not group[second]:
            joined = group[first] | group[second]
            group.update(dict.fromkeys(joined, joined))
    return list({id(one): one for one in group.values()}.values())
