"""The chain-of-custody sheet of an exhibit, as a page to print: its steps, what is superseded, and its gaps.

It names people as the gaps do, by pseudonym or number in the file, so that it can go into a file that others read.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from html import escape
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.models import Case, CustodyEvent, Exhibit
from services.cases.queries.exhibit_gaps import CaseGaps, find_case_gaps, show_gap, title_of
from services.cases.queries.exhibits import see_traced
from services.cases.rules.custody_chain_words import STEP_WORDS, write_day
from services.cases.usecases.exhibits_finding import find_exhibit
from services.cases.usecases.today import today
from services.common.actor import Actor
from services.common.answers import Answer, answer_json
from services.common.database import Database

_COLUMNS: Final = (
    "Day", "Step", "Place", "By", "Carrier", "Register XIX", "Road certificate", "Reference", "Seal", "Quantity",
)  # fmt: skip
_STYLE: Final = (
    "body{font:11pt serif;margin:1.5cm}table{border-collapse:collapse;width:100%}"
    "th,td{border:1px solid;padding:2pt 4pt;text-align:start;vertical-align:top}del{opacity:.6}"
)


def read_custody_sheet(
    session: Session, database: Database, actor: Actor, case_id: uuid.UUID, exhibit_id: uuid.UUID
) -> Answer:
    """Answer the sheet of an exhibit as it stands today."""
    see_traced(session, database, actor, case_id)
    exhibit, day = find_exhibit(session, case_id, exhibit_id), today()
    found = find_case_gaps(session, [case_id], day)[case_id]
    gaps = [
        show_gap(gap, exhibit, found.people) for one, _, gaps in found.exhibits if one.id == exhibit_id for gap in gaps
    ]
    html = _write_page(session, exhibit, found, gaps, day)
    return answer_json(
        {"exhibit_id": exhibit_id, "exhibit": title_of(exhibit), "as_of": day, "gaps": gaps, "html": html}
    )


def _write_page(session: Session, exhibit: Exhibit, found: CaseGaps, gaps: list[dict[str, Any]], day: dt.date) -> str:
    case = session.execute(
        sa.select(Case.fir_label, Case.police_station, Case.court_case_number).where(Case.id == exhibit.case_id)
    ).one()
    order = CustodyEvent.happened_on, CustodyEvent.position, CustodyEvent.entered_at
    steps = session.scalars(sa.select(CustodyEvent).where(CustodyEvent.exhibit_id == exhibit.id).order_by(*order))
    title = f"Chain of custody: {title_of(exhibit)}"
    about = f"FIR {case.fir_label}, {case.police_station}"
    about += f", {case.court_case_number}" if case.court_case_number else ""
    return "".join((
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(title)}</title>',
        f"<style>{_STYLE}</style><h1>{escape(title)}</h1><p>{escape(about)}. As of {write_day(day)}.</p>",
        f'<p dir="auto">{escape(exhibit.description)}</p>',
        f"<table><tr>{_cells(_COLUMNS, 'th')}</tr>",
        *(_write_step(step, found.people) for step in steps),
        "</table><h2>Gaps</h2>", _write_gaps(gaps), "</html>",
    ))  # fmt: skip


def _write_step(step: CustodyEvent, people: dict[uuid.UUID, str]) -> str:
    values = (
        write_day(step.happened_on), STEP_WORDS[step.step], step.place, people.get(step.person_id) if step.person_id else None,
        people.get(step.carrier_id) if step.carrier_id else None, step.register_entry, step.road_certificate,
        step.reference, step.seal_impression, None if step.quantity is None else f"{step.quantity.normalize():f}",
    )  # fmt: skip
    if step.superseded_at is None:
        return f"<tr>{_cells(values)}</tr>"
    why = f'<tr><td colspan="{len(_COLUMNS)}" dir="auto">Superseded: {escape(step.superseded_why or "")}</td></tr>'
    return f"<tr>{_cells(values, inner='del')}</tr>{why}"


def _write_gaps(gaps: list[dict[str, Any]]) -> str:
    if not gaps:
        return "<p>None found.</p>"
    items = (f"<li>{escape(gap['says'])} <small>{escape(gap['source'])}</small></li>" for gap in gaps)
    return f"<ol>{''.join(items)}</ol>"


def _cells(values: Iterable[object], tag: str = "td", inner: str = "span") -> str:
    return "".join(
        f'<{tag} dir="auto"><{inner}>{escape("" if value is None else str(value))}</{inner}></{tag}>'
        for value in values
    )
