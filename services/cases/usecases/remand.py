"""Remand: orders that keep an accused with the police or in prison, from a day to a day (CrPC 167, 344; ATA 21E).

Before: the arrest. Sets off: the clocks of custody. An order beyond the law's limits is kept only with the note that says why.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import open_undecided, touch
from services.cases.models import Accused, Case, RemandLimit, RemandOrder
from services.cases.rules.courtroom import Limit, Spell, remand_faults
from services.cases.rules.procedure import is_valid
from services.cases.usecases.offences import sections_against
from services.cases.usecases.people import find_accused
from services.cases.usecases.timing import note_fact, refresh_next_due, retract_facts
from services.cases.usecases.today import day_of, day_refused
from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import conflict, invalid, not_found
from services.common.ids import new_id

_FACTS: Final = {"police": "police_remand_granted", "judicial": "judicial_remand_granted"}


def order_remand(  # noqa: PLR0917 - session and actor, the accused in the case, the body, the guard
    session: Session,
    actor: Actor,
    case_id: uuid.UUID,
    accused_id: uuid.UUID,
    body: dict[str, Any],
    if_match: int | None,
) -> uuid.UUID:
    """Record a remand order; refuse one that overlaps another, or that goes beyond the law without a note."""
    case = open_undecided(session, actor, case_id, if_match)
    accused = find_accused(session, case_id, accused_id)
    ordered_on = day_of(body["ordered_on"], "ordered_on", not_before=case.fir_on)
    if body["from_on"] > body["until_on"] - dt.timedelta(days=1):
        raise day_refused("until_on", "Remand ends after the day it begins.")
    spell = Spell(body["from_on"], body["until_on"])
    orders = _read_orders(session, accused)
    if any(one.from_on < spell.until_on and spell.from_on < one.until_on for one in orders):
        raise conflict("remand_overlaps", "The accused is on remand in these days already. Correct that order first.")
    faults = _find_faults(session, case, accused, body["kind"], spell, orders)
    if faults and body["beyond_why"] is None:
        raise invalid(
            "remand_beyond_limit", "This goes beyond what the law allows. Check the days; if the court did order it, say why.",
            fields={"until_on": faults},
        )  # fmt: skip
    order = RemandOrder(
        id=new_id(), case_id=case_id, accused_id=accused.id, **{**body, "ordered_on": ordered_on},
    )  # fmt: skip
    session.add(order)
    note_fact(session, actor, case, _FACTS[body["kind"]], spell.from_on, accused_id=accused.id, given=spell.until_on)
    touch(case)
    refresh_next_due(session, case)
    record(
        session, actor, "remand_ordered", f"case:{case_id}", body["beyond_why"], accused_id=accused.id,
        kind=body["kind"], from_on=spell.from_on, until_on=spell.until_on, remand_id=order.id,
    )  # fmt: skip
    return order.id


def withdraw_remand(  # noqa: PLR0917 - session and actor, the order in its case, the body, the guard
    session: Session, actor: Actor, case_id: uuid.UUID, remand_id: uuid.UUID, body: dict[str, Any], if_match: int | None
) -> None:
    """Take back a remand order that was entered wrongly; the right one is entered anew. Nothing is overwritten."""
    case = open_undecided(session, actor, case_id, if_match)
    order = session.get(RemandOrder, remand_id)
    if order is None or order.case_id != case_id:
        raise not_found("no_such_remand", "There is no such remand order in this case.")
    if order.superseded_at is not None:
        raise conflict("remand_withdrawn", "This order was taken back already.")
    order.superseded_at, order.superseded_why = dt.datetime.now(dt.UTC), body["reason"]
    retract_facts(
        session, case, {_FACTS[order.kind]}, body["reason"], accused_id=order.accused_id, on=order.from_on
    )  # fmt: skip
    touch(case)
    record(session, actor, "remand_withdrawn", f"case:{case_id}", body["reason"], remand_id=remand_id)


def _read_orders(session: Session, accused: Accused) -> list[RemandOrder]:
    live = sa.select(RemandOrder).where(RemandOrder.accused_id == accused.id, RemandOrder.superseded_at.is_(None))
    return list(session.scalars(live))


def _find_faults(  # noqa: PLR0917 - the order, whose it is, and what it is held against
    session: Session, case: Case, accused: Accused, kind: str, spell: Spell, orders: list[RemandOrder]
) -> list[str]:
    law = "terrorism" if case.is_terrorism else "ordinary"
    rows = session.scalars(sa.select(RemandLimit).where(RemandLimit.law == law, RemandLimit.kind == kind))
    sections = {f"{one['act']}:{one['section']}" for one in sections_against(session, case, accused.id)}
    earlier = [Spell(one.from_on, one.until_on) for one in orders if one.kind == kind]
    return [
        fault
        for row in rows
        if is_valid(row.valid_from, row.valid_to, spell.from_on)
        for fault in remand_faults(
            _to_limit(row), spell, earlier, is_woman=accused.gender == "female", sections=sections
        )
    ]


def _to_limit(row: RemandLimit) -> Limit:
    women = None if row.sections_for_women is None else frozenset(row.sections_for_women)
    return Limit(row.least_days, row.most_days, row.most_total, women, row.source)
