"""The higher court sends a case back, and the victim appeals: what was decided stays known, and is decided anew (CrPC 417, 423)."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases import api
from services.cases.models import Appeal, Charge, ChargeVerdict, Plea, Result, Retrial, StepEntry
from services.cases.schemas import routes
from services.cases.schemas.people import Decision
from services.cases.usecases.appeals import record_appeal_result
from services.cases.usecases.convict_appeals import enter_appeal, enter_victim_appeal
from services.cases.usecases.results import decide_case
from services.common.errors import Problem
from services.common.outbox import pending_events
from tests.conftest import database_of, make_actor
from tests.integration.cases.asking import ask, refusal
from tests.integration.cases.bench import ATA, CLERK, accused_of, charged, decided, first_of, judged, pleads, reads
from tests.integration.cases.counting import BEFORE, LAST, WITHIN, figures
from tests.integration.cases.counting import accused as kept_accused
from tests.integration.cases.counting import case as kept_case
from tests.integration.cases.desk import DISTRICT, days_ago, desk, filed, loaded, new_accused, view
from tests.integration.cases.test_people_and_results import resulted

TWO = [new_accused(initials="A.B."), new_accused(initials="C.D.")]


def appealed(
    session: Session, case_id: uuid.UUID, place: int = 0, *, is_victims: bool = False, **more: Any
) -> uuid.UUID:
    """Enter an accused's appeal, or a victim's against the accused's acquittal."""
    enter = enter_victim_appeal if is_victims else enter_appeal
    schema = routes.VictimAppeal if is_victims else routes.ConvictAppeal
    body = loaded(schema, **{"appeal_number": "Cr. A. 3/2026", **more})
    return enter(session, CLERK, case_id, accused_of(session, case_id)[place], body, None)


def sent_back(
    session: Session, case_id: uuid.UUID, appeal_id: uuid.UUID, back_to: str | None = "de_novo", **more: Any
) -> None:
    """Record that the higher court ordered a retrial."""
    body = {"result": "retrial", "decided_on": str(days_ago(0)), **({"back_to": back_to} if back_to else {}), **more}
    record_appeal_result(session, CLERK, case_id, appeal_id, loaded(routes.AppealResult, **body), None)


def refused(step: Any, *args: Any, **more: Any) -> str:
    """Give the code with which something is refused."""
    with pytest.raises(Problem) as problem:
        step(*args, **more)
    return problem.value.code


def convicted(session: Session, **changes: Any) -> uuid.UUID:
    """Bring a case to a conviction of everybody, three days ago."""
    case_id = filed(session, age=9, fir_on=days_ago(20), **changes)
    decided(session, case_id, "convicted", on=3)
    return case_id


def test_a_case_sent_back_is_in_court_again_and_is_decided_anew() -> None:
    """The result stands no more, the case has neither outcome nor day; a second judgment closes it, and both are kept."""
    with desk() as session:
        case_id = convicted(session)
        appeal_id = appealed(session, case_id)
        sent_back(session, case_id, appeal_id)
        trial, case = reads(session, case_id), view(session, case_id)
        assert (trial["stage"], trial["appeals"][0]["state"]) == ("copies_supplied", "retrial")
        assert (case["stage"], case["decided_on"], case["outcome"]) == ("in_court", None, None)
        assert case["accused"][0]["result"] is None
        kept = session.scalars(sa.select(Retrial).where(Retrial.case_id == case_id)).one()
        assert (kept.former_decided_on, kept.former_outcome, kept.back_to) == (days_ago(3), "convicted", "de_novo")
        told = [event["data"] for event in pending_events(session) if event["type"] == "stage_changed"]
        assert told[-1]["stage"] == "copies_supplied"
        decided(session, case_id, "acquitted")
        assert view(session, case_id)["outcome"] == "acquitted"
        verdicts = sa.select(Result.verdict, Result.superseded_at.is_(None)).where(Result.case_id == case_id)
        assert session.execute(verdicts.order_by(Result.id)).all() == [("convicted", False), ("acquitted", True)]


@pytest.mark.parametrize(
    ("back_to", "stage"),
    [
        ("de_novo", "copies_supplied"), ("evidence", "prosecution_evidence"), ("statement", "statement_of_accused"),
        ("arguments", "final_arguments"), ("judgment", "judgment"),
    ],
)  # fmt: skip
def test_the_case_goes_on_where_the_higher_court_says(back_to: str, stage: str) -> None:
    """From the charge on, or from a later stage."""
    with desk() as session:
        case_id = convicted(session)
        sent_back(session, case_id, appealed(session, case_id), back_to)
        assert reads(session, case_id)["stage"] == stage


def test_a_trial_anew_asks_for_the_plea_again_and_a_later_stage_does_not() -> None:
    """Charges stay until the court frames others; verdicts on them are set aside either way."""
    for back_to, pleas in (("de_novo", 0), ("judgment", 1)):
        with desk() as session:
            case_id = filed(session, age=9, fir_on=days_ago(20))
            charged(session, case_id, "302")
            one = first_of(session, case_id)
            pleads(session, case_id, one, "claims_trial", "302")
            judged(session, case_id, one, {"act": "ppc", "section": "302", "verdict": "convicted", "is_life": True})
            decide_case(session, CLERK, case_id, loaded(Decision, decided_on=str(days_ago(0))), if_match=None)
            sent_back(session, case_id, appealed(session, case_id), back_to)
            charges = sa.select(Charge.id).where(Charge.accused_id == one)
            for model, count in ((Plea, pleas), (ChargeVerdict, 0)):
                live = sa.select(model.id).where(model.charge_id.in_(charges), model.superseded_at.is_(None))
                assert len(session.scalars(live).all()) == count
            judged(session, case_id, one, {"act": "ppc", "section": "302", "verdict": "acquitted"})
            assert view(session, case_id)["accused"][0]["result"]["verdict"] == "acquitted"


def test_who_is_not_tried_again_keeps_their_result() -> None:
    """One of two: the case is open until the other is tried; the outcome counts both."""
    with desk() as session:
        case_id = convicted(session, accused=TWO)
        sent_back(session, case_id, appealed(session, case_id))
        results = [one["result"] and one["result"]["verdict"] for one in view(session, case_id)["accused"]]
        assert results == [None, "convicted"]
        resulted(session, case_id, verdict="acquitted", decided_on=str(days_ago(0)))
        decide_case(session, CLERK, case_id, loaded(Decision, decided_on=str(days_ago(0))), if_match=None)
        assert view(session, case_id)["outcome"] == "partly_convicted"


def test_another_accuseds_appeal_is_decided_while_the_case_is_tried_again() -> None:
    """It may be dismissed, or end in a retrial too; the case stays in court."""
    for result in ("dismissed", "retrial"):
        with desk() as session:
            case_id = convicted(session, accused=TWO)
            first, second = appealed(session, case_id), appealed(session, case_id, 1)
            sent_back(session, case_id, first, "evidence")
            if result == "retrial":
                sent_back(session, case_id, second)
            else:
                body = loaded(routes.AppealResult, result=result, decided_on=str(days_ago(0)))
                record_appeal_result(session, CLERK, case_id, second, body, None)
            assert reads(session, case_id)["stage"] == "prosecution_evidence"
            formers = sa.select(Retrial.former_outcome).where(Retrial.case_id == case_id).order_by(Retrial.id)
            assert session.scalars(formers).all() == (["convicted", None] if result == "retrial" else ["convicted"])


def test_a_retrial_says_from_where_on_and_nothing_else_does() -> None:
    """Nor after an appeal for a heavier sentence, nor twice of one result; nothing is changed by a refusal."""
    with desk() as session:
        case_id = convicted(session)
        appeal_id = appealed(session, case_id)
        assert refused(sent_back, session, case_id, appeal_id, None) == "retrial_unclear"
        assert refused(sent_back, session, case_id, appeal_id, result="dismissed") == "retrial_unclear"
        assert refused(sent_back, session, case_id, appeal_id, decided_on=str(days_ago(-1))) == "day_impossible"
        assert reads(session, case_id)["stage"] == "under_appeal"
        session.execute(sa.update(Appeal).where(Appeal.id == appeal_id).values(kind="enhancement"))
        session.expire_all()
        assert refused(sent_back, session, case_id, appeal_id) == "retrial_does_not_fit"


def test_the_first_verdict_stays_a_fact_when_the_second_is_corrected() -> None:
    """It was given, and its periods ran; only the one that was entered wrongly is taken back."""
    with desk() as session:
        case_id = convicted(session, sections=ATA)
        sent_back(session, case_id, appealed(session, case_id))
        resulted(session, case_id, verdict="convicted", decided_on=str(days_ago(1)))
        resulted(session, case_id, verdict="acquitted", decided_on=str(days_ago(0)), reason="Read wrongly")
        starts = {(one["rule_id"], one["started_on"]) for one in view(session, case_id)["clocks"]}
        assert ("APP-ATA-CONV", str(days_ago(3))) in starts
        assert ("APP-ATA-CONV", str(days_ago(1))) not in starts
        assert ("APP-ATA-ACQ", str(days_ago(0))) in starts


def test_a_report_as_of_a_day_before_the_retrial_knows_the_first_decision() -> None:
    """Today the case is pending; as of the last of March it was decided, with its outcome."""
    with desk() as session:
        case_id = kept_case(session, BEFORE, decided_on=WITHIN, outcome="convicted")
        accused_id = kept_accused(session, case_id, verdict="convicted")
        body = loaded(routes.ConvictAppeal, appeal_number="Cr. A. 1/2026", filed_on=str(LAST))
        appeal_id = enter_appeal(session, CLERK, case_id, accused_id, body, None)
        sent_back(session, case_id, appeal_id, "judgment")
        entered = sa.select(StepEntry.recorded_at).where(StepEntry.subject_id == case_id, StepEntry.step == "decided")
        assert session.scalars(entered).one() > dt.datetime(2026, 4, 1, tzinfo=dt.UTC)
        now, then = figures(session, "district")["total"], figures(session, "district", as_of=LAST)["total"]
    names = ("decided", "closing", "case_convicted", "accused_convicted")
    assert [tuple(one[name] for name in names) for one in (now, then)] == [(0, 1, 0, 0), (1, 0, 1, 1)]


def test_a_victims_appeal_against_an_acquittal_brings_the_case_under_appeal() -> None:
    """In a terrorism case within the 30 days of ATA s.25(4A), in another of CrPC s.417(2A); one at a time."""
    murder = [{"act": "ppc", "section": "302"}]
    for sections, rule in ((ATA, "APP-ATA-VICTIM"), (murder, "APP-417-2A")):
        with desk() as session:
            case_id = filed(session, sections=sections)
            decided(session, case_id)
            appealed(session, case_id, is_victims=True)
            trial, clocks = reads(session, case_id), {one["rule_id"]: one for one in view(session, case_id)["clocks"]}
            assert (trial["stage"], trial["appeals"][0]["kind"]) == ("under_appeal", "aggrieved")
            assert trial["appeals"][0]["last_day"] == clocks[rule]["due_on"] == str(days_ago(-30))
            assert clocks[rule]["state"] == "met"
            assert refused(appealed, session, case_id, is_victims=True) == "appeal_open"


def test_a_victim_appeals_against_an_acquittal_alone() -> None:
    """Not before the result, not against a conviction, not on a day to come."""
    with desk() as session:
        open_case, case_id = filed(session), convicted(session)
        acquitted = filed(session)
        decided(session, acquitted)
        assert refused(appealed, session, open_case, is_victims=True) == "result_missing"
        assert refused(appealed, session, case_id, is_victims=True) == "not_acquitted"
        assert refused(appealed, session, acquitted, is_victims=True, filed_on=str(days_ago(-1))) == "day_impossible"


def test_an_acquittal_is_sent_back_on_the_victims_appeal() -> None:
    """As CrPC s.423(1)(a) lets the higher court do."""
    with desk() as session:
        case_id = filed(session)
        decided(session, case_id)
        sent_back(session, case_id, appealed(session, case_id, is_victims=True), "evidence")
        assert reads(session, case_id)["stage"] == "prosecution_evidence"


def test_the_operations_ask_for_their_permission_and_sight() -> None:
    """Who may not record does not; a case out of sight does not exist."""
    with database_of("cases").transaction() as session:
        case_id = filed(session)
        decided(session, case_id)
        path = {"case_id": case_id, "accused_id": first_of(session, case_id)}
    body, may = {"appeal_number": "12"}, ("cases.read", "cases.record")
    reader, elsewhere = make_actor("cases.read", districts=(DISTRICT,)), make_actor(*may, districts=("badin",))
    assert refusal(api.enter_victim_appeal, reader, path=path, body=body).facts["permission"] == "cases.record"
    assert refusal(api.enter_victim_appeal, elsewhere, path=path, body=body).code == "no_such_case"
    me = make_actor(*may, districts=(DISTRICT,))
    assert refusal(api.enter_victim_appeal, me, path=path, body={}).code == "input_invalid"
    trial = ask(api.enter_victim_appeal, me, path=path, body=body)
    where = {"case_id": case_id, "appeal_id": trial["appeals"][0]["id"]}
    back = {"result": "retrial", "back_to": "somewhere", "decided_on": str(days_ago(0))}
    assert refusal(api.record_appeal_result, me, path=where, body=back, if_match="1").code == "input_invalid"
    version = ask(api.read_case, me, path={"case_id": case_id})["version"]
    back = {**back, "back_to": "de_novo"}
    assert ask(api.record_appeal_result, me, path=where, body=back, if_match=str(version))["stage"] == "copies_supplied"
