"""Sanction to prosecute: asked for, received or refused; what is not received within 30 days of the challan is deemed given.

The period is a clock (`SANCTION-30`, ATA s.19(8b)) that begins with the filing; whether it has run out is read from it, nobody types it.
"""

from __future__ import annotations

import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import open_undecided, touch
from services.cases.models import Offence, Sanction
from services.cases.usecases.offences import read_offences
from services.cases.usecases.registration import read_sections
from services.cases.usecases.timing import note_fact, refresh_next_due
from services.cases.usecases.today import day_of, today
from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import conflict, invalid, not_found
from services.common.ids import new_id


def ask_sanction(
    session: Session, actor: Actor, case_id: uuid.UUID, body: dict[str, Any], *, if_match: int | None
) -> uuid.UUID:
    """Record that sanction was asked for an offence that needs one."""
    case = open_undecided(session, actor, case_id, if_match)
    sections, _ = read_sections(session, [{"act": body["act"], "section": body["section"]}], None)
    authority = body["authority"] or _authority_of(session, sections)
    asked_on = day_of(body["asked_on"], "asked_on", not_before=case.fir_on)
    if _is_asked(session, case_id, sections[0]):
        raise conflict("sanction_asked", "Sanction for this offence is asked for and not answered yet.")
    sanction = Sanction(
        id=new_id(), case_id=case_id, authority=authority, asked_on=asked_on, asked_by=actor.id,
        reference=body["reference"], **sections[0],
    )  # fmt: skip
    session.add(sanction)
    touch(case)
    record(
        session, actor, "sanction_asked", f"case:{case_id}", sanction_id=sanction.id, authority=authority,
        asked_on=asked_on, **sections[0],
    )  # fmt: skip
    return sanction.id


def answer_sanction(  # noqa: PLR0917 - session and actor, the sanction in its case, the body, the guard
    session: Session,
    actor: Actor,
    case_id: uuid.UUID,
    sanction_id: uuid.UUID,
    body: dict[str, Any],
    if_match: int | None,
) -> None:
    """Record the authority's answer."""
    case = open_undecided(session, actor, case_id, if_match)
    sanction = session.get(Sanction, sanction_id)
    if sanction is None or sanction.case_id != case_id:
        raise not_found("no_such_sanction", "There is no such sanction in this case.")
    if sanction.received_on is not None or sanction.refused_on is not None:
        raise conflict("sanction_answered", "This sanction has its answer already.")
    answered_on = day_of(body["answered_on"], "answered_on", not_before=sanction.asked_on)
    sanction.answer_note = body["note"]
    if body["is_given"]:
        sanction.received_on = answered_on
        note_fact(session, actor, case, "sanction_received", answered_on)
    else:
        sanction.refused_on = answered_on
    touch(case)
    refresh_next_due(session, case)
    record(
        session, actor, "sanction_received" if body["is_given"] else "sanction_refused", f"case:{case_id}",
        body["note"], sanction_id=sanction_id, answered_on=answered_on,
    )  # fmt: skip


def _authority_of(session: Session, sections: list[dict[str, str]]) -> str:
    rows: list[Offence] = [row for found in read_offences(session, sections, today()) for row in found]
    authority = next((row.sanction_by for row in rows if row.sanction_by), None)
    if authority is None:
        raise invalid(
            "authority_missing", "The law's table names no authority for this offence. Say who gives the sanction.",
            fields={"authority": ["Write the authority, such as government."]},
        )  # fmt: skip
    return authority


def _is_asked(session: Session, case_id: uuid.UUID, section: dict[str, str]) -> bool:
    waiting = sa.select(Sanction.id).where(
        Sanction.case_id == case_id, Sanction.act == section["act"], Sanction.section == section["section"],
        Sanction.received_on.is_(None), Sanction.refused_on.is_(None),
    )  # fmt: skip
    return session.scalar(waiting) is not None
