"""Where search looks: each part of a search as selects of the cases it is in.

What somebody may not see is left out by the caller (`visible`). Of a child the name finds the case for its team alone (JJSA
s.13); a protected person is not here but by pseudonym (ATA s.21AA).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import aliased

from services.cases.access import visible
from services.cases.models import (
    Accused,
    Assignment,
    Case,
    CasePerson,
    CourtNumber,
    CustodySpell,
    Entity,
    EntityKey,
    NameWord,
    PersonSound,
    PersonWord,
)
from services.cases.rules.entities import NAME_KEY
from services.cases.rules.identity import police_station_key
from services.cases.rules.searching import Asked
from services.cases.rules.spelling import fold, sounds

MOST_ALIKE: Final = 50
"""Cases that a name finds because it is written alike, beside all in which it sounds the same."""
MOST_WORDS: Final = 4
"""The longest words of a name by which it is looked up; what is found must have the others too."""
NEAREST_WORDS: Final = 8
"""Words that each word of a name is taken for."""
MOST_WEIGHED: Final = 100
"""The newest people in whose names each of these words is, who are weighed for the likeness of the whole name."""
Arm = sa.Select[Any]
Bound = Callable[[Arm], Arm]
"""Leaves of what very many cases share the newest that will be shown. It is given selects of cases' ids that an index has in their order."""
_ME: Final = sa.bindparam("sight_me", type_=pg.UUID(as_uuid=True))
_MARKS: Final = ("imei", "chassis", "registration", "engine", "iban", "fsl_match", "organisation_number")
_TEXTS: Final = pg.ARRAY(sa.Text)
_MINE: Final = sa.select(Assignment.case_id).where(Assignment.prosecutor_id == _ME, Assignment.released_on.is_(None))
_IS_SHOWN: Final = sa.or_(sa.not_(CasePerson.is_child), CasePerson.case_id.in_(_MINE))


def by_line(asked: Asked, bound: Bound) -> list[Arm]:
    """Look for a line: as a whole, or its numbers and its words in one case."""
    bound = leave if asked.numbers else bound
    arms = [sa.select(Case.id).where(by_section(asked.act, asked.section))] if asked.section else []
    arms += [*by_cnic(asked.cnic)] if asked.cnic else []
    arms += [*by_phone(asked.phone)] if asked.phone else []
    arms += [_keyed(_MARKS, asked.mark)] if asked.mark else []
    parts = [by_numbers(asked.numbers, asked.year)] if asked.numbers else []
    parts += [[*by_name(asked.words, bound), *by_station(asked.words, bound)]] if asked.words else []
    return [*arms, sa.select(_in_all(parts).subquery().columns[0])] if parts else arms


def leave(arm: Arm) -> Arm:
    """Leave a select as it is: the bound of what is not bounded."""
    return arm


def is_among(parts: Sequence[Sequence[Arm]]) -> Any:
    """Tell of a case whether one select of every part has it.

    What is found is fetched by its ids: PostgreSQL expects far more to be found than is, and would rather read all cases.
    """
    if not all(parts):
        return sa.false()
    found = _in_all(parts).scalar_subquery()
    return Case.id == sa.any_(sa.func.array(found, type_=pg.ARRAY(pg.UUID(as_uuid=True))))


def _in_all(parts: Sequence[Sequence[Arm]]) -> Any:
    unions = [sa.union(*arms) for arms in parts]
    if len(unions) == 1:
        return unions[0]
    return sa.intersect(*(sa.select(union.subquery().columns[0]) for union in unions))


def by_numbers(numbers: Sequence[str], year: int | None) -> list[Arm]:
    """Look for a FIR's number, or a number in a court, also a former one."""
    arms = []
    for number in numbers:
        wanted = sa.literal([number, *([str(year)] if year else [])], _TEXTS)
        label = Case.fir_label == f"{number}/{year}" if year else Case.fir_label.like(f"{number}/%")
        arms += [
            sa.select(Case.id).where(label),
            sa.select(Case.id).where(
                Case.court_case_number.is_not(None),
                sa.func.numbers_in(Case.court_case_number, type_=_TEXTS).contains(wanted),
            ),
            sa.select(CourtNumber.case_id).where(sa.func.numbers_in(CourtNumber.number, type_=_TEXTS).contains(wanted)),
        ]
    return arms


def by_name(name: str, bound: Bound) -> list[Arm]:
    """Look for a person or organisation by how the name sounds, or how it is written with a slip of the pen."""
    heard, folded = sounds(name), fold(name)
    arms: list[Arm] = []
    if heard:
        spelt = sa.func.string_to_array(EntityKey.value, sa.literal_column("' '"), type_=_TEXTS)
        arms += [
            bound(_heard(heard)),
            _written_alike(folded, heard),
            _recorded().where(
                EntityKey.kind == sa.literal_column(f"'{NAME_KEY}'"), spelt.contains(sa.literal(heard, _TEXTS))
            ),
        ]
    if folded:
        arms += [
            sa.select(Accused.case_id).where(sa.func.folded_name(Accused.initials) == folded),
            sa.select(CasePerson.case_id).where(
                CasePerson.pseudonym.is_not(None), sa.func.folded_name(CasePerson.pseudonym) == folded
            ),
        ]
    return arms


def by_station(name: str, bound: Bound) -> list[Arm]:
    """Look for a police station's cases."""
    return [bound(sa.select(Case.id).where(Case.police_station_key == police_station_key(name)))]


def by_cnic(cnic: str) -> list[Arm]:
    """Look for a CNIC, as it is kept."""
    return [_numbered(CasePerson.cnic, cnic), _keyed(("cnic",), cnic)]


def by_phone(phone: str) -> list[Arm]:
    """Look for a telephone number, as it is kept."""
    return [_numbered(CasePerson.phone, phone), _keyed(("phone",), phone)]


def by_section(act: str | None, section: str | None) -> Any:
    """Tell of a case whether a section of law, or one of an act, is among those of its FIR."""
    wanted = {name: value for name, value in (("act", act), ("section", section)) if value}
    return Case.sections.contains(sa.literal([wanted], pg.JSONB))


def by_custody(state: str) -> Any:
    """Tell of a case whether it has an accused in a state."""
    current = sa.and_(CustodySpell.accused_id == Accused.id, CustodySpell.until_on.is_(None))
    return Case.id.in_(sa.select(Accused.case_id).join(CustodySpell, current).where(CustodySpell.state == state))


DIRECT: Final[dict[str, Callable[[Any], Any]]] = {
    "custody": by_custody,
    "court_id": lambda court_id: Case.court_id == court_id,
    "stage": lambda stage: Case.stage == stage,
    "district": lambda district: Case.district == district,
    "police_station": lambda name: Case.police_station_key == police_station_key(name),
    "is_terrorism": Case.is_terrorism.is_,
    "fir_from": lambda day: Case.fir_on >= day,
    "fir_to": lambda day: Case.fir_on <= day,
    "decided_from": lambda day: Case.decided_on >= day,
    "decided_to": lambda day: Case.decided_on <= day,
}
"""What a case's own row says, and what PostgreSQL can estimate well."""


def _heard(heard: Sequence[str]) -> Arm:
    """Give the cases of people in whose names all of these sounds are.

    The sounds are sent in lists: PostgreSQL then plans for these sounds, and begins with the one that the fewest bear.
    """
    first, *others = _longest(heard)
    found = sa.select(PersonSound.case_id).where(PersonSound.sound.in_([first]))
    for sound in others:
        other = aliased(PersonSound)
        same = sa.and_(other.case_id == PersonSound.case_id, other.person_id == PersonSound.person_id)
        found = found.join(other, same).where(other.sound.in_([sound]))
    # OFFSET keeps PostgreSQL from joining all people to look at a few.
    shown = sa.select(CasePerson.id).where(CasePerson.id == PersonSound.person_id, _IS_SHOWN)
    if len(heard) > MOST_WORDS:
        shown = shown.where(sa.func.name_sounds(CasePerson.name, type_=_TEXTS).contains(sa.literal(heard, _TEXTS)))
    return found.where(shown.correlate(PersonSound).offset(0).exists())


def _longest(words: Sequence[str]) -> list[str]:
    """Give the longest words, each once."""
    return sorted(dict.fromkeys(words), key=len, reverse=True)[:MOST_WORDS]


def _written_alike(folded: str, heard: Sequence[str]) -> Arm:
    """Give the cases in sight whose people's names are written most like this one; bounded, since likeness has no end.

    Each of its words is taken for the words that are one slip of the pen away, and the newest people are looked at who bear
    one of these. What sounds the same as a single word is found anyway.
    """
    words = _longest(folded.split())
    near = sa.union(*(_near_words(word, heard if len(words) == 1 else ()) for word in words)).subquery("near")
    newest = (
        sa.select(PersonWord.case_id, PersonWord.person_id)
        .where(PersonWord.word == near.c.word)
        .order_by(PersonWord.case_id.desc(), PersonWord.person_id.desc())
        .limit(MOST_WEIGHED)
        .lateral("newest")
    )
    written = sa.func.folded_name(CasePerson.name)
    whole = [sa.literal(folded).op("<%")(written)] if len(words) > 1 else []
    alike = (
        sa.select(newest.c.case_id)
        .select_from(near.join(newest, sa.true()))
        .join(CasePerson, CasePerson.id == newest.c.person_id)
        .join(Case, Case.id == newest.c.case_id)
        .where(visible(), _IS_SHOWN, *whole)
        .order_by(sa.func.word_similarity(sa.literal(folded), written).desc(), newest.c.case_id.desc())
        .limit(MOST_ALIKE)
    )
    return sa.select(alike.subquery().c.case_id)


def _near_words(word: str, unless: Sequence[str]) -> Arm:
    """Give the words that are one slip away from one, unless they sound like `unless`."""
    slips = sa.func.slips_of(NameWord.word, type_=_TEXTS).overlap(sa.func.slips_of(sa.literal(word), type_=_TEXTS))
    others = sa.not_(NameWord.sounds.contains(sa.literal(list(unless), _TEXTS))) if unless else sa.true()
    likeness = sa.func.similarity(sa.literal(word), NameWord.word)
    near = sa.select(NameWord.word).where(slips, others).order_by(likeness.desc(), NameWord.word).limit(NEAREST_WORDS)
    return sa.select(near.subquery().c.word)


def _recorded() -> Arm:
    joined = sa.and_(EntityKey.entity_id == Entity.id, Entity.withdrawn_at.is_(None))
    return sa.select(Entity.case_id).join(EntityKey, joined)


def _keyed(kinds: tuple[str, ...], value: str) -> Arm:
    return _recorded().where(EntityKey.kind.in_(kinds), EntityKey.value == value)


def _numbered(column: Any, value: str) -> Arm:
    """Give the cases that know a person by a number; of a child it finds nothing for who is not on the team."""
    return sa.select(CasePerson.case_id).where(column == value, _IS_SHOWN)
