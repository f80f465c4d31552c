"""The ground of the tables of cases."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import sqlalchemy as sa

from services.common.database import TypedBase, new_metadata

NOW: Final = sa.text("clock_timestamp()")
LIVE: Final = sa.text("superseded_at IS NULL")


class Base(TypedBase):
    """The ground of the tables of cases."""

    __abstract__ = True
    metadata = new_metadata()


def one_of(column: str, words: Iterable[str]) -> sa.CheckConstraint:
    """Allow only these words in a column."""
    listed = ", ".join(f"'{word}'" for word in words)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=column)
