"""What publishing a draft would change for learners: parts that are new, written anew, or gone.

Choices get new ids whenever a question is written anew, so ids are left out: a question whose words stayed the same is the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

ADDED: Final = "added"
CHANGED: Final = "changed"
REMOVED: Final = "removed"
KINDS: Final = (ADDED, CHANGED, REMOVED)
Part = Mapping[str, Any]


def compare_parts(published: Sequence[Part], draft: Sequence[Part]) -> Iterator[tuple[Part, str]]:
    """Give the parts that differ with how they do: the draft's in their order, then those that are gone."""
    before = {str(part["id"]): part for part in published}
    for part in draft:
        known = before.pop(str(part["id"]), None)
        if known is None:
            yield part, ADDED
        elif _bare(known) != _bare(part):
            yield part, CHANGED
    for part in before.values():
        yield part, REMOVED


def _bare(part: Part) -> dict[str, Any]:
    bare = {name: value for name, value in part.items() if name != "id"}
    if "choices" in bare:
        bare["choices"] = [{name: value for name, value in one.items() if name != "id"} for one in bare["choices"]]
    return bare
