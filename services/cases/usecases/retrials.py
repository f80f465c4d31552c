"""Try an accused again, because the higher court set the result aside and sent the case back (CrPC s.423(1)(a) and (b)).

Before: an appeal from the result is before the higher court. Sets off: the result stands no more, the case is in court again at the
stage that the court named, and is decided anew once every accused has a result. What was decided before stays: in the superseded result,
in the retrial's row, and in reports as of a day before the retrial was entered.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.models import Appeal, Case, Charge, ChargeVerdict, Plea, Result, Retrial, StepEntry
from services.cases.usecases.procedure import move
from services.cases.usecases.timing import note_fact
from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import conflict
from services.common.ids import new_id

_FROM_THE_CHARGE: Final = "de_novo"
# An appeal for a heavier sentence can have no retrial as its end (CrPC 423(1)(c)).
_SENT_BACK: Final = ("conviction", "acquittal", "aggrieved")


def order_retrial(session: Session, actor: Actor, case: Case, appeal: Appeal, on: dt.date, back_to: str) -> None:  # noqa: PLR0917 - who sends which case back, when and whereto
    """Set an accused's result aside and bring the case back to court. The caller holds the case, and touches it."""
    if appeal.kind not in _SENT_BACK:
        raise conflict("retrial_does_not_fit", "An appeal of this kind does not end in a retrial.", appeal=appeal.kind)
    result = session.get_one(Result, appeal.result_id)
    if result.superseded_at is not None:
        raise conflict(
            "result_set_aside", "The result that this appeal is from stands no more. Record what became of the appeal."
        )
    retrial = Retrial(
        id=new_id(), case_id=case.id, accused_id=appeal.accused_id, appeal_id=appeal.id, result_id=result.id,
        ordered_on=on, back_to=back_to, recorded_by=actor.id, **_former(session, case),
    )  # fmt: skip
    session.add(retrial)
    result.superseded_at = sa.func.clock_timestamp()
    _set_aside(session, appeal, ChargeVerdict)
    if back_to == _FROM_THE_CHARGE:
        _set_aside(session, appeal, Plea)
    with session.no_autoflush:
        # The stage, the day and the outcome go together: the database refuses one without the others.
        case.decided_on, case.outcome = None, None
        move(session, actor, case, "order_retrial", on, kind=back_to)
    session.flush()
    note_fact(session, actor, case, "retrial_ordered", on, accused_id=appeal.accused_id)
    record(
        session, actor, "retrial_ordered", f"case:{case.id}", appeal_id=appeal.id, accused_id=appeal.accused_id,
        back_to=back_to, ordered_on=on,
    )  # fmt: skip


def _set_aside(session: Session, appeal: Appeal, model: type[ChargeVerdict | Plea]) -> None:
    """Let what was said on the accused's charges stand no more."""
    charges = sa.select(Charge.id).where(Charge.accused_id == appeal.accused_id)
    live = sa.update(model).where(model.charge_id.in_(charges), model.superseded_at.is_(None))
    session.execute(live.values(superseded_at=sa.func.clock_timestamp()))


def _former(session: Session, case: Case) -> dict[str, object]:
    """Give the decision that is set aside, if the case is not in court again already."""
    if case.decided_on is None:
        return {}
    entered = sa.select(StepEntry.recorded_at).where(StepEntry.subject_id == case.id, StepEntry.step == "decided")
    return {
        "former_decided_on": case.decided_on,
        "former_outcome": case.outcome,
        "former_recorded_at": session.scalar(entered) or case.registered_at,
    }
