"""What is known of a case and an accused, under the names that conditions use."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from services.cases.rules.conditions import Known
from services.cases.rules.gravity import Offences, gravity_of, name_sections
from services.cases.rules.replay import Fact

Sections = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of an accused: without charges of their own they stand accused of the case's sections."""

    gender: str
    is_juvenile: bool
    charges: Sections
    sentence_months: int | None = None


@dataclass(frozen=True, slots=True)
class CaseLaw:
    """The sections of a case, whether they make it one of terrorism, and how the law punishes their offences."""

    sections: Sections
    is_terrorism: bool
    offences: Offences


def known_by(
    case: CaseLaw, people: Mapping[uuid.UUID, Person], facts: Iterable[Fact]
) -> Callable[[uuid.UUID | None], Known]:
    """Give what says, for an accused or (None) for the case, what is known; each is worked out once."""
    noted: dict[uuid.UUID | None, set[str]] = {None: set()}
    for fact in facts:
        noted.setdefault(fact.accused_id, set()).add(fact.kind)
    found: dict[uuid.UUID | None, dict[str, Any]] = {}

    def known_of(accused_id: uuid.UUID | None) -> Known:
        if accused_id not in found:
            person = people.get(accused_id) if accused_id else None
            theirs = noted[None] | noted.get(accused_id, set())
            found[accused_id] = _describe(case, person, frozenset(theirs))
        return found[accused_id]

    return known_of


def _describe(case: CaseLaw, person: Person | None, noted: frozenset[str]) -> dict[str, Any]:
    accused_of = person.charges if person is not None and person.charges else case.sections
    gravity = gravity_of(accused_of, case.offences)
    return {
        "is_terrorism": case.is_terrorism,
        "acts": frozenset(section["act"] for section in accused_of),
        "sections": name_sections(accused_of),
        "gender": person.gender if person else None,
        "is_juvenile": person.is_juvenile if person else None,
        "punishable_with_death": gravity.is_death,
        "punishable_with_death_or_life": gravity.is_death or gravity.is_life,
        "sentence_months": person.sentence_months if person else None,
        "noted": noted,
    }
