"""The courts' returns, Sindh Criminal Court Rules 2012 chapter XVII, by the columns of their forms.

Form 16 monthly sessions trials, 17 monthly state of work, 18 quarterly duration of murder cases, 19 quarterly duration of all,
20 annual by persons. What a form asks and the prosecution does not hold stays null, and `not_held` names it.
"""

from __future__ import annotations

from typing import Any, Final

import orjson
from sqlalchemy.orm import Session

from services.cases.queries.cases import trace_sealed_among
from services.cases.queries.forms_statements import DURATIONS, PERSONS, STATE, TRIALS
from services.cases.queries.performance_ground import ask
from services.cases.rules.forms import FORMS, NOT_HELD, TITLES, add_up_persons, add_up_state
from services.common.actor import Actor
from services.common.answers import Answer
from services.common.database import Database

_STATEMENTS: Final = {"16": TRIALS, "17": STATE, "18": DURATIONS, "19": STATE, "20": PERSONS}
_MURDER: Final = "18"


def read_court_return(session: Session, actor: Actor, query: dict[str, Any]) -> Answer:
    """Answer a form for a period, over the cases in the actor's sight."""
    return Answer(orjson.dumps(make_court_return(session, actor, query), default=str))


def read_court_return_traced(session: Session, database: Database, actor: Actor, query: dict[str, Any]) -> Answer:
    """Answer a form for a period; of each sealed case that it names, that it was shown is kept before it is."""
    named: set[object] = set()
    made = make_court_return(session, actor, query, named)
    trace_sealed_among(session, database, actor, named)
    return Answer(orjson.dumps(made, default=str))


def make_court_return(
    session: Session, actor: Actor, query: dict[str, Any], named: set[object] | None = None
) -> dict[str, Any]:
    """Give a form for a period; which cases it names is noted in `named`, where that is asked."""
    form = query["form"]
    params = {**ask(actor, query), "murder_only": form == _MURDER}
    rows = [dict(row) for row in session.execute(_STATEMENTS[form], params).mappings()]
    if named is not None:
        named.update(case_id for row in rows for case_id in _cases_of(row))
    if form in ("17", "19"):
        rows = [add_up_state(row) for row in rows]
    if form == "20":
        rows = [add_up_persons(row) for row in rows]
    return {
        "form": form,
        "title": TITLES[form][0],
        "title_ur": TITLES[form][1],
        "first_on": query["from_"],
        "last_on": query["to"],
        "as_of": query["as_of"],
        "court_id": query["court"],
        "district": query["district"],
        "counts_all_sealed": params["sight_sealed"],
        "columns": [{"name": name, "says": says, "says_ur": says_ur} for name, says, says_ur in FORMS[form]],
        "rows": [{name: row[name] for name, _, _ in FORMS[form]} for row in rows],
        "not_held": list(NOT_HELD[form]),
    }


def _cases_of(row: dict[str, Any]) -> list[object]:
    """Give the cases that a row names: its own, or the oldest of its kind."""
    own = [row["case_id"]] if "case_id" in row else []
    return [*own, *(one["case_id"] for one in row.get("oldest") or ())]
