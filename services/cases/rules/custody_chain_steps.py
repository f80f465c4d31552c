"""The steps of an exhibit's custody as data: where each may begin, where it leads, which paper and which person prove it.

Recovery and seal (CrPC 103), malkhana in by Register XIX and out by road certificate (Police Rules 1934 rr.22.70, 22.72),
laboratory and its report (CrPC 510), court (SCCR 8.20), and every break of a seal (SCCR ch. XIX).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

START: Final = "start"
OFFICER: Final = "officer"
MALKHANA: Final = "malkhana"
CARRIED: Final = "carried"
LABORATORY: Final = "laboratory"
COURT: Final = "court"
OWNER: Final = "owner"
GONE: Final = "gone"
_ANYWHERE: Final = frozenset({OFFICER, MALKHANA, CARRIED, LABORATORY, COURT, OWNER})

EXHIBIT_SERIES: Final = ("prosecution", "defence", "material")
EXHIBIT_NATURES: Final = (
    "weapon", "ammunition", "empties", "explosive", "narcotic", "biological", "electronic", "document", "cash",
    "vehicle", "other",
)  # fmt: skip
SEALED_NATURES: Final = frozenset(
    {"weapon", "ammunition", "empties", "explosive", "narcotic", "biological", "electronic"}
)
COUNTED_NATURES: Final = frozenset({"weapon", "empties", "electronic", "document", "cash", "vehicle"})
LABORATORY_DEPARTMENTS: Final = (
    "audio_visual", "chemical_examination", "computer_forensics", "crime_scene", "dna_serology", "explosives",
    "firearms_toolmarks", "forensic_photography", "latent_fingerprints", "narcotics", "pathology", "polygraph",
    "questioned_documents", "toxicology", "trace_chemistry",
)  # fmt: skip
RULINGS: Final = ("exhibited", "rejected")
FINDINGS: Final = ("match", "no_match", "positive", "negative", "inconclusive")


@dataclass(frozen=True, slots=True)
class Step:
    """One kind of step: the places it may begin at, the place it leads to (None: it stays), and what has to prove it."""

    name: str
    begins_at: frozenset[str]
    leads_to: str | None = None
    entry: str | None = None
    proved_by: str | None = None
    role: str | None = None


_TABLE: Final = (
    Step("seized", frozenset({START}), OFFICER, "recovery_memo", "reference", "recovering_officer"),
    Step("sealed", frozenset({OFFICER})),
    Step("malkhana_in", frozenset({OFFICER}), MALKHANA, "register_xix", "register_entry", "malkhana_in_charge"),
    Step("malkhana_out", frozenset({MALKHANA}), CARRIED, "road_certificate", "road_certificate", "carrier"),
    Step("laboratory_received", frozenset({CARRIED}), LABORATORY, "laboratory_receipt"),
    Step("laboratory_examined", frozenset({LABORATORY})),
    Step("laboratory_reported", _ANYWHERE),
    Step("laboratory_returned", frozenset({LABORATORY}), CARRIED, "laboratory_return"),
    Step("produced_in_court", frozenset({CARRIED, OWNER, COURT}), COURT),
    Step(
        "returned_to_malkhana", frozenset({CARRIED, COURT, OWNER}), MALKHANA, "register_xix", "register_entry",
        "malkhana_in_charge",
    ),
    Step("handed_back", frozenset({OFFICER, MALKHANA, CARRIED, COURT}), OWNER),
    Step("destroyed", frozenset({MALKHANA, COURT}), GONE),
    Step("seal_broken", _ANYWHERE),
    Step("resealed", _ANYWHERE),
    Step("played", _ANYWHERE),
)  # fmt: skip
STEPS: Final = {step.name: step for step in _TABLE}
CUSTODY_STEPS: Final = tuple(STEPS)
_BRIDGES: Final = tuple(step for step in _TABLE if step.entry is not None)


def goal_of(step: Step, seen: Collection[str]) -> frozenset[str]:
    """Give the places a step may begin at: a report without a receipt before it shows that the exhibit was at the laboratory."""
    if step.name == "laboratory_reported" and not {"laboratory_received", "laboratory_examined"} & set(seen):
        return frozenset({LABORATORY})
    return step.begins_at


def bridge(place: str, goal: frozenset[str]) -> tuple[tuple[str, ...], str] | None:
    """Give the steps that must have happened, unrecorded, to bring an exhibit from a place to one of others, and which it is.

    Nothing has to have happened where the place is among them; None where no steps lead there.
    """
    waiting: deque[tuple[str, tuple[str, ...]]] = deque([(place, ())])
    known = {place}
    while waiting:
        here, path = waiting.popleft()
        if here in goal:
            return path, here
        for step in _BRIDGES:
            there = step.leads_to
            if here in step.begins_at and there is not None and there not in known:
                known.add(there)
                waiting.append((there, (*path, step.name)))
    return None


def exhibit_label(series: str, number: int, suffix: str | None) -> str:
    """Give the mark as the court writes it (SCCR 8.20): Ex. P-1, Ex. D-1, Exb-1; with a suffix Ex. P-1/A."""
    start = {"prosecution": "Ex. P-", "defence": "Ex. D-", "material": "Exb-"}[series]
    return f"{start}{number}/{suffix}" if suffix else f"{start}{number}"
