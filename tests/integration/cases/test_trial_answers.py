"""The operations of trials, routes and scrutiny from signed request to bytes: a case from its report to its appeal."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
import sqlalchemy as sa

from services.cases import api
from services.cases.models import Case
from services.cases.schemas.trial import Transfer
from services.cases.usecases.numbers import transfer_case
from services.common.actor import Actor
from services.common.api import Operation
from services.common.ids import new_id
from tests.conftest import database_of, make_actor
from tests.integration.cases.asking import ask, give, refusal
from tests.integration.cases.desk import DISTRICT, days_ago, filed, loaded, received, registered

EVERYTHING = sorted({operation.may for operation in api.api.operations.values() if operation.may})
POWERS = ("cases.approve_district", "cases.approve_province", "cases.record_government")


def office(*more: str) -> Actor:
    """Make somebody who may do everything in Karachi South."""
    return make_actor(*EVERYTHING, *POWERS, *more, districts=(DISTRICT,))


class Walk:
    """A case on its way: each step on the version that was read last."""

    def __init__(self, case_id: uuid.UUID) -> None:
        """Take the case."""
        self.me = office()
        self.path: dict[str, Any] = {"case_id": case_id}
        self.trial = ask(api.read_trial, self.me, path=self.path)
        self.accused = {**self.path, "accused_id": self.trial["accused"][0]["id"]}

    def step(self, operation: Operation, where: dict[str, Any], **body: Any) -> dict[str, Any]:
        """Take a step on the newest version; without one a guarded step is refused."""
        version = give(api.read_trial, self.me, path=self.path).etag
        if operation.guarded:
            assert refusal(operation, self.me, path=where, body=body).code == "if_match_missing"
            assert refusal(operation, self.me, path=where, body=body, if_match="9999").kind == "moved_on"
        found: dict[str, Any] = ask(operation, self.me, path=where, body=body, if_match=version)
        assert found["version"] > int(version or 0)
        return found

    def also(self, operation: Operation, where: dict[str, Any], **body: Any) -> None:
        """Take a step that answers the case instead."""
        version = give(api.read_trial, self.me, path=self.path).etag
        ask(operation, self.me, path=where, body=body, if_match=version)

    def last(self, part: str, name: str, *, of_accused: bool = False) -> dict[str, Any]:
        """Give the path of the last row of a part, its id under a name."""
        trial = ask(api.read_trial, self.me, path=self.path)
        rows = trial["accused"][0][part] if of_accused else trial[part]
        return {**self.path, name: rows[-1]["id"]}


def committed(**changes: Any) -> uuid.UUID:
    """Bring a case to court in a transaction of its own."""
    with database_of("cases").transaction() as session:
        return filed(session, **changes)


CHARGE = {"act": "ppc", "section": "302"}


def goes_to_court(walk: Walk) -> None:
    """Cognizance, copies, a remand that is taken back, bail that is cancelled."""
    for name in ("take_cognizance", "supply_copies"):
        walk.step(api.take_step, walk.path, step=name)
    days = {"from_on": str(days_ago(1)), "until_on": str(days_ago(0))}
    walk.step(api.order_remand, walk.accused, kind="police", reasons="Search", **days)
    walk.step(api.withdraw_remand, walk.last("remands", "remand_id", of_accused=True), reason="Wrong day")
    walk.step(api.apply_for_bail, walk.accused, kind="post_arrest")
    bail = walk.last("bail", "bail_id", of_accused=True)
    walk.step(api.decide_bail, bail, decision="granted", reasons="Further inquiry", surety_amount="50000")
    walk.step(api.cancel_bail, bail, reason="Absent")


def is_tried(walk: Walk) -> None:
    """Charge, plea, evidence, verdict, decision."""
    walk.also(api.set_charges, walk.accused, charges=[CHARGE], framed_on=str(days_ago(0)))
    walk.step(api.record_plea, walk.accused, pleas=[{**CHARGE, "plea": "claims_trial"}])
    for name in ("close_prosecution_evidence", "take_statements_alone", "close_arguments"):
        walk.step(api.take_step, walk.path, step=name)
    verdicts = [{**CHARGE, "verdict": "acquitted"}]
    walk.step(api.record_verdicts, walk.accused, verdicts=verdicts, decided_on=str(days_ago(0)))
    walk.also(api.decide_case, walk.path, decided_on=str(days_ago(0)))


def test_a_trial_goes_its_whole_way_through_the_operations() -> None:
    """From cognizance to the acquittal, its report, and the appeal from office to office to the higher court."""
    walk = Walk(committed())
    step, path, accused = walk.step, walk.path, walk.accused
    goes_to_court(walk)
    is_tried(walk)
    step(api.report_acquittal, accused, grounds=["custody_chain_broken"], details="No road certificate.")
    step(api.recommend_appeal, accused, reasons="The certificate was on file.")
    appeal = walk.last("appeals", "appeal_id")
    waiting = ask(api.list_appeals, walk.me, query={"awaits": "prosecutor_general", "limit": 200})
    assert str(path["case_id"]) in [row["case_id"] for row in waiting]
    for _ in range(3):
        step(api.decide_appeal_step, appeal, is_for=True, reasons="Agreed")
    assert step(api.file_appeal, appeal, appeal_number="Cr. Acq. A. 7/2026")["stage"] == "under_appeal"
    done = step(api.record_appeal_result, appeal, result="allowed", decided_on=str(days_ago(0)))
    assert (done["stage"], done["appeals"][0]["state"]) == ("appeal_decided", "allowed")
    actions = {row["action"] for row in ask(api.list_case_history, walk.me, path=path, query={"limit": 200})}
    assert actions >= {
        "step_taken", "remand_ordered", "bail_decided", "plea_recorded", "verdicts_recorded", "appeal_filed",
    }  # fmt: skip


def test_withdrawal_sanction_and_joint_trial_go_through_the_operations() -> None:
    """Each answers the trial as it stands."""
    walk, other = Walk(committed(sections=[{"act": "ppc", "section": "379"}])), committed()
    step, path = walk.step, walk.path
    step(api.propose_withdrawal, walk.accused, reasons="Disproved")
    withdrawal = walk.last("withdrawals", "withdrawal_id")
    step(api.decide_withdrawal, withdrawal, is_approved=True, note="Agreed")
    assert step(api.record_consent, withdrawal, is_consented=True)["withdrawals"][0]["effect"] == "discharge"
    step(api.ask_sanction, path, act="explosives", section="4")
    step(api.answer_sanction, walk.last("sanctions", "sanction_id"), is_given=True)
    assert len(step(api.join_trial, path, leading_case_id=str(other), reason="One incident")["joint_trial"]) == 2
    assert step(api.part_trial, path, reason="Separated")["joint_trial"] == []


def test_a_wrong_section_is_marked_where_it_was_written() -> None:
    """Sanction is asked for one section: what cannot be read of it is said beside its own field."""
    walk = Walk(committed(sections=[{"act": "ppc", "section": "379"}]))
    version = give(api.read_trial, walk.me, path=walk.path).etag
    for field, body in (
        ("section", {"act": "explosives", "section": "four"}),
        ("act", {"act": "unheard", "section": "4"}),
    ):
        refused = refusal(api.ask_sanction, walk.me, path=walk.path, body=body, if_match=version)
        assert (refused.code, list(refused.fields or {})) == ("sections_unknown", [field])


def test_scrutiny_goes_through_the_operations() -> None:
    """The checklist, the delay, the defects and the memo; of a sealed case each read leaves its trace."""
    me = office("cases.read_sealed")
    with database_of("cases").transaction() as session:
        case_id = registered(session)
        report_id = received(session, case_id, kind="interim")
    path = {"case_id": case_id, "report_id": report_id}

    def version() -> str | None:
        return give(api.read_scrutiny, me, path=path).etag

    answers = [{"code": "delay-reasons", "answer": "no"}]
    found = ask(api.answer_questions, me, path=path, body={"answers": answers}, if_match=version())
    assert [one["answer"] for one in found["questions"] if one["answer"]] == ["no"]
    delay = {"is_compelling": False, "asks_for": "commencement", "reasons": "Nothing is awaited."}
    assert ask(api.judge_delay, me, path=path, body=delay, if_match=version())["delay"]["asks_for"] == "commencement"
    back = {"defects": [{"code": "fir-copy-missing"}], "comply_by": str(days_ago(-3))}
    ask(api.return_report, me, path=path, body=back, if_match=version())
    defect = {"case_id": case_id, "defect_id": ask(api.read_scrutiny, me, path=path)["defects"][0]["id"]}
    ask(api.answer_defect, me, path=defect, body={"answer": "disputed", "says": "It is there."})
    body = {"decision": "accepted", "reason": "It is there."}
    assert ask(api.decide_dispute, me, path=defect, body=body, if_match=version())["defects"][0]["state"] == "withdrawn"
    with database_of("cases").transaction() as session:
        session.execute(sa.update(Case).where(Case.id == case_id).values(is_sealed=True))
    assert ask(api.read_memo, me, path=path, query={"lang": "ur"})["title"] == "یادداشت نقائص، مرحلہ \u20681\u2069"
    ask(api.read_trial, me, path={"case_id": case_id})
    history = [row["action"] for row in ask(api.list_case_history, me, path={"case_id": case_id}, query={"limit": 200})]
    assert history.count("sealed_case_read") == 3


READS = ("read_trial", "read_scrutiny", "read_memo")


@pytest.mark.parametrize("name", READS)
def test_a_sealed_case_and_a_foreign_one_do_not_exist_for_others(name: str) -> None:
    """Neither its trial, nor its scrutiny, nor its memo; the refusal is that of a case that is not there."""
    with database_of("cases").transaction() as session:
        sealed_id, seen_id = registered(session), registered(session)
        reports = {one: received(session, one) for one in (sealed_id, seen_id)}
        session.execute(sa.update(Case).where(Case.id == sealed_id).values(is_sealed=True))
    operation = api.api.operations[name]
    here, elsewhere = (
        make_actor("cases.read", districts=(DISTRICT,)),
        make_actor("cases.read", districts=("jacobabad",)),
    )
    for actor, case_id in ((here, sealed_id), (elsewhere, seen_id), (here, new_id())):
        where = {"case_id": case_id, "report_id": reports.get(case_id, new_id())}
        path = {part: where[part] for part in operation.parameters}
        assert refusal(operation, actor, path=path).code == "no_such_case"


@pytest.mark.parametrize("name", ["list_stages", "list_exits", "list_powers", "list_offences"])
def test_the_law_is_read_by_everybody_page_by_page(name: str) -> None:
    """All rows come, each once, however small the pages are."""
    operation, me = api.api.operations[name], make_actor(districts=())
    whole = ask(operation, me, query={"limit": 200})
    paged: list[Any] = []
    query: dict[str, Any] = {"limit": 7}
    while True:
        paged += ask(operation, me, query=query)
        after = give(operation, me, query=query).next
        if after is None:
            break
        query["after"] = after
    assert paged == whole
    assert len(whole) >= 9


def test_offences_are_listed_by_act() -> None:
    """Of one act where it is named."""
    rows = ask(api.list_offences, make_actor(districts=()), query={"act": "ata", "limit": 200})
    assert {row["act"] for row in rows} == {"ata"}


def test_a_transferred_case_is_read_with_its_numbers() -> None:
    """Whether the court is there is scheduling's to say; the rest is one transaction."""
    walk = Walk(committed())
    body = loaded(Transfer, court_id=str(new_id()), court_case_number="SC 9/2026", order_reference="SHC order 7")
    with database_of("cases").transaction() as session:
        transfer_case(session, make_actor(), walk.path["case_id"], body, if_match=None)
    assert ask(api.read_trial, walk.me, path=walk.path)["court_number"] == "SC 9/2026 / (SC 1/2026)"
