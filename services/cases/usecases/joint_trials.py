"""Cases tried together: one incident's FIRs under a leading case, their numbers with suffixes (CrPC 234, 239; ATA 17, 21M).

A juvenile is not tried jointly with an adult (JJSA 2018 s.12). Cases that are not in the reader's sight cannot be joined. Sets off: each
shows the other among its linked cases, until they are parted.
"""

from __future__ import annotations

import uuid
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from services.cases.access import open_case, touch
from services.cases.models import Accused, Case, CaseLink, JointTrial
from services.cases.usecases.today import day_of
from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import conflict, invalid, not_found
from services.common.ids import new_id

_LINK: Final = "joint_trial"


def join_trial(
    session: Session, actor: Actor, case_id: uuid.UUID, body: dict[str, Any], *, if_match: int | None
) -> None:
    """Try a case jointly with a leading one; the leading one stands for itself."""
    leading_id = body["leading_case_id"]
    if leading_id == case_id:
        raise invalid(
            "joined_to_itself", "Choose the other case.", fields={"leading_case_id": ["This is the same case."]}
        )
    first, second = sorted((case_id, leading_id))
    held = {one: open_case(session, actor, one, if_match if one == case_id else None) for one in (first, second)}
    if session.get(JointTrial, case_id) is not None or _has_followers(session, case_id):
        raise conflict("tried_jointly", "This case is tried jointly already. Part it from the others first.")
    if session.get(JointTrial, leading_id) is not None:
        raise conflict("not_leading", "That case is tried under another one. Choose the leading case.")
    _require_no_mixed_ages(session, case_id, leading_id)
    joined_on = day_of(body["joined_on"], "joined_on", not_before=max(case.fir_on for case in held.values()))
    session.add(JointTrial(case_id=case_id, leading_id=leading_id, joined_on=joined_on))
    link = {"id": new_id(), "first_id": first, "second_id": second, "kind": _LINK}
    session.execute(insert(CaseLink).values(link).on_conflict_do_nothing())
    _close(session, actor, held, "trial_joined", body["reason"])


def part_trial(
    session: Session, actor: Actor, case_id: uuid.UUID, body: dict[str, Any], *, if_match: int | None
) -> None:
    """Try a case by itself again."""
    case = open_case(session, actor, case_id, if_match)
    joined = session.get(JointTrial, case_id)
    if joined is None:
        raise not_found("not_tried_jointly", "This case is not tried under another one.")
    first, second = sorted((case_id, joined.leading_id))
    session.execute(
        sa.delete(CaseLink).where(CaseLink.first_id == first, CaseLink.second_id == second, CaseLink.kind == _LINK)
    )
    session.delete(joined)
    _close(session, actor, {case_id: case}, "trial_parted", body["reason"])


def _close(session: Session, actor: Actor, held: dict[uuid.UUID, Case], action: str, reason: str) -> None:
    for case_id, case in held.items():
        touch(case)
        others = [other for other in held if other != case_id]
        detail = {"other_case_id": others[0]} if others else {}
        record(session, actor, action, f"case:{case_id}", reason, **detail)


def _has_followers(session: Session, case_id: uuid.UUID) -> bool:
    return session.scalar(sa.select(JointTrial.case_id).where(JointTrial.leading_id == case_id).limit(1)) is not None


def _require_no_mixed_ages(session: Session, case_id: uuid.UUID, leading_id: uuid.UUID) -> None:
    ages = sa.select(Accused.is_juvenile).where(Accused.case_id.in_((case_id, leading_id))).distinct()
    if len(session.scalars(ages).all()) > 1:
        raise conflict("juvenile_not_jointly", "A juvenile is not tried jointly with an adult (JJSA 2018 s.12).")
