"""Finding the cases that printed numbers mean, and naming cases on a list: always with one reader's sight.

A service that makes a list for a person asks by itself and says for whom: it sees no more than that person would.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Session

from services.cases.access import READ_SEALED, sight, visible
from services.cases.models import Accused, Assignment, Case, CasePerson, CourtNumber
from services.cases.queries.cases import trace_sealed_rows
from services.cases.rules.identity import police_station_key
from services.cases.rules.printed_numbers import ANY, COURT, FIR, Line, Printed, read_printed
from services.common.actor import Actor
from services.common.answers import Answer, answer_json
from services.common.database import Database
from services.common.errors import forbidden, invalid

MOST_CANDIDATES: Final = 10
_MOST_HITS: Final = 100
_TEXTS: Final = pg.ARRAY(sa.Text)
_UUIDS: Final = pg.ARRAY(pg.UUID(as_uuid=True))
_SHOWN: Final = (
    Case.fir_number, Case.fir_year, Case.police_station, Case.district, Case.court_case_number, Case.court_id, Case.stage,
)  # fmt: skip
# In the order of their worth.
COURT_NUMBER, FORMER_NUMBER, BY_FIR = 1, 2, 3
_FOUND_BY: Final = {COURT_NUMBER: "court_number", FORMER_NUMBER: "former_number", BY_FIR: "fir"}


def reader_of(actor: Actor, given: dict[str, Any] | None) -> Actor:
    """Give who the answer is for: who asks, or the person for whom a service asks."""
    if given is None:
        if actor.is_service:
            raise invalid("reader_missing", "Say for whom this is asked.", fields={"reader": ["Missing."]})
        return actor
    if not actor.is_service:
        raise forbidden("reader_not_yours", "Only a service asks for somebody else.")
    may = frozenset({READ_SEALED}) if given["reads_sealed"] else frozenset()
    return Actor(id=str(given["account_id"]), roles=(), may=may, districts=tuple(given["districts"]))


def find_cases(session: Session, database: Database, reader: Actor, asked: dict[str, Any]) -> Answer:
    """Answer what each line's numbers may mean; that sealed cases showed is kept."""
    items: list[dict[str, Any]] = []
    shown: dict[uuid.UUID, Any] = {}
    for line in asked["lines"]:
        read = _read_line(line)
        found = {
            printed: _find(session, reader, printed, {**asked, "station": read.station}) for printed in read.numbers
        }
        numbers = _choose(read, found, asked["court_id"])
        shown |= {case.id: case for _, cases in numbers for case in cases}
        items.append({"place": line["place"], "numbers": [_show(*number) for number in numbers]})
    trace_sealed(database, reader, shown.values())
    return answer_json({"items": items})


def _read_line(line: dict[str, Any]) -> Line:
    """Read a line's columns as one: a FIR's column only adds FIRs, the station's decides."""
    of_case = read_printed(line["number"] or "")
    of_fir = read_printed(line["fir"] or "", register=FIR)
    firs = tuple(printed for printed in of_fir.of(FIR) if printed not in of_case.numbers)
    station = police_station_key(line["police_station"] or "") or of_fir.station or of_case.station
    return Line(of_case.numbers + firs, station)


def _find(session: Session, reader: Actor, printed: Printed, asked: dict[str, Any]) -> list[Any]:
    """Give the cases in sight that bear a number, the likeliest first: of the station named, of the court, of its district."""
    arms = _arms(printed, asked["court_id"])
    if not arms:
        return []
    hits = sa.union_all(*arms).subquery("hits")
    best = sa.select(hits.c.id, sa.func.min(hits.c.by).label("by")).group_by(hits.c.id).subquery("best")
    likeliest = [
        wanted
        for wanted, is_asked in (
            ((Case.police_station_key == asked["station"]).desc(), asked["station"]),
            ((Case.court_id == asked["court_id"]).desc().nulls_last(), asked["court_id"]),
            ((Case.district == asked["district"]).desc(), asked["district"]),
        )
        if is_asked
    ]
    found = (
        sa.select(Case.id, Case.is_sealed, Case.police_station_key, best.c.by, *_SHOWN)
        .join(best, best.c.id == Case.id)
        .where(visible())
        .order_by(*likeliest, best.c.by, Case.id)
        .limit(_MOST_HITS)
    )
    return list(session.execute(found, sight(reader)))


def _arms(printed: Printed, court_id: uuid.UUID | None) -> list[Any]:
    """Give the selects of the cases that bear a number, and by what.

    A number without a year is looked for before the court alone. Applications are numbered by themselves: the case of one is
    found by its FIR, or chosen by a clerk.
    """
    year = [str(printed.year)] if printed.year else []
    wanted = sa.literal([printed.number, *year], _TEXTS)
    arms: list[Any] = []
    if printed.register in (COURT, ANY) and (year or court_id):
        here = [] if year else [Case.court_id == court_id]
        before = [] if year else [CourtNumber.court_id == court_id]
        arms += [
            sa.select(Case.id, sa.literal(COURT_NUMBER).label("by")).where(
                Case.court_case_number.is_not(None), *here,
                sa.func.numbers_in(Case.court_case_number, type_=_TEXTS).contains(wanted),
            ),
            sa.select(CourtNumber.case_id.label("id"), sa.literal(FORMER_NUMBER).label("by")).where(
                sa.func.numbers_in(CourtNumber.number, type_=_TEXTS).contains(wanted), *before
            ),
        ]  # fmt: skip
    if printed.register in (FIR, ANY) and year:
        label = f"{printed.number}/{printed.year}"
        arms.append(sa.select(Case.id, sa.literal(BY_FIR).label("by")).where(Case.fir_label == label))
    return arms


def _choose(line: Line, found: dict[Printed, list[Any]], court_id: uuid.UUID | None) -> list[tuple[Printed, list[Any]]]:
    """Give a line's numbers with their candidates; what the line says of the FIR narrows what its court numbers may mean."""
    found = {printed: _near(_of_station(cases, line.station), court_id) for printed, cases in found.items()}
    firs = {case.id for printed in line.of(FIR) for case in found[printed]}
    others = [printed for printed in line.numbers if printed.register != FIR]
    narrowed = {printed: [case for case in found[printed] if case.id in firs] for printed in others}
    if firs and any(narrowed.values()):
        return [(printed, narrowed[printed]) for printed in others]
    if any(found[printed] for printed in others):
        return [(printed, found[printed]) for printed in others]
    return [(printed, found[printed]) for printed in line.of(FIR) or line.numbers]


def _of_station(cases: list[Any], station: str | None) -> list[Any]:
    """Leave out FIRs of other police stations; a court's number stays when none of its cases is of the station named."""
    if not station:
        return cases
    same = [case for case in cases if case.police_station_key == station]
    return same or [case for case in cases if case.by != BY_FIR]


def _near(cases: list[Any], court_id: uuid.UUID | None) -> list[Any]:
    """Prefer the court's own numbers, then cases before it: a number of another court is another case's."""
    here = [case for case in cases if court_id and case.court_id == court_id]
    return [case for case in here if case.by == COURT_NUMBER] or here or cases


def _show(printed: Printed, cases: list[Any]) -> dict[str, Any]:
    return {
        "number": printed.number, "year": printed.year, "register": printed.register,
        "candidates": [
            {
                "case_id": case.id, "found_by": _FOUND_BY[case.by],
                **{column.key: getattr(case, column.key) for column in _SHOWN},
            }
            for case in cases[:MOST_CANDIDATES]
        ],
    }  # fmt: skip


def trace_sealed(database: Database, reader: Actor, rows: Iterable[Any]) -> None:
    """Keep of each sealed case that it showed."""
    sealed = [row.id for row in rows if row.is_sealed]
    if sealed:
        trace_sealed_rows(database, reader, sealed)


_TEAM: Final = sa.exists().where(
    Assignment.case_id == Case.id, Assignment.prosecutor_id == sa.bindparam("sight_me", type_=pg.UUID(as_uuid=True)),
    Assignment.released_on.is_(None),
)  # fmt: skip


def read_titles(session: Session, database: Database, reader: Actor, asked: dict[str, Any]) -> Answer:
    """Answer how a list names cases; nothing of what may not be named."""
    is_public = asked["form"] == "public"
    statement = sa.select(
        Case.id, Case.is_sealed, Case.court_case_number, Case.fir_label, Case.police_station, Case.sections,
        Case.accused_count, _TEAM.label("is_on_team"),
    ).where(Case.id == sa.any_(sa.literal(asked["case_ids"], _UUIDS)), visible())  # fmt: skip
    rows = session.execute(statement, sight(reader)).all()
    accused = _read_accused(session, [row.id for row in rows])
    if not is_public:
        trace_sealed(database, reader, rows)
    return answer_json({"items": [_title(row, accused.get(row.id, []), is_public=is_public) for row in rows]})


def _read_accused(session: Session, ids: list[uuid.UUID]) -> dict[uuid.UUID, list[Any]]:
    rows = session.execute(
        sa.select(
            Accused.case_id, Accused.initials, Accused.is_juvenile, CasePerson.name, CasePerson.is_child,
            CasePerson.is_protected, CasePerson.pseudonym,
        )
        .outerjoin(CasePerson, CasePerson.accused_id == Accused.id)
        .where(Accused.case_id == sa.any_(sa.literal(ids, _UUIDS)))
        .order_by(Accused.case_id, Accused.number)
    )  # fmt: skip
    found: dict[uuid.UUID, list[Any]] = {}
    for row in rows:
        found.setdefault(row.case_id, []).append(row)
    return found


def _title(row: Any, accused: list[Any], *, is_public: bool) -> dict[str, Any]:
    if is_public and row.is_sealed:
        nothing = (
            "court_case_number",
            "fir_label",
            "police_station",
            "sections",
            "first_accused",
            "accused_count",
            "has_child",
        )
        return {"case_id": row.id, "is_withheld": True, **dict.fromkeys(nothing)}
    names = [_name(one, is_public=is_public, is_on_team=row.is_on_team) for one in accused]
    return {
        "case_id": row.id, "is_withheld": False, "court_case_number": row.court_case_number, "fir_label": row.fir_label,
        "police_station": row.police_station, "accused_count": row.accused_count,
        "sections": ", ".join(f"{one['section']} {one['act'].upper()}" for one in row.sections),
        "first_accused": next((name for name in names if name), None),
        "has_child": any(one.is_juvenile or one.is_child for one in accused),
    }  # fmt: skip


def _name(accused: Any, *, is_public: bool, is_on_team: bool) -> str | None:
    """Give how an accused is named, or None: a child is named to its team alone, nobody is named in full in public."""
    if accused.is_protected:
        return None if is_public else str(accused.pseudonym)
    if (accused.is_juvenile or accused.is_child) and (is_public or not is_on_team):
        return None
    return str(accused.initials if is_public or not accused.name else accused.name)
