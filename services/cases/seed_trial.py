"""What a story of the demonstration is made of in court: steps, pleas, remand, bail, a joint trial, an acquittal and its appeal."""

from __future__ import annotations

import sqlalchemy as sa

from services.cases.models import Charge
from services.cases.schemas.procedure import NewStep
from services.cases.schemas.routes import NewAcquittalReport, NewAppeal
from services.cases.schemas.scrutinising import GivenAnswers
from services.cases.schemas.trial import BailOrder, Joining, NewBail, NewPlea, NewRemand
from services.cases.seed_steps import SOUTH, Desk, Step, case_seed_id, day, loaded, person
from services.cases.usecases.appeals import recommend_appeal, report_acquittal
from services.cases.usecases.bail import apply_for_bail, decide_bail
from services.cases.usecases.joint_trials import join_trial
from services.cases.usecases.procedure import take_step
from services.cases.usecases.remand import order_remand
from services.cases.usecases.scrutinising import answer_questions
from services.cases.usecases.trial import record_plea


def goes_on(ago: int, step: str) -> Step:
    """Take a step of the court."""

    def taken(desk: Desk) -> None:
        body = loaded(NewStep, step=step, taken_on=day(ago))
        take_step(desk.session, person("clerk", "cases.record"), desk.case_id, body, if_match=None)

    return taken


def plead(ago: int) -> Step:
    """Let every accused claim trial."""

    def taken(desk: Desk) -> None:
        for accused_id in desk.accused_ids():
            charges = desk.session.execute(
                sa.select(Charge.act, Charge.section).where(
                    Charge.accused_id == accused_id, Charge.superseded_at.is_(None)
                )
            )
            pleas = [{"act": act, "section": section, "plea": "claims_trial"} for act, section in charges]
            body = loaded(NewPlea, pleas=pleas, pleaded_on=day(ago))
            record_plea(desk.session, person("clerk"), desk.case_id, accused_id, body, None)

    return taken


def is_remanded(start: int, end: int, kind: str = "police") -> Step:
    """Remand the first accused from a day until a day, both counted back from today."""

    def taken(desk: Desk) -> None:
        body = loaded(
            NewRemand, kind=kind, ordered_on=day(start), from_on=day(start), until_on=day(end),
            reasons="The weapon is still to be recovered.",
        )  # fmt: skip
        order_remand(desk.session, person("clerk"), desk.case_id, desk.accused_ids()[0], body, None)

    return taken


def asks_for_bail(ago: int, decided: int, decision: str = "refused") -> Step:
    """Apply for bail of the first accused, and decide it."""

    def taken(desk: Desk) -> None:
        clerk = person("clerk")
        body = loaded(NewBail, kind="post_arrest", application_number=f"Bail {desk.story.number}", applied_on=day(ago))
        bail_id = apply_for_bail(desk.session, clerk, desk.case_id, desk.accused_ids()[0], body, None)
        order = loaded(
            BailOrder, decision=decision, decided_on=day(decided), reasons="Named in the FIR, with a part of their own."
        )
        decide_bail(desk.session, clerk, desk.case_id, bail_id, order, None)

    return taken


def joins(station: str, number: str, ago: int) -> Step:
    """Try the case under a leading one of Karachi South, which was made before."""

    def taken(desk: Desk) -> None:
        leading_id = str(case_seed_id(f"case:{SOUTH}:{station}:{number}"))
        body = loaded(Joining, leading_case_id=leading_id, joined_on=day(ago), reason="One incident (ATA s.21M)")
        join_trial(desk.session, person("supervisor"), desk.case_id, body, if_match=None)

    return taken


def checks(**answers: str) -> Step:
    """Answer questions of the checklist on the report under scrutiny; underscores stand for hyphens."""

    def taken(desk: Desk) -> None:
        given = [{"code": code.replace("_", "-"), "answer": answer} for code, answer in answers.items()]
        body = loaded(GivenAnswers, answers=given)
        answer_questions(desk.session, desk.scrutinises(), desk.case_id, desk.report_id(), body, None)

    return taken


def is_appealed(place: int, reported: int, recommended: int) -> Step:
    """Report the acquittal of an accused, by place, and recommend the appeal."""

    def taken(desk: Desk) -> None:
        accused_id = desk.accused_ids()[place]
        office = person("supervisor", "cases.scrutinise", "cases.approve_district", "cases.assign")
        report = loaded(
            NewAcquittalReport, grounds=["witness_hostile"], reported_on=day(reported),
            details="The second witness did not identify the accused in court, as in the identification parade.",
        )  # fmt: skip
        report_acquittal(desk.session, office, desk.case_id, accused_id, report, None)
        reasons = "The recovery of the telephone was proved and not weighed."
        body = loaded(NewAppeal, reasons=reasons, recommended_on=day(recommended))
        recommend_appeal(desk.session, office, desk.case_id, accused_id, body, None)

    return taken
