"""Scrutiny in its parts: the checklist, the police's answers and disputes, delay weighed, and the memo made of it all."""

from __future__ import annotations

import uuid
from typing import Any

import orjson
import pytest
from sqlalchemy.orm import Session

from services.cases.queries.scrutinising import read_memo, read_scrutiny
from services.cases.schemas.scrutinising import (
    DisputeDecision,
    GivenAnswers,
    MemoView,
    NewDefectAnswer,
    NewDelayJudgment,
    ScrutinyView,
)
from services.cases.schemas.scrutiny import ReportReturn
from services.cases.usecases.scrutinising import answer_defect, answer_questions, decide_dispute, judge_delay
from services.cases.usecases.scrutiny import return_report
from services.common.errors import Problem
from tests.conftest import database_of, make_actor
from tests.integration.cases.desk import days_ago, desk, loaded, new_accused, opined, received, registered, supervisor

ATA = [{"act": "ata", "section": "7"}]
DPP = supervisor()
CLERK = make_actor("cases.receive")


def scrutiny(session: Session, case_id: uuid.UUID, report_id: uuid.UUID) -> dict[str, Any]:
    """Read a scrutiny as it is answered, and hold it against its declared shape."""
    found: dict[str, Any] = orjson.loads(read_scrutiny(session, DPP, case_id, report_id).body)
    assert ScrutinyView().validate(found) == {}
    return found


def asked(session: Session, case_id: uuid.UUID, report_id: uuid.UUID) -> set[str]:
    """Give the questions that are asked of a report."""
    return {one["code"] for one in scrutiny(session, case_id, report_id)["questions"]}


def answered(session: Session, case_id: uuid.UUID, report_id: uuid.UUID, **answers: str) -> None:
    """Answer questions; names with underscores for hyphens."""
    given = [{"code": code.replace("_", "-"), "answer": answer} for code, answer in answers.items()]
    answer_questions(session, DPP, case_id, report_id, loaded(GivenAnswers, answers=given), None)


def returned(session: Session, case_id: uuid.UUID, report_id: uuid.UUID) -> list[uuid.UUID]:
    """Return a report with two defects yesterday, and give them."""
    defects = [{"code": "fir-copy-missing"}, {"code": "lab-report-missing", "note": "Swabs sent"}]
    body = {"defects": defects, "comply_by": str(days_ago(-5)), "returned_on": str(days_ago(1))}
    return_report(session, DPP, case_id, report_id, loaded(ReportReturn, **body), None)
    return [uuid.UUID(one["id"]) for one in scrutiny(session, case_id, report_id)["defects"]]


def police_say(session: Session, case_id: uuid.UUID, defect_id: uuid.UUID, answer: str, **changes: Any) -> None:
    """Record what the police say to a defect."""
    body = loaded(NewDefectAnswer, **{"answer": answer, "says": "It is on page 12.", **changes})
    answer_defect(session, CLERK, case_id, defect_id, body, None)


def decide(session: Session, case_id: uuid.UUID, defect_id: uuid.UUID, decision: str, **changes: Any) -> None:
    """Decide a dispute."""
    body = loaded(DisputeDecision, **{"decision": decision, "reason": "Page 12 was read.", **changes})
    decide_dispute(session, DPP, case_id, defect_id, body, None)


def weighed(session: Session, case_id: uuid.UUID, report_id: uuid.UUID, **changes: Any) -> None:
    """Judge a delay."""
    body = {"is_compelling": True, "asks_for": "postponement", "reasons": "The laboratory's report decides.", **changes}
    judge_delay(session, DPP, case_id, report_id, loaded(NewDelayJudgment, **body), None)


def memo(session: Session, case_id: uuid.UUID, report_id: uuid.UUID, lang: str = "en") -> dict[str, Any]:
    """Read the memo as it is answered."""
    answer = read_memo(session, database_of("cases"), DPP, case_id, report_id, lang)
    found: dict[str, Any] = orjson.loads(answer.body)
    assert MemoView().validate(found) == {}
    return found


def test_a_checklist_fits_its_report_and_its_law() -> None:
    """Bank records are asked of terrorism cases, the reason for closing of cancellations, the delay of interim reports."""
    with desk() as session:
        seen = {}
        for kind, sections in (("final", None), ("final", ATA), ("interim", None), ("cancellation", None)):
            case_id = registered(session, sections=sections) if sections else registered(session)
            seen[kind, bool(sections)] = asked(session, case_id, received(session, case_id, kind=kind))
    assert "form" in set.intersection(*seen.values())
    assert [key for key, codes in seen.items() if "records" in codes] == [("final", True)]
    assert [key for key, codes in seen.items() if "delay-reasons" in codes] == [("interim", False)]
    assert [key for key, codes in seen.items() if "closing-reasons" in codes] == [("cancellation", False)]


def test_answers_are_kept_and_the_last_one_stands() -> None:
    """A question that is not asked of the report is refused by its place; one that is answered points to its defect."""
    with desk() as session:
        case_id = registered(session)
        report_id = received(session, case_id)
        answered(session, case_id, report_id, form="no", fir_copy="yes")
        answered(session, case_id, report_id, form="yes", lab_report="no")
        questions = {one["code"]: one for one in scrutiny(session, case_id, report_id)["questions"]}
        with pytest.raises(Problem) as refused:
            answered(session, case_id, report_id, form="yes", records="no")
    assert {code: one["answer"] for code, one in questions.items() if one["answer"]} == {
        "form": "yes", "fir-copy": "yes", "lab-report": "no",
    }  # fmt: skip
    assert questions["lab-report"]["defect_code"] == "lab-report-missing"
    assert (refused.value.code, set(refused.value.fields or ())) == ("question_unknown", {"answers.1.code"})


def test_the_police_answer_each_defect_and_a_dispute_is_decided() -> None:
    """Removed is the end; disputed waits for a decision; rejected may be answered again; accepted withdraws the defect."""
    with desk() as session:
        case_id = registered(session)
        report_id = received(session, case_id)
        first, second = returned(session, case_id, report_id)
        police_say(session, case_id, first, "removed")
        police_say(session, case_id, second, "disputed")
        states = [one["state"] for one in scrutiny(session, case_id, report_id)["defects"]]
        assert states == ["removed", "disputed"]
        for defect_id in (first, second):
            with pytest.raises(Problem) as refused:
                police_say(session, case_id, defect_id, "disputed")
            assert refused.value.code == "defect_answered"
        decide(session, case_id, second, "rejected")
        police_say(session, case_id, second, "disputed", says="The laboratory lost it.")
        decide(session, case_id, second, "accepted")
        found = scrutiny(session, case_id, report_id)["defects"][1]
        assert found["state"] == "withdrawn"
        assert [one["decision"] for one in found["answers"]] == ["rejected", "accepted"]
        with pytest.raises(Problem) as refused:
            police_say(session, case_id, second, "removed")
        assert refused.value.code == "defect_answered"


def test_a_dispute_is_decided_once_by_the_team_and_not_before_it_was_made() -> None:
    """Nothing disputed, nothing decided; a stranger may not; the days follow one another."""
    with desk() as session:
        case_id, other_id = registered(session), registered(session)
        first, second = returned(session, case_id, received(session, case_id))
        with pytest.raises(Problem) as refused:
            decide(session, case_id, first, "accepted")
        assert refused.value.code == "nothing_disputed"
        with pytest.raises(Problem) as refused:
            police_say(session, case_id, first, "removed", answered_on=str(days_ago(2)))
        assert refused.value.code == "day_impossible"
        police_say(session, case_id, second, "disputed")
        with pytest.raises(Problem) as refused:
            decide(session, case_id, second, "accepted", decided_on=str(days_ago(1)))
        assert refused.value.code == "day_impossible"
        body = loaded(DisputeDecision, decision="accepted", reason="x")
        with pytest.raises(Problem) as refused:
            decide_dispute(session, make_actor("cases.scrutinise"), case_id, second, body, None)
        assert refused.value.code == "not_on_team"
        with pytest.raises(Problem) as refused:
            police_say(session, other_id, second, "removed")
    assert refused.value.code == "no_such_defect"


def test_the_delay_of_an_interim_report_is_weighed() -> None:
    """SCPSA 9(5): compelling asks for time; another judgment replaces the first; a final report has no delay."""
    with desk() as session:
        case_id = registered(session)
        report_id = received(session, case_id, kind="interim", delay_reasons="The laboratory")
        with pytest.raises(Problem) as refused:
            weighed(session, case_id, report_id, asks_for="commencement")
        assert refused.value.code == "delay_contradicts"
        weighed(session, case_id, report_id)
        weighed(session, case_id, report_id, is_compelling=False, asks_for="commencement")
        assert scrutiny(session, case_id, report_id)["delay"]["asks_for"] == "commencement"
        other_id = registered(session)
        with pytest.raises(Problem) as refused:
            weighed(session, other_id, received(session, other_id))
    assert refused.value.code == "report_not_interim"


def test_the_memo_says_what_was_entered_in_both_languages() -> None:
    """The defects with their notes and answers, the questions answered no, the opinions; nobody types it twice."""
    with desk() as session:
        case_id = registered(session, accused=[new_accused(initials="Z.Q.")])
        first_id = received(session, case_id)
        answered(session, case_id, first_id, lab_report="no")
        _, defect_id = returned(session, case_id, first_id)
        police_say(session, case_id, defect_id, "disputed")
        english, urdu = (memo(session, case_id, first_id, lang) for lang in ("en", "ur"))
        second_id = received(session, case_id, received_on=str(days_ago(0)))
        opined(session, case_id, second_id)
        opinions = memo(session, case_id, second_id)["text"]
    assert english["title"] == "Memo of defects, round 1"
    assert "The laboratory's report is missing – Swabs sent [disputed by the police]" in english["text"]
    assert "1. Is the laboratory's report there?" in english["text"]
    assert (urdu["direction"], "کیا لیبارٹری رپورٹ موجود ہے؟" in urdu["text"]) == ("rtl", True)
    assert "Accused 1 (Z.Q.): fit for trial. The recovery and two witnesses agree." in opinions
    assert "1. Is the report complete in its prescribed form?" in opinions


def test_a_report_of_another_case_is_not_there() -> None:
    """Neither its scrutiny nor its memo."""
    with desk() as session:
        case_id, other_id = registered(session), registered(session)
        report_id = received(session, case_id)
        with pytest.raises(Problem) as refused:
            memo(session, other_id, report_id)
        assert refused.value.code == "no_such_report"
        with pytest.raises(Problem) as refused:
            scrutiny(session, other_id, report_id)
    assert refused.value.code == "no_such_report"
