"""Register a FIR: where a case begins for the prosecution.

Before: the police station records the FIR (CrPC s.154) and sends a copy to the District Public Prosecutor (SCPSA
s.10(1)(a)). Sets off: the clocks of the investigation (CrPC s.173(1); ATA s.19(1)), and the wait for the police report.
"""

from __future__ import annotations

import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from services.cases.access import find_by_fir, open_undecided, require_district, touch
from services.cases.events import CaseRegistered, CustodyChanged
from services.cases.models import Act, Case, District
from services.cases.rules.circumstances import CaseLaw, Person, known_by
from services.cases.rules.facts import FIR_RECORDED, OF_CUSTODY
from services.cases.rules.identity import (
    normalise_fir_number,
    normalise_police_station,
    normalise_section,
    police_station_key,
)
from services.cases.rules.replay import Fact
from services.cases.usecases.timing import note_facts, recompute_clocks
from services.cases.usecases.timing_beginning import begin_clocks
from services.cases.usecases.timing_reading import read_gravity
from services.cases.usecases.today import day_of
from services.cases.usecases.watching import audience_of
from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import conflict, invalid
from services.common.events import Audience
from services.common.ids import new_id
from services.common.outbox import publish
from services.common.prepared import Ready

# Into the tables themselves: what is registered is written whole, and nothing of it is worked on as objects.
_TABLES = Case.metadata.tables
_INSERT = insert(_TABLES["cases"]).on_conflict_do_nothing(constraint="uq_cases_fir").returning(_TABLES["cases"].c.id)
_ACTS = Ready(sa.select(Act.code, Act.is_terrorism))
_DISTRICT = Ready(sa.select(District.code).where(District.code == sa.bindparam("district", type_=sa.Text)))
_INSERT_ACCUSED = insert(_TABLES["accused"])
_INSERT_SPELL = insert(_TABLES["custody_spells"])


def register_case(
    session: Session, actor: Actor, new: dict[str, Any], *, case_id: uuid.UUID | None = None
) -> uuid.UUID:
    """Register a FIR with its accused and start its clocks; refuse one that is registered already."""
    require_district(actor, new["district"])
    values = _read_fir(session, new)
    case_id = case_id or new_id()
    row = {"id": case_id, "stage": "investigation", "accused_count": len(new["accused"]), **values}
    people, spells = _describe_accused(case_id, 1, new["accused"])
    facts = [Fact(new_id(), FIR_RECORDED, values["fir_on"]), *_facts_of(spells)]
    theirs = {person["id"]: Person(person["gender"], person["is_juvenile"], []) for person in people}
    offences = read_gravity(session, values["sections"], values["fir_on"])
    known_of = known_by(CaseLaw(values["sections"], values["is_terrorism"], offences), theirs, facts)
    begun = begin_clocks(session, actor, Case(**row), facts, known_of)
    row["next_due_on"] = begun.next_due_on
    if session.execute(_INSERT, row).first() is None:
        raise _already_registered(session, actor, values)
    _insert_accused(session, people, spells)
    begun.insert(session)
    label = f"{values['fir_number']}/{values['fir_year']}"
    record(session, actor, "case_registered", f"case:{case_id}", fir=label, district=values["district"])
    tell_registered(session, case_id, values, custody={str(one["accused_id"]): one["state"] for one in spells})
    return case_id


def add_accused(
    session: Session, actor: Actor, case_id: uuid.UUID, new: dict[str, Any], *, if_match: int | None = None
) -> uuid.UUID:
    """Add an accused whom the investigation found later."""
    case = open_undecided(session, actor, case_id, if_match)
    case.accused_count += 1
    people, spells = _describe_accused(case.id, case.accused_count, [new])
    _insert_accused(session, people, spells)
    accused_id: uuid.UUID = people[0]["id"]
    note_facts(session, actor, case, _facts_of(spells))
    touch(case)
    for spell in spells:
        told = CustodyChanged(case_id=case_id, accused_id=accused_id, state=spell["state"], since_on=spell["since_on"])
        publish(session, told, audience=audience_of(session, case))
    record(session, actor, "accused_added", f"case:{case_id}", accused_id=accused_id)
    return accused_id


def change_case(
    session: Session, actor: Actor, case_id: uuid.UUID, change: dict[str, Any], if_match: int | None
) -> None:
    """Correct a case's sections, complainant or summary.

    Periods that are not for such a case after all stop, and those that are run from the facts that begin them.
    """
    case = open_undecided(session, actor, case_id, if_match)
    changed = [name for name in ("sections", "complainant_initials", "summary") if name in change]
    if not changed:
        raise invalid("nothing_to_change", "Say what is to be changed: sections, complainant or summary.")
    before = {"sections": case.sections} if "sections" in change else {}
    if "sections" in change:
        case.sections, case.is_terrorism = read_sections(session, change["sections"])
        recompute_clocks(session, case, "law")
    if "complainant_initials" in change:
        case.complainant_initials = change["complainant_initials"]
    if "summary" in change:
        case.summary = change["summary"]
    touch(case)
    record(session, actor, "case_changed", f"case:{case_id}", change["reason"], changed=changed, **before)


def tell_registered(
    session: Session, case_id: uuid.UUID, values: dict[str, Any], *, custody: dict[str, str] | None = None
) -> None:
    """Let the others know of a new case, and of its accused's custody."""
    told = CaseRegistered(
        case_id=case_id, police_station=values["police_station"], fir_number=values["fir_number"],
        fir_year=values["fir_year"], district=values["district"], custody=custody or {},
    )  # fmt: skip
    publish(session, told, audience=Audience(districts=[values["district"]]))


def read_sections(
    session: Session, sections: list[dict[str, str]], field: str | None = "sections"
) -> tuple[list[dict[str, str]], bool]:
    """Check sections against the acts and give them as they are kept, and whether one is of the terrorism law.

    `field`: the list that they came in; None for a section that stands alone in its body.
    """
    acts = {act.code: act.is_terrorism for act in _ACTS.rows(session, {})}
    wrong: dict[str, list[str]] = {}
    read: list[dict[str, str]] = []
    for place, given in enumerate(sections):
        section = normalise_section(given["section"])
        at = "" if field is None else f"{field}.{place}."
        if given["act"] not in acts:
            wrong[f"{at}act"] = ["This act is not known. See the list of acts."]
        elif section is None:
            wrong[f"{at}section"] = ["Write a section such as 302, 23(1)(a) or 265-K."]
        elif {"act": given["act"], "section": section} not in read:
            read.append({"act": given["act"], "section": section})
    if wrong:
        raise invalid("sections_unknown", "Some sections of law cannot be read. See the marked fields.", fields=wrong)
    return read, any(acts[section["act"]] for section in read)


def _read_fir(session: Session, new: dict[str, Any]) -> dict[str, Any]:
    number = normalise_fir_number(new["fir_number"])
    station = normalise_police_station(new["police_station"])
    wrong: dict[str, list[str]] = {}
    if number is None:
        wrong["fir_number"] = ["Write the number alone, such as 435 or 420-A; the year goes beside it."]
    if not police_station_key(station):
        wrong["police_station"] = ["Write the police station's name."]
    if new["fir_on"].year != new["fir_year"]:
        wrong["fir_year"] = ["The FIR's year and its day do not agree."]
    if not _DISTRICT.rows(session, {"district": new["district"]}):
        wrong["district"] = ["This district is not known. See the list of districts."]
    if wrong:
        raise invalid("fir_not_readable", "The FIR cannot be entered like this. See the marked fields.", fields=wrong)
    sections, is_terrorism = read_sections(session, new["sections"])
    fir_on = day_of(new["fir_on"], "fir_on")
    return {
        "district": new["district"],
        "police_station": station,
        "police_station_key": police_station_key(station),
        "fir_number": number,
        "fir_year": new["fir_year"],
        "fir_as_written": new["fir_as_written"],
        "fir_on": fir_on,
        "received_on": day_of(new["received_on"], "received_on", not_before=fir_on),
        "sections": sections,
        "is_terrorism": is_terrorism,
        "complainant_initials": new["complainant_initials"],
        "summary": new["summary"],
    }


def _already_registered(session: Session, actor: Actor, values: dict[str, Any]) -> Exception:
    existing = find_by_fir(session, actor, values)
    seen = {} if existing is None else {"case_id": str(existing)}
    return conflict(
        "fir_already_registered",
        "This police station's FIR of this number and year is registered already.",
        **seen,
    )


def _describe_accused(
    case_id: uuid.UUID, first: int, given: list[dict[str, Any]]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Give the rows of accused and of the custody that each is in, where it is known."""
    people: list[dict[str, Any]] = []
    spells: list[dict[str, Any]] = []
    for place, new in enumerate(given):
        described = {name: value for name, value in new.items() if name != "custody"}
        people.append({"id": new_id(), "case_id": case_id, "number": first + place, **described})
        custody = new["custody"]
        if custody is not None:
            since_on = day_of(custody["since_on"], f"accused.{place}.custody.since_on")
            spells.append({"id": new_id(), "accused_id": people[-1]["id"], **custody, "since_on": since_on})
    return people, spells


def _insert_accused(session: Session, people: list[dict[str, Any]], spells: list[dict[str, Any]]) -> None:
    if people:
        session.execute(_INSERT_ACCUSED, people)
    if spells:
        session.execute(_INSERT_SPELL, spells)


def _facts_of(spells: list[dict[str, Any]]) -> list[Fact]:
    return [
        Fact(new_id(), OF_CUSTODY[spell["state"]], spell["since_on"], accused_id=spell["accused_id"])
        for spell in spells
    ]
