"""Video links: lines by which a witness or an accused is heard from elsewhere (ATA 21(2), CrPC as amended)."""

from __future__ import annotations

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from services.common.ids import new_id
from services.scheduling.models.ground import Base


class VideoLink(Base):
    """A line at a court, a prison or elsewhere; it serves one hearing at a time."""

    __tablename__ = "video_links"
    __table_args__ = (
        sa.UniqueConstraint("district", "name"),
        sa.CheckConstraint("place IN ('court', 'prison', 'hospital', 'police', 'laboratory')", name="place"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str]
    place: Mapped[str]
    district: Mapped[str]
    is_active: Mapped[bool] = mapped_column(server_default=sa.true(), default=True)
    version: Mapped[int] = mapped_column(server_default="1", default=1)
