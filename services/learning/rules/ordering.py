"""The order of questions and choices: shuffled for each attempt, the same whenever the attempt is read again.

The order depends on the attempt's seed and the ids alone, not on how they were listed nor on a library's random numbers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any


def shuffle(things: Iterable[Mapping[str, Any]], seed: str) -> list[Mapping[str, Any]]:
    """Give things (each with an `id`) in the order of the seed."""
    return sorted(things, key=lambda thing: hashlib.sha256(f"{seed}:{thing['id']}".encode()).digest())
