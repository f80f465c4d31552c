"""The trial of one accused on each charge: the plea, the verdict, the sentence (CrPC 242 to 245, 265-D to 265-H).

Before: the charge is framed (`people.set_charges`). Sets off: the prosecution's evidence, once everybody has pleaded, or the
judgment when everybody admits; the accused's result, which follows from the verdicts on the charges.
"""

from __future__ import annotations

import uuid
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import open_case, open_undecided, touch
from services.cases.models import Accused, Case, Charge, ChargeVerdict, Plea
from services.cases.rules.courtroom import verdict_of_charges
from services.cases.rules.identity import normalise_section
from services.cases.usecases.people import find_accused
from services.cases.usecases.procedure import find_way, move
from services.cases.usecases.results import record_result
from services.cases.usecases.timing import note_fact, retract_facts
from services.cases.usecases.today import day_of
from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import conflict, invalid
from services.common.ids import new_id

_GRAVEST: Final = {"is_death": "sentenced_to_death", "is_life": "sentenced_for_life"}


def record_plea(  # noqa: PLR0917 - session and actor, the accused in the case, the body, the guard
    session: Session,
    actor: Actor,
    case_id: uuid.UUID,
    accused_id: uuid.UUID,
    body: dict[str, Any],
    if_match: int | None,
) -> None:
    """Record what an accused pleads to charges; the evidence begins when every charge has its plea (CrPC 243, 265-E)."""
    case = open_undecided(session, actor, case_id, if_match)
    accused = find_accused(session, case_id, accused_id)
    charges = _read_charges(session, accused.id)
    named = _match(charges, body["pleas"], "pleas")
    framed_on = max(charge.framed_on for charge in named)
    pleaded_on = day_of(body["pleaded_on"], "pleaded_on", not_before=framed_on)
    _supersede(session, Plea, named)
    session.add_all(
        Plea(id=new_id(), charge_id=charge.id, plea=plea["plea"], pleaded_on=pleaded_on)
        for charge, plea in zip(named, body["pleas"], strict=True)
    )
    session.flush()
    kind = _plea_of_all(session, case)
    if kind is not None and find_way(session, case, "take_plea", kind):
        move(session, actor, case, "take_plea", pleaded_on, kind=kind)
    touch(case)
    record(
        session, actor, "plea_recorded", f"case:{case_id}", accused_id=accused.id, pleaded_on=pleaded_on,
        pleas=[{name: plea[name] for name in ("act", "section", "plea")} for plea in body["pleas"]],
    )  # fmt: skip


def record_verdicts(  # noqa: PLR0917 - session and actor, the accused in the case, the body, the guard
    session: Session,
    actor: Actor,
    case_id: uuid.UUID,
    accused_id: uuid.UUID,
    body: dict[str, Any],
    if_match: int | None,
) -> None:
    """Record the verdict on each charge with its sentence; the accused's result follows from them all (CrPC 245, 265-H).

    A second time corrects the first and needs a reason.
    """
    case = open_case(session, actor, case_id, if_match)
    accused = find_accused(session, case_id, accused_id)
    named = _match(_read_charges(session, accused.id), body["verdicts"], "verdicts")
    _require_all(session, accused, named)
    _require_sentences_fit(body["verdicts"])
    _supersede(session, ChargeVerdict, named)
    for charge, given in zip(named, body["verdicts"], strict=True):
        kept = {name: value for name, value in given.items() if name not in ("act", "section")}
        session.add(ChargeVerdict(id=new_id(), charge_id=charge.id, decided_on=body["decided_on"], **kept))
    record_result(session, actor, case_id, accused.id, _result_of(body), None)
    _note_gravest(session, actor, case, accused, body)
    record(
        session, actor, "verdicts_recorded", f"case:{case_id}", body["reason"], accused_id=accused.id,
        verdicts=[{name: given[name] for name in ("act", "section", "verdict")} for given in body["verdicts"]],
    )  # fmt: skip
    touch(case)


def _note_gravest(session: Session, actor: Actor, case: Case, accused: Accused, body: dict[str, Any]) -> None:
    """Note a sentence of death or for life: the periods of appeal and of suspension depend on it."""
    if body["reason"] is not None:
        retract_facts(session, case, set(_GRAVEST.values()), body["reason"], accused_id=accused.id)
    for name, fact in _GRAVEST.items():
        if any(given[name] for given in body["verdicts"]):
            note_fact(session, actor, case, fact, body["decided_on"], accused_id=accused.id)


def _result_of(body: dict[str, Any]) -> dict[str, Any]:
    """Give the accused's result: the longest term and all fines together."""
    verdicts = body["verdicts"]
    terms = [given["imprisonment_months"] for given in verdicts if given["imprisonment_months"] is not None]
    fines = [given["fine"] for given in verdicts if given["fine"] is not None]
    return {
        "verdict": verdict_of_charges([given["verdict"] for given in verdicts]),
        "decided_on": body["decided_on"],
        "sentence": body["sentence"],
        "imprisonment_months": max(terms, default=None),
        "fine": sum(fines) if fines else None,
        "reason": body["reason"],
    }


def _read_charges(session: Session, accused_id: uuid.UUID) -> list[Charge]:
    live = sa.select(Charge).where(Charge.accused_id == accused_id, Charge.superseded_at.is_(None))
    charges = list(session.scalars(live))
    if not charges:
        raise conflict("not_charged", "This accused has no charge. Set the charges first.")
    return charges


def _match(charges: list[Charge], given: list[dict[str, Any]], field: str) -> list[Charge]:
    """Give the charge of each given section, in their order; refuse a section that is not charged, or is named twice."""
    known = {(charge.act, charge.section): charge for charge in charges}
    found: list[Charge] = []
    wrong: dict[str, list[str]] = {}
    for place, one in enumerate(given):
        charge = known.get((one["act"], normalise_section(one["section"]) or ""))
        if charge is None or charge in found:
            wrong[f"{field}.{place}.section"] = ["The accused is not charged with this, or it is named twice."]
        else:
            found.append(charge)
    if wrong:
        raise invalid("charge_unknown", "Some charges cannot be found. See the marked fields.", fields=wrong)
    return found


def _require_all(session: Session, accused: Accused, named: list[Charge]) -> None:
    missing = [charge for charge in _read_charges(session, accused.id) if charge not in named]
    if missing:
        raise conflict(
            "verdicts_missing", "Give the verdict on each charge.",
            charges=[{"act": charge.act, "section": charge.section} for charge in missing],
        )  # fmt: skip


def _require_sentences_fit(verdicts: list[dict[str, Any]]) -> None:
    names = ("imprisonment_months", "fine", "is_life", "is_death")
    wrong = {
        f"verdicts.{place}.{name}": ["Leave this out, or record a conviction."]
        for place, given in enumerate(verdicts)
        for name in names
        if given["verdict"] != "convicted" and given[name] not in (None, False)
    }
    if wrong:
        raise invalid("sentence_without_conviction", "Only a convicted accused has a sentence.", fields=wrong)


def _supersede(session: Session, model: type[Plea | ChargeVerdict], charges: list[Charge]) -> None:
    session.execute(
        sa.update(model)
        .where(model.charge_id.in_([charge.id for charge in charges]), model.superseded_at.is_(None))
        .values(superseded_at=sa.func.clock_timestamp())
    )


def _plea_of_all(session: Session, case: Case) -> str | None:
    """Give what the accused plead together: nothing until each charge has its plea; all must admit it to be admitted."""
    pleas = session.scalars(
        sa.select(Plea.plea)
        .select_from(Charge)
        .join(Accused, Accused.id == Charge.accused_id)
        .outerjoin(Plea, sa.and_(Plea.charge_id == Charge.id, Plea.superseded_at.is_(None)))
        .where(Accused.case_id == case.id, Charge.superseded_at.is_(None))
    ).all()
    if None in pleas:
        return None
    return "admitted" if set(pleas) == {"admitted"} else "claims_trial"
