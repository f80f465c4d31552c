"""Which steps fit what stands, as SQL made from the rules: of an exhibit's custody, and under an order on property.

A step of custody that does not fit may be recorded all the same, since entries come late and gaps are named; one of an order may not.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg

from services.cases.models import CustodyEvent, Exhibit, PropertyOrder, PropertyStep
from services.cases.queries.parts import listed
from services.cases.rules.custody_chain_steps import START, STEPS
from services.cases.rules.financing import LAST, list_steps


def _table(name: str, rows: Sequence[tuple[Any, ...]], **columns: Any) -> Any:
    named = [sa.column(column, kind) for column, kind in columns.items()]
    return sa.values(sa.column("place", sa.Integer), *named, name=name, literal_binds=True).data(
        [(place, *row) for place, row in enumerate(rows)]
    )


def next_of_custody() -> Any:
    """Give the steps that fit where an exhibit is by the last step that led anywhere, in the order of the rules."""
    rows = [(step.name, whence) for step in STEPS.values() for whence in sorted(step.begins_at)]
    fit = _table("fit", rows, step=sa.Text, whence=sa.Text)
    led = sa.case({step.name: step.leads_to for step in STEPS.values() if step.leads_to}, value=CustodyEvent.step)
    last = (
        sa.select(led)
        .where(CustodyEvent.exhibit_id == Exhibit.id, CustodyEvent.superseded_at.is_(None), led.is_not(None))
        .order_by(CustodyEvent.happened_on.desc(), CustodyEvent.position.desc())
        .limit(1)
        .correlate(Exhibit)
        .scalar_subquery()
    )
    steps = listed(fit.c.step, fit.c.place).where(fit.c.whence == sa.func.coalesce(last, START))
    return steps.correlate(Exhibit).scalar_subquery().label("next_steps")


def next_of_order() -> Any:
    """Give the steps that may follow under an order on property: `check_step` for all of them at once."""
    fit = _table("fit", list_steps(), kind=sa.Text, step=sa.Text, before=sa.Text, is_repeated=sa.Boolean)
    steps = sa.select(PropertyStep.step).where(PropertyStep.order_id == PropertyOrder.id).correlate(PropertyOrder)
    taken = sa.func.array(steps.scalar_subquery(), type_=pg.ARRAY(sa.Text))
    before = sa.func.string_to_array(fit.c.before, " ", type_=pg.ARRAY(sa.Text))
    ended = sa.func.string_to_array(" ".join(sorted(LAST)), " ", type_=pg.ARRAY(sa.Text))
    may = listed(fit.c.step, fit.c.place).where(
        fit.c.kind == PropertyOrder.kind, taken.contains(before), ~taken.overlap(ended),
        sa.or_(fit.c.is_repeated, fit.c.step != sa.all_(taken)),
    )  # fmt: skip
    return may.correlate(PropertyOrder).scalar_subquery().label("next_steps")
