"""Custody in words, for clerks, for the prosecutor at scrutiny, and for the sheet that is printed; in three languages.

The words lie in `custody_words.csv`: of steps, papers, roles and places, of gaps, and of the sheet itself.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Final

from services.cases.rules.custody_chain_facts import Gap
from services.cases.rules.written_days import isolate, write_day

_COLUMNS: Final = {"en": "says", "ur": "says_ur", "sd": "says_sd"}
LANGUAGES: Final = tuple(_COLUMNS)


def _read() -> dict[str, dict[str, dict[str, str]]]:
    found: dict[str, dict[str, dict[str, str]]] = {lang: {} for lang in LANGUAGES}
    with Path(__file__).with_name("custody_words.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for lang, column in _COLUMNS.items():
                found[lang].setdefault(row["kind"], {})[row["key"]] = row[column]
    return found


WORDS: Final = _read()


def say(lang: str, kind: str, key: str, **facts: object) -> str:
    """Say something in a language; facts keep their direction within it."""
    return WORDS[lang][kind][key].format(**{name: isolate(fact, lang) for name, fact in facts.items()})


def describe_gap(gap: Gap, person: str | None = None, lang: str = "en") -> str:
    """Give a gap as one sentence; `person` is a pseudonym or a number in the file, never a name."""
    words = WORDS[lang]
    role = words["role"].get(gap.role or "", "")
    change = {"expected": gap.expected, "found": gap.found}
    facts = {
        "days": _days(gap, lang),
        "step": words["step"].get(gap.step or "", ""),
        "following": words["step"].get(gap.next_step or "", ""),
        "entry": words["entry"].get(gap.entry or "", ""),
        "place": words["place"].get(gap.place or "", words["part"]["elsewhere"]),
        "role": role,
        "who": say(lang, "part", "person", role=role, person=person)
        if person
        else say(lang, "part", "role", role=role),
        "change": say(lang, "part", "change", **change),
    }
    return words["gap"][gap.kind].format(**facts)


def _days(gap: Gap, lang: str) -> str:
    if not gap.days:
        return say(lang, "part", "on", day=write_day(gap.from_on, lang))
    span = {"first": write_day(gap.from_on, lang), "last": write_day(gap.to_on, lang)}
    return say(
        lang, "part", "span", **span, count=gap.days, unit=WORDS[lang]["part"]["day" if gap.days == 1 else "days"]
    )
