"""The chain-of-custody sheet of an exhibit, as a page to print: its steps, what is superseded, and its gaps; in three languages.

It names people as the gaps do, by pseudonym or number in the file, so that it can go into a file that others read.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from html import escape
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.models import Case, CustodyEvent, Exhibit
from services.cases.queries.exhibit_gaps import CaseGaps, find_case_gaps, show_gap, title_of
from services.cases.queries.exhibits import see_traced
from services.cases.rules.citing import cite
from services.cases.rules.custody_chain_words import WORDS, say
from services.cases.rules.written_days import DIRECTIONS, mark_up, write_day
from services.cases.usecases.exhibits_finding import find_exhibit
from services.cases.usecases.today import today
from services.common.actor import Actor
from services.common.answers import Answer, answer_json
from services.common.database import Database

_COLUMNS: Final = (
    "day", "step", "place", "person", "carrier", "register_entry", "road_certificate", "reference", "seal", "quantity",
)  # fmt: skip
_STYLE: Final = (
    "body{font:11pt/1.6 'Noto Serif','Noto Naskh Arabic',serif;margin:1.5cm}table{border-collapse:collapse;width:100%}"
    "th,td{border:1px solid;padding:2pt 4pt;text-align:start;vertical-align:top}del{opacity:.6}"
    "@page{size:A4 landscape}"
)


def read_custody_sheet(  # noqa: PLR0917 - who reads which exhibit's sheet, in which language
    session: Session, database: Database, actor: Actor, case_id: uuid.UUID, exhibit_id: uuid.UUID, lang: str
) -> Answer:
    """Answer the sheet of an exhibit as it stands today."""
    see_traced(session, database, actor, case_id)
    exhibit, day = find_exhibit(session, case_id, exhibit_id), today()
    found = find_case_gaps(session, [case_id], day, lang)[case_id]
    gaps = [
        show_gap(gap, exhibit, found.people, lang)
        for one, _, gaps in found.exhibits
        for gap in gaps
        if one.id == exhibit_id
    ]
    view = {
        "exhibit_id": exhibit_id, "exhibit": title_of(exhibit, lang), "as_of": day, "lang": lang,
        "direction": DIRECTIONS[lang], "gaps": gaps, "html": _write_page(session, exhibit, found, gaps, lang),
    }  # fmt: skip
    return answer_json(view)


def _write_page(session: Session, exhibit: Exhibit, found: CaseGaps, gaps: list[dict[str, Any]], lang: str) -> str:
    order = CustodyEvent.happened_on, CustodyEvent.position, CustodyEvent.entered_at
    steps = session.scalars(sa.select(CustodyEvent).where(CustodyEvent.exhibit_id == exhibit.id).order_by(*order))
    title = say(lang, "sheet", "title", exhibit=title_of(exhibit, lang))
    words = WORDS[lang]["sheet"]
    return "".join((
        f'<!doctype html><html lang="{lang}" dir="{DIRECTIONS[lang]}"><meta charset="utf-8">',
        f"<title>{escape(title)}</title><style>{_STYLE}</style><h1>{_show(title)}</h1>",
        f'<p>{_write_about(session, exhibit, lang)}</p><p dir="auto">{escape(exhibit.description)}</p>',
        f"<table><tr>{''.join(f'<th>{escape(words[one])}</th>' for one in _COLUMNS)}</tr>",
        *(_write_step(step, found.people, lang) for step in steps),
        f"</table><h2>{words['gaps']}</h2>", _write_gaps(gaps, lang), "</html>",
    ))  # fmt: skip


def _write_about(session: Session, exhibit: Exhibit, lang: str) -> str:
    case = session.execute(
        sa.select(Case.fir_label, Case.police_station, Case.court_case_number).where(Case.id == exhibit.case_id)
    ).one()
    parts = [say(lang, "sheet", "about", fir=case.fir_label, station=case.police_station)]
    if case.court_case_number:
        parts.append(say(lang, "sheet", "court", number=case.court_case_number))
    return _show(" · ".join((*parts, say(lang, "sheet", "as_of", day=write_day(today(), lang)))))


def _write_step(step: CustodyEvent, people: dict[uuid.UUID, str], lang: str) -> str:
    values = (
        write_day(step.happened_on, lang), WORDS[lang]["step"][step.step], step.place,
        people.get(step.person_id) if step.person_id else None, people.get(step.carrier_id) if step.carrier_id else None,
        step.register_entry, step.road_certificate, step.reference, step.seal_impression,
        None if step.quantity is None else f"{step.quantity.normalize():f}",
    )  # fmt: skip
    if step.superseded_at is None:
        return f"<tr>{_cells(values)}</tr>"
    why = _show(say(lang, "sheet", "superseded", why=step.superseded_why or ""))
    return f'<tr>{_cells(values, inner="del")}</tr><tr><td colspan="{len(_COLUMNS)}">{why}</td></tr>'


def _write_gaps(gaps: list[dict[str, Any]], lang: str) -> str:
    if not gaps:
        return f"<p>{WORDS[lang]['sheet']['no_gaps']}</p>"
    items = (f"<li>{_show(gap['says'])} <small>{_show(cite(gap['source'], lang))}</small></li>" for gap in gaps)
    return f"<ol>{''.join(items)}</ol>"


def _cells(values: Iterable[object], inner: str = "bdi") -> str:
    return "".join(
        f'<td><{inner} dir="auto">{_show("" if value is None else str(value))}</{inner}></td>' for value in values
    )


def _show(text: str) -> str:
    return mark_up(escape(text))
