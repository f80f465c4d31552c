"""What both peers make of a FIR by the rules of services/cases: the columns of its row, and what is wrong. No I/O."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence

from services.cases.rules.days import day_in_karachi
from services.cases.rules.identity import (
    normalise_fir_number,
    normalise_police_station,
    normalise_section,
    police_station_key,
)
from tests.load.peers.facts import Row, new_id

Faults = dict[str, list[str]]


def read_fir(new: Row, acts: Mapping[str, bool], *, district_is_known: bool) -> tuple[Row, Faults]:
    """Give the columns of the case's row, and what is wrong with the input."""
    today = day_in_karachi(dt.datetime.now(dt.UTC))
    number, station = normalise_fir_number(new["fir_number"]), normalise_police_station(new["police_station"])
    received_on = new["received_on"] or today
    sections, wrong = _read_sections(new["sections"], acts)
    checks = {
        "fir_number": (number is not None, "Write the number alone."),
        "police_station": (bool(police_station_key(station)), "Write the police station's name."),
        "fir_year": (new["fir_on"].year == new["fir_year"], "The FIR's year and its day do not agree."),
        "district": (district_is_known, "This district is not known."),
        "fir_on": (new["fir_on"] <= today, "This day is still to come."),
        "received_on": (new["fir_on"] <= received_on <= today, "This day cannot be right."),
        "accused": (all(one["custody"]["since_on"] <= today for one in new["accused"]), "A day is still to come."),
    }
    wrong |= {field: [message] for field, (is_right, message) in checks.items() if not is_right}
    row = {
        "id": new_id(),
        "district": new["district"],
        "police_station": station,
        "police_station_key": police_station_key(station),
        "fir_number": number,
        "fir_year": new["fir_year"],
        "fir_as_written": new["fir_as_written"],
        "fir_on": new["fir_on"],
        "received_on": received_on,
        "sections": sections,
        "is_terrorism": any(acts.get(section["act"], False) for section in sections),
        "complainant_initials": new["complainant_initials"],
        "summary": new["summary"],
        "stage": "investigation",
        "accused_count": len(new["accused"]),
    }
    return row, wrong


def _read_sections(given: Sequence[Mapping[str, str]], acts: Mapping[str, bool]) -> tuple[list[Row], Faults]:
    read: list[Row] = []
    wrong: Faults = {}
    for place, one in enumerate(given):
        section = normalise_section(one["section"])
        if one["act"] not in acts:
            wrong[f"sections.{place}.act"] = ["This act is not known."]
        elif section is None:
            wrong[f"sections.{place}.section"] = ["Write a section such as 302."]
        elif {"act": one["act"], "section": section} not in read:
            read.append({"act": one["act"], "section": section})
    return read, wrong


def people_rows(case_id: uuid.UUID, accused: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Give the rows of the accused and of the custody that each is in."""
    people: list[Row] = []
    spells: list[Row] = []
    for number, one in enumerate(accused, 1):
        person = {"id": new_id(), "case_id": case_id, "number": number}
        people.append(person | {name: value for name, value in one.items() if name != "custody"})
        spells.append({"id": new_id(), "accused_id": person["id"], **one["custody"]})
    return people, spells
