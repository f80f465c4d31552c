"""Generated cases: as many as are wanted, the same ones from the same seed, as lines for COPY.

Nothing in it is of a real case. Stages, numbers of accused, custody, charges, opinions, results, reports, clocks, teams,
links and documents occur in proportions such as a province's register has them; every row keeps the tables' constraints.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from services.cases.rules.identity import police_station_key

COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "cases": (
        "id", "district", "police_station", "police_station_key", "fir_number", "fir_year", "fir_on", "received_on",
        "sections", "is_terrorism", "complainant_initials", "summary", "stage", "is_sealed", "court_id",
        "court_case_number", "filed_on", "decided_on", "outcome", "lead_prosecutor_id", "accused_count", "next_due_on",
        "version",
    ),
    "accused": ("id", "case_id", "number", "initials", "role", "gender", "is_juvenile"),
    "custody_spells": ("id", "accused_id", "state", "since_on", "until_on"),
    "charges": ("id", "accused_id", "act", "section", "framed_on"),
    "results": (
        "id", "accused_id", "case_id", "verdict", "decided_on", "sentence", "imprisonment_months", "fine",
    ),
    "reports": (
        "id", "case_id", "round", "kind", "received_on", "due_on", "road_certificate", "state", "settled_on",
        "settled_by", "comply_by",
    ),
    "report_defects": ("id", "report_id", "number", "code", "note"),
    "opinions": (
        "id", "case_id", "report_id", "accused_id", "opinion", "evidential_test", "public_interest_test", "reasons",
        "given_on", "given_by",
    ),
    "clocks": (
        "id", "case_id", "report_id", "rule_id", "rule_valid_from", "started_on", "due_on", "state", "ended_on",
    ),
    "assignments": ("id", "case_id", "prosecutor_id", "role", "assigned_on"),
    "case_links": ("id", "first_id", "second_id", "kind"),
    "case_documents": ("document_id", "case_id", "kind", "version", "sha256"),
}  # fmt: skip
PROSECUTORS: Final = 300
_STATIONS: Final = (
    "City",
    "A-Section",
    "B-Section",
    "Airport",
    "Cantonment",
    "Market",
    "Sadar",
    "Site",
    "Taluka",
    "Port",
)
_LETTERS: Final = "ABFGHIJKMNRSTWZ"
_SECTIONS: Final = (
    ("ppc", "302"), ("ppc", "324"), ("ppc", "353"), ("ppc", "34"), ("ppc", "379"), ("ppc", "392"), ("ppc", "420"),
    ("saa", "23(1)(A)"),
)  # fmt: skip
_SECTION_SETS: Final = tuple(
    tuple(_SECTIONS[(first + step) % len(_SECTIONS)] for step in range(size))
    for first in range(8)
    for size in (1, 2, 3)
)
_STAGES: Final = ("investigation", "scrutiny", "returned", "in_court", "decided")
_SHARES: Final = (15, 10, 5, 40, 30)
_VERDICTS: Final = ("convicted", "acquitted", "acquitted_early", "compounded")
_OUTCOMES: Final = {"convicted": "convicted", "acquitted": "acquitted", "acquitted_early": "acquitted"}
_DEFECTS: Final = ("fir-copy-missing", "section-wrongly-applied", "report-form-incomplete")
_BEGIN: Final = dt.date(2021, 1, 1)
_DAYS: Final = 1500
_EPOCH_MS: Final = 1_609_459_200_000
_RULE_FROM: Final = dt.date(2009, 10, 29)

Row = tuple[Any, ...]


@dataclass(frozen=True)
class World:
    """What the cases lie among: the districts there are, and who prosecutes (the first one is who the bench asks as)."""

    districts: Sequence[str]
    prosecutors: Sequence[uuid.UUID]


def make_world(districts: Sequence[str], seed: int) -> World:
    """Make the prosecutors."""
    chance = random.Random(f"prosecutors {seed}")
    return World(districts, [uuid.UUID(int=chance.getrandbits(128), version=4) for _ in range(PROSECUTORS)])


def generate(places: range, count: int, world: World, seed: int) -> Iterator[tuple[str, Row]]:
    """Give the rows of some of `count` cases, each with its table's name; a row comes after those that it refers to."""
    chance = random.Random(f"{places} {seed}")
    previous: str | None = None
    for place in places:
        case = _Case(chance, world, place, count)
        yield from case.rows(previous)
        previous = case.id


class _Case:
    """One case on its way into rows."""

    def __init__(self, chance: random.Random, world: World, place: int, count: int) -> None:
        self.chance = chance
        self.world = world
        self.number = place + 1
        self.made_ms = _EPOCH_MS + place * (_DAYS * 86_400_000 // max(1, count))
        self.id = self.new_id()
        self.fir_on = _BEGIN + dt.timedelta(days=place * _DAYS // max(1, count))
        self.stage = chance.choices(_STAGES, _SHARES)[0]
        self.is_in_court = self.stage in ("in_court", "decided")
        self.report_on = self.fir_on + dt.timedelta(days=chance.randint(5, 20))
        self.settled_on = self.report_on + dt.timedelta(days=chance.randint(0, 4))
        self.decided_on = self.settled_on + dt.timedelta(days=chance.randint(60, 400))
        self.verdict = chance.choice(_VERDICTS)
        self.accused = [self.new_id() for _ in range(chance.choices((0, 1, 2, 3, 4), (8, 48, 26, 12, 6))[0])]
        if self.stage == "decided" and not self.accused:
            self.accused.append(self.new_id())
        self.lead = self.chance.choice(world.prosecutors) if self.is_in_court else None
        self.report_id = None if self.stage == "investigation" else self.new_id()

    def new_id(self) -> str:
        """Give a time-ordered id (UUIDv7) of the case's own moment."""
        made, tail = f"{self.made_ms:012x}", f"{self.chance.getrandbits(72):018x}"
        return f"{made[:8]}-{made[8:]}-7{tail[:3]}-8{tail[3:6]}-{tail[6:]}"

    def rows(self, previous: str | None) -> Iterator[tuple[str, Row]]:
        """Give the case's rows."""
        yield "cases", self._case()
        if self.report_id is not None:
            yield from self._report(self.report_id)
        for number, accused_id in enumerate(self.accused, 1):
            yield from self._accused(number, accused_id)
        yield from self._clocks()
        if self.lead is not None:
            yield "assignments", (self.new_id(), self.id, self.lead, "lead", self.settled_on)
        if previous is not None and self.chance.random() < 0.02:
            yield "case_links", (self.new_id(), previous, self.id, "joint_trial")
        if self.report_id is not None and self.chance.random() < 0.6:
            yield "case_documents", (self.new_id(), self.id, "police_report", 1, f"{self.chance.getrandbits(256):064x}")

    def _case(self) -> Row:
        chance = self.chance
        district, station = chance.choice(self.world.districts), chance.choice(_STATIONS)
        sections = json.dumps([{"act": act, "section": name} for act, name in chance.choice(_SECTION_SETS)])
        is_decided = self.stage == "decided"
        summary = "Complainant states that unknown persons took property at the market and fled. " * chance.randint(
            1, 4
        )
        return (
            self.id, district, station, police_station_key(station), self.number,
            self.fir_on.year, self.fir_on, self.fir_on, sections, False, self._initials(), summary.strip(),
            self.stage, chance.random() < 0.01, self.world.prosecutors[-1] if self.is_in_court else None,
            f"{chance.randint(1, 900)}/{self.fir_on.year}" if self.is_in_court else None,
            self.settled_on if self.is_in_court else None, self.decided_on if is_decided else None,
            _OUTCOMES.get(self.verdict, "otherwise_disposed") if is_decided else None, self.lead, len(self.accused),
            None if self.is_in_court else self.fir_on + dt.timedelta(days=17), 1 + _STAGES.index(self.stage),
        )  # fmt: skip

    def _initials(self) -> str:
        return f"{self.chance.choice(_LETTERS)}.{self.chance.choice(_LETTERS)}."

    def _report(self, report_id: str) -> Iterator[tuple[str, Row]]:
        states = {"scrutiny": "under_scrutiny", "returned": "returned"}
        state = states.get(self.stage, "filed")
        settled = None if state == "under_scrutiny" else self.settled_on
        comply_by = self.settled_on + dt.timedelta(days=7) if state == "returned" else None
        due_on = self.report_on + dt.timedelta(days=3)
        by = None if settled is None else str(self.world.prosecutors[0])
        yield "reports", (
            report_id, self.id, 1, "final", self.report_on, due_on, f"RC-{self.chance.randint(1, 999)}", state, settled,
            by, comply_by,
        )  # fmt: skip
        if state == "returned":
            for number, code in enumerate(self.chance.sample(_DEFECTS, 2), 1):
                yield "report_defects", (self.new_id(), report_id, number, code, "See the register.")

    def _accused(self, number: int, accused_id: str) -> Iterator[tuple[str, Row]]:
        chance = self.chance
        gender = "male" if chance.random() < 0.9 else "female"
        yield "accused", (accused_id, self.id, number, self._initials(), "principal", gender, chance.random() < 0.03)
        bailed_on = self.fir_on + dt.timedelta(days=chance.randint(1, 40)) if chance.random() < 0.4 else None
        yield "custody_spells", (self.new_id(), accused_id, "in_custody", self.fir_on, bailed_on)
        if bailed_on is not None:
            yield "custody_spells", (self.new_id(), accused_id, "on_bail", bailed_on, None)
        if not self.is_in_court:
            return
        for act, section in chance.choice(_SECTION_SETS)[:2]:
            yield "charges", (self.new_id(), accused_id, act, section, self.settled_on)
        yield "opinions", (
            self.new_id(), self.id, self.report_id, accused_id, "fit_for_trial", "met", "met",
            "Two eye-witnesses and the recovery support the charge.", self.settled_on, self.lead,
        )  # fmt: skip
        if self.stage == "decided":
            sentence = ("Rigorous imprisonment.", 12, "10000.00") if self.verdict == "convicted" else (None,) * 3
            yield "results", (self.new_id(), accused_id, self.id, self.verdict, self.decided_on, *sentence)

    def _clocks(self) -> Iterator[tuple[str, Row]]:
        for rule_id, days in (("CHALLAN-14", 14), ("INTERIM-17", 17)):
            due_on = self.fir_on + dt.timedelta(days=days)
            met_on = None if self.report_id is None else self.report_on
            yield self._clock(rule_id, None, self.fir_on, due_on, met_on)
        if self.report_id is not None:
            settled_on = None if self.stage == "scrutiny" else self.settled_on
            due_on = self.report_on + dt.timedelta(days=3)
            yield self._clock("SCRUT-3", self.report_id, self.report_on, due_on, settled_on)

    def _clock(
        self, rule_id: str, report_id: str | None, started_on: dt.date, due_on: dt.date, ended_on: dt.date | None
    ) -> tuple[str, Row]:
        state = "missed" if ended_on is None or ended_on > due_on else "met"
        return "clocks", (self.new_id(), self.id, report_id, rule_id, _RULE_FROM, started_on, due_on, state, ended_on)
