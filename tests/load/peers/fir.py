"""What both peers make of a FIR by the rules of services/cases: the columns of its row, and what is wrong. No I/O."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from services.cases.rules.clocks import FIR_RECORDED, Rule, applicable_rules, due_day
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


def to_rule(row: Mapping[str, Any]) -> Rule:
    """Give a dated row of clock rules as the rules read it."""
    return Rule(
        row["rule_id"], row["valid_from"], row["valid_to"], row["started_by"], frozenset(row["met_by"]),
        row["applies_to"], row["unit"], row["length"],
    )  # fmt: skip


def rules_of(fir: Row, rules: Sequence[Rule]) -> list[Rule]:
    """Give the rules whose clocks the FIR starts."""
    return applicable_rules(rules, FIR_RECORDED, fir["fir_on"], is_terrorism=fir["is_terrorism"])


def clock_rows(fir: Row, rules: Sequence[Rule], holidays: set[dt.date]) -> list[Row]:
    """Give the clocks that these rules start with the FIR."""
    return [
        {
            "id": new_id(),
            "case_id": fir["id"],
            "rule_id": rule.rule_id,
            "rule_valid_from": rule.valid_from,
            "started_on": fir["fir_on"],
            "due_on": due_day(rule, fir["fir_on"], holidays),
            "state": "running",
        }
        for rule in rules
    ]


def people_rows(case_id: uuid.UUID, accused: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Give the rows of the accused and of the custody that each is in."""
    people: list[Row] = []
    spells: list[Row] = []
    for number, one in enumerate(accused, 1):
        person = {"id": new_id(), "case_id": case_id, "number": number}
        people.append(person | {name: value for name, value in one.items() if name != "custody"})
        spells.append({"id": new_id(), "accused_id": person["id"], **one["custody"]})
    return people, spells
