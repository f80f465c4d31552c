"""Setting a court's list of a day as PDF, CSV and iCalendar. Nothing is fetched from anywhere while it is set."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import icalendar
import jinja2
import weasyprint
from sqlalchemy.exc import SQLAlchemyError

from services.common.answering import Equipment
from services.common.logs import get_log
from services.scheduling.clients.cases import read_titles
from services.scheduling.models import MadeCauseList
from services.scheduling.queries.ripeness import ripeness_of
from services.scheduling.rules.cause_list_sheet import Sheet, lay_out, make_entry, write_csv
from services.scheduling.rules.days import KARACHI
from services.scheduling.usecases import cause_lists_making as making

log = get_log(__name__)
_FOLDER: Final = Path(__file__).parent
_LEASE_SECONDS: Final = 300
_OFF: Final = ("adjourned", "vacated")


def make_one(equipment: Equipment) -> bool:
    """Make the oldest list that is wanted; tell whether there was one."""
    with equipment.database.transaction() as session:
        claimed = making.claim_list(session, _LEASE_SECONDS)
    if claimed is None:
        return False
    try:
        state = _make(equipment, claimed)
    except Exception:
        with suppress(SQLAlchemyError), equipment.database.transaction() as session:
            making.hand_back_list(session, claimed.id)
        raise
    log.info("cause_list_made", cause_list_id=str(claimed.id), state=state)
    return True


def _make(equipment: Equipment, claimed: MadeCauseList) -> str:
    is_public = claimed.form == "public"
    with equipment.database.reading() as session:
        hearings = making.read_day(session, claimed.court_id, claimed.listed_on, is_public=is_public)
        court = making.read_court(session, claimed.court_id)
        ripe = {} if is_public else ripeness_of(session, [hearing["hearing_id"] for hearing in hearings])
    cases: list[uuid.UUID] = list(dict.fromkeys(hearing["case_id"] for hearing in hearings))
    titles = read_titles(equipment.caller, claimed.asker, cases, claimed.form)
    entries = [
        make_entry(
            hearing, titles.get(hearing["case_id"]), serial, ripe.get(hearing["hearing_id"], {}).get("checks", ())
        )
        for serial, hearing in enumerate(hearings, 1)
    ]
    about = {
        "court_en": court.name_en, "court_ur": court.name_ur, "district": court.district.replace("-", " ").title(),
        "judge": claimed.judge, "day": claimed.listed_on.isoformat(), "language": claimed.language, "form": claimed.form,
    }  # fmt: skip
    files = {
        "pdf": make_pdf(lay_out(entries, about), f"{dt.datetime.now(KARACHI):%d-%m-%Y %H:%M}"),
        "csv": write_csv(entries, claimed.listed_on.isoformat()).encode(),
        "ics": make_ics(entries, court.name_en),
    }
    with equipment.database.transaction() as session:
        return making.keep_made(session, claimed.id, entries, files)


def make_pdf(sheet: Sheet, made_at: str) -> bytes:
    """Set a list as PDF/A, on A4 across; Urdu from right to left."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_FOLDER), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    text = environment.get_template("cause_list.html").render(sheet=sheet, made_at=made_at)
    document = weasyprint.HTML(string=text, url_fetcher=_fetch_nothing, base_url=None)
    made: bytes = document.write_pdf(pdf_variant="pdf/a-3u", pdf_tags=False)
    return made


def make_ics(entries: Sequence[Mapping[str, Any]], court: str) -> bytes:
    """Write a list as iCalendar (RFC 5545); each hearing has the identity that it has in every calendar of ours."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//CMMS//scheduling//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(icalendar.Timezone.from_tzid(str(KARACHI)))
    for entry in entries:
        calendar.add_component(_event(entry, court))
    written: bytes = calendar.to_ical()
    return written


def _event(entry: Mapping[str, Any], court: str) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", f"{entry['hearing_id']}@scheduling.cmms")
    event.add("sequence", entry["version"] - 1)
    event.add("dtstamp", dt.datetime.fromisoformat(entry["changed_at"]).astimezone(dt.UTC))
    event.add("dtstart", dt.datetime.fromisoformat(entry["starts_at"]).astimezone(KARACHI))
    event.add("dtend", dt.datetime.fromisoformat(entry["ends_at"]).astimezone(KARACHI))
    event.add(
        "summary", " ".join(part for part in (f"{entry['serial']}.", entry["number"], entry["purpose_en"]) if part)
    )
    event.add("description", entry["title_en"])
    event.add("location", f"{court}, room {entry['room']}")
    event.add("status", "CANCELLED" if entry["status"] in _OFF else "CONFIRMED")
    return event


def _fetch_nothing(url: str, *_: object, **__: object) -> dict[str, Any]:
    raise ValueError(f"nothing is fetched while a list is set: {url[:80]}")
