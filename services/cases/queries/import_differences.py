"""Reading in which columns a refused register differs from what is registered; of a case out of sight that it is there alone."""

from __future__ import annotations

import uuid
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Session

from services.cases.access import sight, visible
from services.cases.models import Case, ImportDifference
from services.cases.queries.cases import trace_sealed_list
from services.cases.queries.imports import read_import
from services.common.actor import Actor
from services.common.answers import Answer, JsonPage
from services.common.database import Database

_ID: Final = sa.bindparam("import_id", type_=pg.UUID(as_uuid=True))
_SEEN: Final = visible()
_NOTHING: Final = sa.cast(sa.literal_column("'[]'"), pg.JSONB)
_ROWS: Final = (
    sa.select(
        ImportDifference.row, sa.case((_SEEN, ImportDifference.case_id)).label("case_id"),
        sa.case((_SEEN, Case.fir_label)).label("fir_label"),
        sa.case((_SEEN, ImportDifference.columns), else_=_NOTHING).label("columns"),
        sa.not_(_SEEN).label("is_restricted"), sa.and_(_SEEN, Case.is_sealed).label("is_sealed"),
    )
    .join(Case, Case.id == ImportDifference.case_id)
    .where(ImportDifference.import_id == _ID)
)  # fmt: skip
_PAGE: Final = JsonPage(_ROWS, order=[(ImportDifference.row, "asc")])


def list_import_differences(
    session: Session, database: Database, actor: Actor, import_id: uuid.UUID, query: dict[str, Any]
) -> Answer:
    """Answer the lines that say something else, in the order of their rows; empty until the file was compared."""
    read_import(session, actor, import_id)
    return trace_sealed_list(database, actor, _PAGE.answer(session, query, {"import_id": import_id, **sight(actor)}))
