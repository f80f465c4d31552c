"""Reports that are made of parts, each a statement of its own: lists of counted words, and single rows of numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.queries.performance_ground import SHOW_SMALL, ask
from services.cases.rules.report_figures import hide
from services.common.actor import Actor
from services.common.answers import Answer


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a report: its name, its statement, which of its members are numbers of cases or people.

    `with_them` are members that would tell of a hidden number, such as a mean over it.
    """

    name: str
    statement: sa.TextClause
    numbers: tuple[str, ...]
    is_single: bool = False
    with_them: tuple[str, ...] = ()


def answer_parts(session: Session, actor: Actor, query: dict[str, Any], parts: Iterable[Part]) -> Answer:
    """Answer a report's parts over the cases in the actor's sight; small numbers are hidden from outsiders."""
    params = ask(actor, query)
    shows_small = actor.is_service or SHOW_SMALL in actor.may
    found: dict[str, Any] = {
        "first_on": query["from_"], "last_on": query["to"], "as_of": query["as_of"], "district": query["district"],
        "court_id": query["court"], "counts_all_sealed": params["sight_sealed"], "hides_small": not shows_small,
    }  # fmt: skip
    for part in parts:
        rows = [dict(row) for row in session.execute(part.statement, params).mappings()]
        if not shows_small:
            _hide(part, rows)
        found[part.name] = rows[0] if part.is_single else rows
    return Answer(orjson.dumps(found, default=str))


def _hide(part: Part, rows: list[dict[str, Any]]) -> None:
    hide(rows, part.numbers, ())
    for row in rows:
        if any(row[name] is None for name in part.numbers):
            row.update(dict.fromkeys(part.with_them))
