"""Courts follow one another: a court that ends names the one that takes its cases (ATA 28; notifications of 2025)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping


def goes_in_circle(
    court_id: uuid.UUID, successor_id: uuid.UUID, successors: Mapping[uuid.UUID, uuid.UUID | None]
) -> bool:
    """Tell whether a court would in the end succeed itself, were it succeeded by this one."""
    seen, at = {court_id}, successor_id
    while True:
        if at in seen:
            return True
        seen.add(at)
        following = successors.get(at)
        if following is None:
            return False
        at = following
