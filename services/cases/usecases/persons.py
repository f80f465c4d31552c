"""The people of a file: complainant, victims, witnesses, officers, sureties; and the names of the accused.

Before: the case is registered. Sets off: an investigation handed to another officer ends the former one's time; whoever has a
`witness_kind` is on the list of witnesses (CrPC 173(1)(b), 265-F(2)). Nothing here tells others who anybody is: neither the
audit trail nor events nor answers that are kept hold a name.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import open_case
from services.cases.events import PersonAdded, PersonChanged
from services.cases.models import Accused, Case, CasePerson
from services.cases.rules.identifiers import check_cnic, initials_of, normalise_cnic, normalise_phone
from services.cases.rules.people import RANKED_KINDS, check_officer
from services.cases.usecases.children import hide_child
from services.cases.usecases.today import day_of
from services.cases.usecases.watching import audience_of
from services.common.actor import Actor
from services.common.answers import require_version
from services.common.audit import record
from services.common.errors import Problem, conflict, invalid, not_found
from services.common.ids import new_id
from services.common.outbox import publish

IDENTITY: Final = ("name", "father_name", "cnic", "phone", "address", "gender")
_DAYS: Final = ("since_on", "until_on", "given_up_on")


def add_person(session: Session, actor: Actor, case_id: uuid.UUID, new: dict[str, Any]) -> CasePerson:
    """Enter a person of the file."""
    case = open_case(session, actor, case_id)
    values = {**new, **read_identity(new)}
    _read_role(session, case, values)
    _require_new(session, case, values)
    person = CasePerson(id=new_id(), case_id=case_id, number=next_number(session, case_id), **values)
    _read_days(case, person)
    if person.kind == "investigating_officer":
        _end_former_officer(session, person)
    session.add(person)
    session.flush()
    hide_child(session, actor, person)
    tell_added(session, actor, case, person)
    return person


def change_person(  # noqa: PLR0917 - session and actor, the person in the case, the body, the guard
    session: Session,
    actor: Actor,
    case_id: uuid.UUID,
    person_id: uuid.UUID,
    change: dict[str, Any],
    if_match: int | None,
) -> CasePerson:
    """Correct a person; of a protected one only what does not say who they are."""
    case = open_case(session, actor, case_id)
    person = find_person(session, case_id, person_id)
    require_version(if_match, person.version)
    changed = sorted(name for name in change if name != "reason")
    if not changed:
        raise invalid("nothing_to_change", "Say what is to be changed about this person.")
    if person.is_protected:
        _require_silent(changed)
    before = (person.cnic, person.kind)
    for name, value in {**change, **read_identity(change)}.items():
        if name != "reason":
            setattr(person, name, value)
    if person.kind == "witness" and person.witness_kind is None:
        raise _wrong("witness_kind", "Say of what kind this witness is.")
    _require_rank(person.kind, person.rank)
    _read_days(case, person)
    with session.no_autoflush:
        if person.cnic and (person.cnic, person.kind) != before:
            _require_new(session, case, {"cnic": person.cnic, "kind": person.kind})
    person.version += 1
    session.flush()
    hide_child(session, actor, person)
    publish(session, PersonChanged(case_id=case_id, person_id=person_id), audience=audience_of(session, case))
    record(session, actor, "person_changed", f"case:{case_id}", change["reason"], person_id=person_id, changed=changed)
    return person


def find_person(session: Session, case_id: uuid.UUID, person_id: uuid.UUID) -> CasePerson:
    """Give a person of a case that the caller holds or may see."""
    person = session.get(CasePerson, person_id)
    if person is None or person.case_id != case_id:
        raise no_such_person()
    return person


def no_such_person() -> Problem:
    """Say that there is no such person in this file."""
    return not_found("no_such_person", "There is no such person in this case's file.")


def next_number(session: Session, case_id: uuid.UUID) -> int:
    """Give the number of the next person; the caller holds the case."""
    last = session.scalar(sa.select(sa.func.max(CasePerson.number)).where(CasePerson.case_id == case_id))
    return (last or 0) + 1


def read_identity(given: dict[str, Any]) -> dict[str, Any]:
    """Give what says who somebody is as it is kept; refuse a CNIC or a telephone number that cannot be one."""
    read: dict[str, Any] = {name: given[name] for name in IDENTITY if name in given}
    wrong: dict[str, list[str]] = {}
    if read.get("name"):
        read["initials"] = initials_of(read["name"])
        if not read["initials"]:
            wrong["name"] = ["Write the name in letters."]
    if "cnic" in read:
        read["cnic_as_written"] = read["cnic"]
        read["cnic"] = normalise_cnic(read["cnic"]) if read["cnic"] else None
        if read["cnic_as_written"] and read["cnic"] is None:
            wrong["cnic"] = ["A CNIC has 13 digits, such as 42101-1234567-1."]
    if read.get("phone"):
        read["phone"] = normalise_phone(read["phone"])
        if read["phone"] is None:
            wrong["phone"] = ["Write a number such as 0300-1234567, or +44 20 7946 0000 for one abroad."]
    if wrong:
        raise invalid(
            "person_not_readable", "This person cannot be entered like this. See the marked fields.", fields=wrong
        )
    return read


def warnings_about(case: Case, person: CasePerson) -> list[str]:
    """Give what to look at again about a person."""
    found = check_cnic(person.cnic, person.gender)
    if person.kind == "investigating_officer":
        found += check_officer(person.rank, is_terrorism=case.is_terrorism)
    return found


def tell_added(session: Session, actor: Actor, case: Case, person: CasePerson) -> None:
    """Keep and tell that somebody was entered, not who."""
    record(
        session, actor, "person_added", f"case:{case.id}", person_id=person.id, kind=person.kind,
        witness_kind=person.witness_kind,
    )  # fmt: skip
    told = PersonAdded(case_id=case.id, person_id=person.id, kind=person.kind, is_protected=bool(person.is_protected))
    publish(session, told, audience=audience_of(session, case))


def _read_role(session: Session, case: Case, values: dict[str, Any]) -> None:
    """Hold the role against what it needs; a name of a juvenile accused is a child's."""
    if values["kind"] == "witness" and values["witness_kind"] is None:
        raise _wrong("witness_kind", "Say of what kind this witness is: of fact, formal or official.")
    _require_rank(values["kind"], values["rank"])
    if (values["kind"] == "accused") != (values["accused_id"] is not None):
        raise _wrong("accused_id", "Say which accused this names; of anybody else leave it out.")
    if values["accused_id"] is None:
        return
    accused = session.get(Accused, values["accused_id"])
    if accused is None or accused.case_id != case.id:
        raise not_found("no_such_accused", "There is no such accused in this case.")
    named = sa.select(CasePerson.id).where(CasePerson.accused_id == accused.id)
    if session.scalar(named) is not None:
        raise conflict("accused_already_named", "This accused's name is entered already. Correct it instead.")
    values["is_child"] = values["is_child"] or accused.is_juvenile


def _require_rank(kind: str, rank: str | None) -> None:
    if kind in RANKED_KINDS and rank is None:
        raise _wrong("rank", "Say the officer's rank.")


def _require_new(session: Session, case: Case, values: dict[str, Any]) -> None:
    """Refuse the same person in the same role twice. Protected ones have no number here, so this tells nothing of them."""
    if values["cnic"] is None:
        return
    same = sa.select(CasePerson.id).where(
        CasePerson.case_id == case.id, CasePerson.cnic == values["cnic"], CasePerson.kind == values["kind"]
    )
    found = session.scalar(same)
    if found is not None:
        raise conflict("person_already_in_file", "A person with this CNIC has this role already.", person_id=str(found))


def _require_silent(changed: list[str]) -> None:
    said = [name for name in changed if name in (*IDENTITY, "rank", "agency")]
    if said:
        raise conflict(
            "person_protected",
            "This witness is protected: who they are lies in the vault and is not changed here.",
            protected=said,
        )


def _read_days(case: Case, person: CasePerson) -> None:
    for name in _DAYS:
        if getattr(person, name) is not None:
            day_of(getattr(person, name), name, not_before=case.fir_on if name != "given_up_on" else case.received_on)
    if person.since_on and person.until_on and person.until_on < person.since_on:
        raise _wrong("until_on", "This cannot be before the first day.")


def _end_former_officer(session: Session, person: CasePerson) -> None:
    """End the former officer's time on the day the new one begins: one officer investigates at a time."""
    if person.until_on is not None:
        return
    person.since_on = person.since_on or day_of(None, "since_on")
    former = session.scalars(
        sa.select(CasePerson).where(
            CasePerson.case_id == person.case_id,
            CasePerson.kind == "investigating_officer",
            CasePerson.until_on.is_(None),
        )
    ).one_or_none()
    if former is None:
        return
    began: dt.date = former.since_on or person.since_on
    former.until_on = day_of(person.since_on, "since_on", not_before=began)
    former.version += 1


def _wrong(field: str, message: str) -> Problem:
    return invalid(
        "person_not_readable",
        "This person cannot be entered like this. See the marked fields.",
        fields={field: [message]},
    )
