"""Steps of custody are recorded, corrected and withdrawn, never changed; an exhibit's end is lawful or refused."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from services.cases import api
from services.cases.models import Appeal, Case, CustodyRule
from services.cases.models.people import Result
from services.common.ids import new_id
from tests.conftest import database_of
from tests.integration.cases.asking import ask, refusal
from tests.integration.cases.desk import view
from tests.integration.cases.exhibiting import RECOVERED, File, nothing, on


def stands(exhibit: dict[str, Any]) -> list[tuple[str, str]]:
    """Give the steps that stand, with their days."""
    return [(step["step"], step["happened_on"]) for step in exhibit["custody"] if step["superseded_at"] is None]


def test_steps_follow_one_another_and_each_is_told_and_kept() -> None:
    """Each step counts the version on, is in the case's history, and goes out without a name or a number of a paper."""
    file = File()
    made = file.enter()
    made = file.record(made, "malkhana_in", 0)
    made = file.record(made, "malkhana_out", 4)
    assert stands(made)[2:] == [("malkhana_in", on(0)), ("malkhana_out", on(4))]
    assert made["version"] == 3
    history = ask(api.list_case_history, file.me, path=file.path)
    recorded = [row["detail"]["step"] for row in history if row["action"] == "custody_recorded"]
    assert recorded == ["seized", "sealed", "malkhana_in", "malkhana_out"]
    with database_of("cases").reading() as session:
        told = session.execute(
            sa.text("SELECT envelope FROM outbox WHERE envelope LIKE :id"), {"id": f"%{made['id']}%"}
        ).scalars().all()  # fmt: skip
    assert sum("custody_recorded" in one for one in told) == 4
    assert not any(word in one for one in told for word in ("112/2026", "M.K.", "Memo", "Moharrar"))


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"happened_on": str(RECOVERED + dt.timedelta(days=400))}, "custody_unreadable", "happened_on"),
        ({"carrier_id": str(nothing())}, "custody_unreadable", "carrier_id"),
        ({"laboratory_request_id": str(nothing())}, "request_unknown", "laboratory_request_id"),
        ({"step": "lost"}, "input_invalid", "step"),
        ({"quantity": "-1"}, "input_invalid", "quantity"),
        ({"road_certificate": "8" * 61}, "input_invalid", "road_certificate"),
    ],
)
def test_a_step_that_cannot_be_is_refused_by_its_field(changes: dict[str, Any], code: str, field: str) -> None:
    """A day to come, nobody of the file, a request of no laboratory, a word that is not in the list."""
    file = File()
    made = file.enter()
    body = {**file.step("malkhana_out", 4), **changes}
    refused = refusal(api.record_custody, file.me, path=file.where(made), body=body, if_match="1")
    assert (refused.code, list(refused.fields or {})) == (code, [field])


def test_a_thing_is_recovered_once_and_a_step_is_taken_on_what_was_read() -> None:
    """A second recovery is a correction; without If-Match, or on an older reading, nothing is recorded."""
    file = File()
    made = file.enter()
    where, again = file.where(made), file.step("seized", 1)
    assert refusal(api.record_custody, file.me, path=where, body=again, if_match="1").code == "already_recovered"
    twice = [file.step("seized", 0), file.step("seized", 1)]
    assert file.refuse(custody=twice).code == "already_recovered"
    step = file.step("malkhana_in", 0)
    assert refusal(api.record_custody, file.me, path=where, body=step).kind == "guard_missing"
    file.record(made, "malkhana_in", 0)
    assert refusal(api.record_custody, file.me, path=where, body=step, if_match="1").code == "changed_meanwhile"


def test_a_correction_supersedes_and_keeps_the_place() -> None:
    """The wrong step stays with who corrected it and why; the right one stands where it stood; it is corrected once."""
    file = File()
    made = file.enter(custody=file.whole())
    wrong = made["custody"][2]
    body = file.step("malkhana_in", 0, register_entry="121/2026", reason="The digits were turned round")
    path = file.where(made, event_id=wrong["id"])
    corrected = ask(api.correct_custody, file.me, path=path, body=body, if_match="1")
    assert [step for step, _ in stands(corrected)] == [step["step"] for step in made["custody"]]
    old, new = (step for step in corrected["custody"] if step["step"] == "malkhana_in")
    assert (old["register_entry"], old["superseded_by"], old["superseded_why"]) == (
        "112/2026", file.me.id, "The digits were turned round",
    )  # fmt: skip
    assert (new["register_entry"], new["corrects_id"], new["superseded_at"]) == ("121/2026", old["id"], None)
    refused = refusal(api.correct_custody, file.me, path=path, body=body, if_match="2")
    assert refused.code == "step_superseded"
    unreasoned = {name: value for name, value in body.items() if name != "reason"}
    refused = refusal(api.correct_custody, file.me, path=path, body=unreasoned, if_match="2")
    assert list(refused.fields or {}) == ["reason"]


def test_the_recovery_itself_can_be_corrected() -> None:
    """The day of recovery was wrong; the exhibit has one recovery as before."""
    file = File()
    made = file.enter()
    path = file.where(made, event_id=made["custody"][0]["id"])
    body = file.step("seized", -1, reason="The memo says the day before")
    corrected = ask(api.correct_custody, file.me, path=path, body=body, if_match="1")
    assert stands(corrected) == [("seized", on(-1)), ("sealed", on(0))]


def test_a_withdrawn_step_stands_no_more() -> None:
    """It belonged to another parcel; another exhibit's step cannot be withdrawn by this one's path."""
    file = File()
    made = file.record(file.enter(), "malkhana_in", 0)
    other = file.enter()
    step_id = made["custody"][-1]["id"]
    body = {"reason": "Of parcel 3"}
    foreign = file.where(other, event_id=step_id)
    assert refusal(api.withdraw_custody, file.me, path=foreign, body=body, if_match="1").code == "no_such_step"
    path = file.where(made, event_id=step_id)
    left = ask(api.withdraw_custody, file.me, path=path, body=body, if_match="2")
    assert [step for step, _ in stands(left)] == ["seized", "sealed"]
    assert refusal(api.withdraw_custody, file.me, path=path, body=body, if_match="3").code == "step_superseded"
    assert len(left["custody"]) == 3


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE custody_events SET happened_on = happened_on - 1 WHERE exhibit_id = :id",
        "UPDATE custody_events SET note = 'x', superseded_at = now(), superseded_by = 'x', superseded_why = 'x'",
        "DELETE FROM custody_events WHERE exhibit_id = :id",
    ],
)
def test_the_database_refuses_to_change_a_step(statement: str) -> None:
    """Neither its day nor its paper, nor the step as a whole; not even while it is superseded."""
    made = File().enter()
    with pytest.raises(DBAPIError, match="superseded, never"), database_of("cases").transaction() as session:
        session.execute(sa.text(statement), {"id": made["id"]} if ":id" in statement else {})


def decided(file: File, days: int) -> None:
    """Make a case decided so many days after the recovery."""
    with database_of("cases").transaction() as session:
        day = RECOVERED + dt.timedelta(days=days)
        values = {"stage": "decided", "decided_on": day, "outcome": "acquitted"}
        session.execute(sa.update(Case).where(Case.id == file.case_id).values(values))


def dispose(file: File, exhibit: dict[str, Any], step: str, days: int, **changes: Any) -> str:
    """Give the code that an end is refused with."""
    body = file.step(step, days, **{"reference": "Order of the court", **changes})
    path, version = file.where(exhibit), str(exhibit["version"])
    return refusal(api.record_custody, file.me, path=path, body=body, if_match=version).code


def appealed(session: Session, file: File) -> None:
    """File an appeal from the case's result."""
    accused_id = view(session, file.case_id)["accused"][0]["id"]
    result = Result(id=new_id(), case_id=file.case_id, accused_id=accused_id, verdict="acquitted", decided_on=RECOVERED)
    session.add(result)
    session.flush()
    session.add(
        Appeal(
            id=new_id(), case_id=file.case_id, accused_id=accused_id, result_id=result.id, kind="acquittal",
            state="filed", filed_on=RECOVERED,
        )
    )  # fmt: skip


def test_an_exhibit_is_destroyed_when_the_law_allows() -> None:
    """Not undecided, not without an order, not while the time for appeal runs or an appeal does; then it is."""
    file = File(fir_on=str(RECOVERED))
    made = file.enter(custody=file.whole())
    assert dispose(file, made, "destroyed", 99) == "case_undecided"
    assert dispose(file, made, "destroyed", 99, reference=None) == "order_missing"
    decided(file, 0)
    assert dispose(file, made, "destroyed", 99) == "appeal_time_running"
    shorter = CustodyRule(rule="kept_for_appeal", valid_from=dt.date(2010, 1, 1), days=30, says="x", source="x")
    with database_of("cases").transaction() as session:
        session.add(shorter)
        appealed(session, file)
    try:
        assert dispose(file, made, "destroyed", 99) == "appeal_pending"
        with database_of("cases").transaction() as session:
            session.execute(
                sa.update(Appeal).where(Appeal.case_id == file.case_id).values(state="dismissed", decided_on=RECOVERED)
            )
        assert dispose(file, made, "destroyed", 30) == "appeal_time_running"
        gone = file.record(made, "destroyed", 31, reference="Order of the court")
    finally:
        with database_of("cases").transaction() as session:
            session.execute(sa.delete(CustodyRule).where(CustodyRule.valid_from == dt.date(2010, 1, 1)))
    assert stands(gone)[-1] == ("destroyed", on(31))


def test_interim_custody_is_given_by_order_alone() -> None:
    """A vehicle goes back to its owner while the trial runs, when the court says so (CrPC 516-A)."""
    file = File()
    made = file.enter(nature="vehicle", custody=file.whole())
    assert dispose(file, made, "handed_back", 20, reference=None) == "order_missing"
    assert stands(file.record(made, "handed_back", 20, reference="Superdari 4"))[-1] == ("handed_back", on(20))
