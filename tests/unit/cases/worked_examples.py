"""The table of worked examples: a rule, what began it, and its last day; each is tried on both sides of that day."""

from __future__ import annotations

import csv
import datetime as dt
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from services.cases.rules.circumstances import CaseLaw, Person, known_by
from services.cases.rules.days import KARACHI
from services.cases.rules.facts import FACTS
from services.cases.rules.replay import Fact, Holidays, Run, replay
from tests.unit.cases.law import OFFENCES, RULES

ACCUSED: Final = uuid.UUID(int=1)
SUBJECTS: Final = {"accused": ACCUSED, "report": uuid.UUID(int=2), "order": uuid.UUID(int=3)}
# 23 March and 1 May are holidays, 20 to 22 March those of Eid; the district's offices keep 5 March too.
PROVINCE: Final = frozenset({dt.date(2026, 3, day) for day in (20, 21, 22, 23)} | {dt.date(2026, 5, 1)})
HOLIDAYS: Final[Holidays] = {"office": PROVINCE | {dt.date(2026, 3, 5)}, "high_court": PROVINCE}
LONG_AFTER: Final = dt.date(2040, 1, 1)


@dataclass(frozen=True, slots=True)
class Example:
    """A line of the table. `due` is a day, an instant, `open` (no last day) or `none` (the rule is not for this case)."""

    rule_id: str
    sections: str
    person: str
    began: str
    also: str
    done: str
    due: str
    in_time: str
    late: str

    def facts(self) -> list[Fact]:
        """Give the facts of the line."""
        said = [self.began, *filter(None, (one.strip() for one in self.also.split(";")))]
        return [to_fact(text, number) for number, text in enumerate(said, 1)]

    def doing(self, on: str) -> Fact:
        """Give the step that ends the period, at a time."""
        return to_fact(f"{self.done} {on}", 999)

    def compute(self, *more: Fact, today: dt.date = LONG_AFTER) -> Run | None:
        """Give the clock of this line's rule that runs last after its facts and some more."""
        facts = [*self.facts(), *more]
        return next((run for run in self.all_runs(facts, today=today) if run.rule.rule_id == self.rule_id), None)

    def all_runs(self, facts: list[Fact], *, today: dt.date = LONG_AFTER) -> list[Run]:
        """Give all clocks after these facts, the first to start first."""
        sections = [
            {"act": one.split()[0], "section": one.split()[1]} for one in map(str.strip, self.sections.split(";"))
        ]
        gender, *months = self.person.split()
        person = Person(gender, False, [], int(months[0]) if months else None)
        law = CaseLaw(sections, any(section["act"] == "ata" for section in sections), OFFENCES)
        return replay(RULES, facts, known_by(law, {ACCUSED: person}, facts), HOLIDAYS, today=today)


def to_fact(text: str, number: int) -> Fact:
    """Read a fact: `arrested 2026-03-02T09:30`, `trial_fixed 2026-03-02 for 2026-03-20`."""
    kind, when, *given = text.split()
    on, _, hour = when.partition("T")
    at = dt.datetime.fromisoformat(when).replace(tzinfo=KARACHI) if hour else None
    about = FACTS[kind].about
    subject = {f"{about}_id": SUBJECTS[about]} if about in SUBJECTS else {}
    day = dt.date.fromisoformat(on)
    set_day = dt.date.fromisoformat(given[1]) if given else None
    return Fact(uuid.UUID(int=number), kind, day, at, given=set_day, **subject)


def just_after(due: str) -> str:
    """Give the first time that is too late: the next day, or the next minute."""
    if "T" in due:
        return (dt.datetime.fromisoformat(due) + dt.timedelta(minutes=1)).isoformat(timespec="minutes")
    return (dt.date.fromisoformat(due) + dt.timedelta(days=1)).isoformat()


with Path(__file__).with_suffix(".csv").open(encoding="utf-8", newline="") as _file:
    EXAMPLES: Final = [Example(**row) for row in csv.DictReader(_file)]
RUNNING: Final = [example for example in EXAMPLES if example.due not in ("open", "none")]
WITHOUT_DAY: Final = [example for example in EXAMPLES if example.due == "open"]
NOT_FOR: Final = [example for example in EXAMPLES if example.due == "none"]
