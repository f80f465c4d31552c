"""Read what the law says of offences and offices: punishments and powers, as they stand on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.models import Case, Charge, Offence, Power
from services.cases.rules.procedure import is_valid
from services.cases.rules.routes import Punishment, Row, gravest, offence_rows
from services.common.actor import Actor
from services.common.errors import forbidden


def read_powers(session: Session, power: str, on: dt.date) -> list[Row]:
    """Read the offices of a route in their order."""
    rows = session.scalars(sa.select(Power).where(Power.power == power).order_by(Power.position)).all()
    return [
        Row(row.office, row.position, row.permission, row.acts, row.most_months, row.is_special_court, row.source)
        for row in rows
        if is_valid(row.valid_from, row.valid_to, on)
    ]


def require_power(actor: Actor, row: Row) -> None:
    """Refuse what is for another office to do."""
    if row.permission not in actor.may:
        raise forbidden(
            "office_not_yours", "This is for another office to decide, or for who records its decision.",
            office=row.office, permission=row.permission,
        )  # fmt: skip


def read_offences(session: Session, sections: Iterable[dict[str, str]], on: dt.date) -> list[list[Offence]]:
    """Read the offences that each of these sections names; none where a section is not recorded."""
    sections = list(sections)
    acts = {section["act"] for section in sections}
    rows = session.scalars(sa.select(Offence).where(Offence.act.in_(acts))).all()
    known = {(row.act, row.section): row for row in rows if is_valid(row.valid_from, row.valid_to, on)}
    return [
        [
            known[section["act"], name]
            for name in offence_rows(section["section"], (code for act, code in known if act == section["act"]))
        ]
        for section in sections
    ]


def gravest_punishment(session: Session, sections: Iterable[dict[str, str]], on: dt.date) -> Punishment | None:
    """Give the gravest punishment of these sections together; None when one is not recorded."""
    found = read_offences(session, sections, on)
    if not all(found):
        return None
    return gravest(
        Punishment(row.most_months, row.is_death, row.is_life, row.is_special_court, row.is_vicarious)
        for rows in found
        for row in rows
    )


def sections_against(session: Session, case: Case, accused_id: Any) -> list[dict[str, str]]:
    """Give what an accused is charged with, or the case's sections before there is a charge."""
    live = sa.select(Charge.act, Charge.section).where(Charge.accused_id == accused_id, Charge.superseded_at.is_(None))
    charges = [{"act": act, "section": section} for act, section in session.execute(live)]
    return charges or case.sections
