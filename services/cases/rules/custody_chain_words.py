"""Custody gaps in words, for clerks, for the prosecutor at scrutiny, and for the sheet that is printed."""

from __future__ import annotations

import datetime as dt
from typing import Final

from services.cases.rules.custody_chain_facts import Gap

STEP_WORDS: Final = {
    "seized": "recovered",
    "sealed": "sealed",
    "malkhana_in": "deposited in the malkhana",
    "malkhana_out": "taken out of the malkhana",
    "laboratory_received": "received by the laboratory",
    "laboratory_examined": "examined by the laboratory",
    "laboratory_reported": "reported on by the laboratory",
    "laboratory_returned": "returned by the laboratory",
    "produced_in_court": "produced in court",
    "returned_to_malkhana": "returned to the malkhana",
    "handed_back": "handed back",
    "destroyed": "destroyed",
    "seal_broken": "seal broken",
    "resealed": "sealed again",
    "played": "played",
}
ENTRY_WORDS: Final = {
    "recovery_memo": "recovery memo",
    "register_xix": "Register XIX entry",
    "road_certificate": "road certificate",
    "laboratory_receipt": "laboratory's receipt",
    "laboratory_return": "laboratory's return",
}
ROLE_WORDS: Final = {
    "recovering_officer": "officer who recovered it",
    "malkhana_in_charge": "keeper of the malkhana",
    "carrier": "carrier",
}
PLACE_WORDS: Final = {
    "officer": "with the officer who recovered it",
    "carried": "on the way with its carrier",
    "malkhana": "in the malkhana without a Register XIX number",
}


def describe_gap(gap: Gap, person: str | None = None) -> str:
    """Give a gap as one sentence; `person` is a pseudonym or a number in the file, never a name."""
    days, step = _days(gap), STEP_WORDS.get(gap.step or "", "")
    following = STEP_WORDS.get(gap.next_step or "", "")
    role = ROLE_WORDS.get(gap.role or "", "")
    who = f"the {role} ({person})" if person else f"the {role}"
    change = f"{gap.expected} became {gap.found}"
    sentences = {
        "unexplained_days": f"{days} no entry shows where it was; last recorded {PLACE_WORDS.get(gap.place or '', 'elsewhere')}",
        "missing_entry": f"{days} the {ENTRY_WORDS.get(gap.entry or '', '')} is missing: it must have been {step}",
        "custodian_unnamed": f"{days} the {role} is not named",
        "custodian_not_witness": f"{days} {who} is not on the list of witnesses",
        "never_sealed": f"{days} it moved before it was sealed: {following}",
        "seal_mismatch": f"{days} the seal differs: {change}",
        "left_unsealed": f"{days} its seal was broken and not put on again before it was {following}",
        "quantity_mismatch": f"{days} the quantity differs: {change}",
        "hash_mismatch": f"{days} the SHA-256 differs from the one at receipt",
        "order_impossible": f"{days} it cannot have been {step} and then {following}",
        "late_to_laboratory": f"{days} it was on its way to the laboratory, longer than the law allows",
        "report_overdue": f"{days} the laboratory was asked about it and its report has not come",
        "not_produced": f"{days} the case was decided without its being produced in court",
        "not_played": f"{days} the case was decided without its being played in court",
    }
    return sentences[gap.kind] + "."


def write_day(day: dt.date) -> str:
    """Write a day as people read it: 9 June 2022."""
    return f"{day.day} {day:%B %Y}"


def _days(gap: Gap) -> str:
    if not gap.days:
        return f"On {write_day(gap.from_on)}"
    return f"From {write_day(gap.from_on)} to {write_day(gap.to_on)} ({gap.days} {'day' if gap.days == 1 else 'days'})"
