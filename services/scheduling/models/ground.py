"""The ground of scheduling's tables."""

from __future__ import annotations

import uuid
from typing import Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg

from services.common.database import TypedBase, new_metadata

NOW: Final = sa.text("clock_timestamp()")
UUIDS: Final[pg.ARRAY[uuid.UUID]] = pg.ARRAY(pg.UUID(as_uuid=True))


class Base(TypedBase):
    """The ground of scheduling's tables."""

    __abstract__ = True
    metadata = new_metadata()
