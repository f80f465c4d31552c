"""The ground of learning's tables."""

from __future__ import annotations

from services.common.database import TypedBase, new_metadata


class Base(TypedBase):
    """The ground of learning's tables."""

    __abstract__ = True

    metadata = new_metadata()
