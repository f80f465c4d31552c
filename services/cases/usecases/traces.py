"""Where a case's records still hold a name: every text of every table that belongs to the case is searched, also of tables to come."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Iterable
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Session

from services.cases.models import Base, PersonSound, PersonWord, ProtectedIdentity, WithheldEntry
from services.common.tables import audit_entries

# What is encrypted; what a trigger takes out with the name.
_UNSEARCHED: Final = (ProtectedIdentity.__tablename__, PersonSound.__tablename__, PersonWord.__tablename__)


def words_of(identity: dict[str, Any]) -> list[str]:
    """Give what an identity is found by in texts: two words of the name, the CNIC and the telephone in their usual spellings."""
    cnic, phone, name = identity.get("cnic"), identity.get("phone"), str(identity.get("name") or "").split()
    spellings = [" ".join(pair) for pair in itertools.pairwise(name)] or name
    spellings += [word for word in (cnic, identity.get("cnic_as_written"), phone) if word]
    if cnic:
        spellings.append(f"{cnic[:5]}-{cnic[5:12]}-{cnic[12:]}")
    if phone and phone.startswith("+92"):
        spellings += [f"0{phone[3:]}", f"0{phone[3:6]}-{phone[6:]}"]
    return list(dict.fromkeys(word for word in spellings if word))


def find_traces(session: Session, case_id: uuid.UUID, identity: dict[str, Any]) -> list[str]:
    """Give the tables and columns of this case's records in which somebody's name or numbers stand."""
    patterns = [f"%{_escape(word)}%" for word in words_of(identity)]
    found: list[str] = []
    for table in Base.metadata.sorted_tables:
        texts = [column for column in table.columns if _holds_text(column)]
        where = belongs_to(table, case_id)
        if table.name not in _UNSEARCHED and texts and where is not None:
            found += _search(session, table, texts, where, patterns)
    shown = sa.exists().where(
        WithheldEntry.lane == audit_entries.c.lane, WithheldEntry.number == audit_entries.c.number
    )
    trail = sa.and_(audit_entries.c.subject == f"case:{case_id}", sa.not_(shown))
    return found + _search(session, audit_entries, [audit_entries.c.entry], trail, patterns)


def _search(
    session: Session,
    table: sa.Table,
    texts: Iterable[sa.Column[Any]],
    where: sa.ColumnElement[bool],
    patterns: list[str],
) -> list[str]:
    wanted = sa.any_(sa.literal(patterns, sa.ARRAY(sa.Text)))
    named = [sa.func.bool_or(sa.cast(text, sa.Text).ilike(wanted)).label(text.name) for text in texts]
    found = session.execute(sa.select(*named).select_from(table).where(where)).mappings().one()
    return [f"{table.name}.{name}" for name, is_named in found.items() if is_named]


def belongs_to(table: sa.Table, case_id: uuid.UUID) -> sa.ColumnElement[bool] | None:
    """Give the condition that a row belongs to a case: by itself, or by the row it refers to, first of all the one it must."""
    if table.name == "cases":
        return table.c.id == case_id
    if "case_id" in table.c:
        return table.c.case_id == case_id
    for key in sorted(table.foreign_keys, key=lambda key: (key.parent.nullable, key.parent.name)):
        parent = key.column.table
        where = belongs_to(parent, case_id) if parent.name not in {table.name, "cases"} else None
        if where is not None:
            return key.parent.in_(sa.select(key.column).where(where))
    return None


def _holds_text(column: sa.Column[Any]) -> bool:
    return isinstance(column.type, (sa.Text, pg.JSONB, sa.ARRAY)) and not column.computed


def _escape(word: str) -> str:
    for special in ("\\", "%", "_"):
        word = word.replace(special, "\\" + special)
    return word
