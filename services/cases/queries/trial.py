"""Reading a case's trial: where it stands, what can follow, what the court and the offices did."""

from __future__ import annotations

import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from services.cases.access import see_case, sight, visible
from services.cases.models import (
    Accused,
    BailApplication,
    Case,
    Charge,
    ChargeVerdict,
    CourtNumber,
    JointTrial,
    Plea,
    RemandOrder,
    StageChange,
)
from services.cases.queries.cases import trace_sealed_read
from services.cases.queries.routes import pick, read_routes
from services.cases.rules.bail import law_of_bail
from services.cases.rules.courtroom import new_over_old, suffixed
from services.cases.rules.procedure import OWN_OPERATIONS
from services.cases.usecases.offences import gravest_punishment, read_offences, sections_against
from services.cases.usecases.procedure import find_stage, read_procedure
from services.cases.usecases.today import today
from services.common.actor import Actor
from services.common.answers import Answer, answer_json
from services.common.database import Database

_BAIL = (
    "id", "kind", "court_id", "application_number", "applied_on", "state", "decided_on", "reasons", "conditions",
    "surety_amount", "surety_count", "cancelled_on", "cancelled_why",
)  # fmt: skip
_REMAND = ("id", "kind", "ordered_on", "from_on", "until_on", "reasons", "beyond_why", "superseded_why")
_CHANGE = ("step", "from_stage", "to_stage", "taken_on", "taken_by", "note")
_NUMBER = ("court_id", "number", "reason", "order_reference", "since_on", "until_on")


def read_trial(session: Session, actor: Actor, case_id: uuid.UUID, *, status: int = 200) -> Answer:
    """Answer a case's trial."""
    see_case(session, actor, case_id)
    return _answer(session, actor, case_id, status)


def read_trial_traced(session: Session, database: Database, actor: Actor, case_id: uuid.UUID) -> Answer:
    """Answer a case's trial; that a sealed one's was read is kept before it is shown."""
    if see_case(session, actor, case_id):
        trace_sealed_read(database, actor, case_id)
    return _answer(session, actor, case_id, 200)


def _answer(session: Session, actor: Actor, case_id: uuid.UUID, status: int) -> Answer:
    session.flush()
    case = session.get_one(Case, case_id)
    numbers = _read_numbers(session, case)
    joint = _read_joint(session, actor, case)
    taken = [one["court_case_number"] for one in joint if one["court_case_number"]]
    leading = next((one["court_case_number"] for one in joint if one["is_leading"]), None)
    view = {
        "case_id": case.id,
        "version": case.version,
        **_read_stage(session, case),
        "court_number": new_over_old([one["number"] for one in numbers]) if numbers else case.court_case_number,
        "numbers": numbers,
        "free_number": suffixed(leading, taken) if leading else None,
        "joint_trial": joint,
        "accused": _read_accused(session, case),
        **read_routes(session, case),
    }
    return answer_json(view, status=status, etag=case.version)


def _read_stage(session: Session, case: Case) -> dict[str, Any]:
    procedure = read_procedure(session, today())
    stage = find_stage(session, procedure, case)
    changes = session.scalars(
        sa.select(StageChange).where(StageChange.case_id == case.id).order_by(StageChange.number)
    ).all()
    return {
        "stage": stage,
        "next_steps": [
            {
                "step": way.step,
                "to_stage": way.to_stage,
                "kinds": sorted(way.kinds),
                "permission": way.permission,
                "operation": OWN_OPERATIONS.get(way.step, "take_step"),
            }
            for way in procedure.exits_of(stage)
        ],
        "stages": [pick(change, _CHANGE) for change in changes],
    }


def _read_numbers(session: Session, case: Case) -> list[dict[str, Any]]:
    rows = sa.select(CourtNumber).where(CourtNumber.case_id == case.id).order_by(CourtNumber.position)
    return [pick(row, _NUMBER) for row in session.scalars(rows)]


def _read_joint(session: Session, actor: Actor, case: Case) -> list[dict[str, Any]]:
    joined = session.get(JointTrial, case.id)
    leading_id = joined.leading_id if joined else case.id
    followers = session.scalars(
        sa.select(JointTrial.case_id).where(JointTrial.leading_id == leading_id).order_by(JointTrial.case_id)
    ).all()
    if not followers:
        return []
    other = aliased(Case)
    seen = {
        row.id: row
        for row in session.execute(
            sa.select(other.id, other.fir_label, other.court_case_number).where(
                other.id.in_([leading_id, *followers]), visible(other)
            ),
            sight(actor),
        )
    }
    return [
        {
            "case_id": one if one in seen else None,
            "fir_label": seen[one].fir_label if one in seen else None,
            "court_case_number": seen[one].court_case_number if one in seen else None,
            "is_leading": one == leading_id,
            "is_restricted": one not in seen,
        }
        for one in (leading_id, *followers)
    ]


def _read_accused(session: Session, case: Case) -> list[dict[str, Any]]:
    people = session.scalars(sa.select(Accused).where(Accused.case_id == case.id).order_by(Accused.number)).all()
    charges, bail, remands = _read_charges(session, case), _read_bail(session, case), _read_remands(session, case)
    return [
        {
            **pick(person, ("id", "number", "initials")),
            "charges": charges.get(person.id, []),
            "bail": bail.get(person.id, []),
            "law_of_bail": _read_law_of_bail(session, case, person),
            "remands": remands.get(person.id, []),
        }
        for person in people
    ]


def _read_law_of_bail(session: Session, case: Case, person: Accused) -> list[dict[str, str]]:
    sections = sections_against(session, case, person.id)
    offences = [row for rows in read_offences(session, sections, today()) for row in rows if not row.is_vicarious]
    notes = law_of_bail(
        gravest_punishment(session, sections, today()), [row.is_bailable for row in offences],
        is_terrorism=case.is_terrorism, is_woman=person.gender == "female", is_juvenile=person.is_juvenile,
        is_confirmed=all(row.are_classes_confirmed for row in offences if row.is_bailable is not None),
    )  # fmt: skip
    return [{"code": note.code, "says": note.says, "source": note.source} for note in notes]


def _read_charges(session: Session, case: Case) -> dict[uuid.UUID, list[dict[str, Any]]]:
    names = ("verdict", "decided_on", "imprisonment_months", "is_life", "is_death", "fine")
    rows = session.execute(
        sa.select(
            Charge.accused_id, Charge.act, Charge.section, Charge.framed_on, Plea.plea, Plea.pleaded_on,
            *(getattr(ChargeVerdict, name) for name in names),
        )
        .join(Accused, Accused.id == Charge.accused_id)
        .outerjoin(Plea, sa.and_(Plea.charge_id == Charge.id, Plea.superseded_at.is_(None)))
        .outerjoin(ChargeVerdict, sa.and_(ChargeVerdict.charge_id == Charge.id, ChargeVerdict.superseded_at.is_(None)))
        .where(Accused.case_id == case.id, Charge.superseded_at.is_(None))
        .order_by(Charge.act, Charge.section)
    )  # fmt: skip
    found: dict[uuid.UUID, list[dict[str, Any]]] = {}
    for row in rows:
        charge = pick(row, ("act", "section", "framed_on", "plea", "pleaded_on", *names))
        found.setdefault(row.accused_id, []).append(charge)
    return found


def _read_bail(session: Session, case: Case) -> dict[uuid.UUID, list[dict[str, Any]]]:
    rows = sa.select(BailApplication).where(BailApplication.case_id == case.id)
    found: dict[uuid.UUID, list[dict[str, Any]]] = {}
    for row in session.scalars(rows.order_by(BailApplication.applied_on, BailApplication.id)):
        found.setdefault(row.accused_id, []).append(pick(row, _BAIL))
    return found


def _read_remands(session: Session, case: Case) -> dict[uuid.UUID, list[dict[str, Any]]]:
    rows = sa.select(RemandOrder).where(RemandOrder.case_id == case.id)
    found: dict[uuid.UUID, list[dict[str, Any]]] = {}
    for row in session.scalars(rows.order_by(RemandOrder.from_on, RemandOrder.id)):
        remand = {**pick(row, _REMAND), "is_withdrawn": row.superseded_at is not None}
        found.setdefault(row.accused_id, []).append(remand)
    return found
