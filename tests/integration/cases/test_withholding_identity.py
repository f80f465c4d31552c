"""After somebody is protected, their name leaves what is superseded, the history and the registers (ATA s.21AA; SWPA 2013)."""

from __future__ import annotations

import base64
import uuid
from types import SimpleNamespace
from typing import Any

import sqlalchemy as sa

from services.cases import api
from services.cases.models import (
    BailApplication,
    DefectAnswer,
    Opinion,
    RegisterImport,
    RegisterWithholding,
    Report,
    ReportDefect,
    Result,
)
from services.cases.workers import exporter
from services.common.actor import Actor
from services.common.ids import new_id
from services.common.tables import audit_entries
from tests.conftest import database_of, make_actor
from tests.integration.cases.asking import ask, refusal
from tests.integration.cases.desk import DISTRICT, days_ago
from tests.integration.cases.file_people import added, elsewhere, kept_case, new_order, office, path_of
from tests.integration.cases.importing import HEADING, cases_of, row, sent, sheet

NAME = "Sassui Khaskheli"


def protected(person: dict[str, Any]) -> dict[str, Any]:
    """Protect somebody."""
    found: dict[str, Any] = ask(
        api.protect_witness, office(), path=path_of(person), body=new_order(), if_match=str(person["version"])
    )
    return found


def withheld(person: dict[str, Any], actor: Actor | None = None) -> dict[str, Any]:
    """Withhold what is left of somebody."""
    found: dict[str, Any] = ask(api.withhold_identity, actor or office(), path=path_of(person))
    return found


def worked() -> None:
    """Let the worker do what waits."""
    equipment: Any = SimpleNamespace(database=database_of("cases"))
    while exporter.step(equipment):
        pass


def kept(*rows: Any) -> None:
    """Keep rows in the order in which they refer to one another."""
    with database_of("cases").transaction() as session:
        for one in rows:
            session.add(one)
            session.flush()


def texts(column: Any, **of: Any) -> set[Any]:
    """Give what a column holds."""
    with database_of("cases").reading() as session:
        return set(session.scalars(sa.select(column).filter_by(**of)))


def accused_of(case_id: uuid.UUID) -> uuid.UUID:
    """Give a case's first accused."""
    return uuid.UUID(ask(api.read_case, office(), path={"case_id": case_id})["accused"][0]["id"])


def opinion(case_id: uuid.UUID, report_id: uuid.UUID, *, is_superseded: bool) -> Opinion:
    """Make an opinion that names her."""
    return Opinion(
        id=new_id(), case_id=case_id, report_id=report_id, accused_id=accused_of(case_id), opinion="fit_for_trial",
        evidential_test="met", public_interest_test="met", reasons=f"As {NAME} says.", given_on=days_ago(0), given_by="x",
        superseded_at=sa.func.now() if is_superseded else None,
    )  # fmt: skip


def scrutinised(case_id: uuid.UUID) -> uuid.UUID:
    """Give a case a report, a defect and what the police said to it, all of which name her."""
    report = Report(
        id=new_id(), case_id=case_id, round=1, kind="final", received_on=days_ago(1), due_on=days_ago(0), state="returned",
        settled_on=days_ago(0), settled_by="x", comply_by=days_ago(-3), delay_reasons=f"{NAME.upper()} was away",
    )  # fmt: skip
    defect = ReportDefect(id=new_id(), report_id=report.id, number=1, code="fir-copy-missing", note=f"ask {NAME}")
    said = DefectAnswer(
        id=new_id(), defect_id=defect.id, number=1, answer="removed", says=f"{NAME} has it", answered_on=days_ago(0),
        recorded_by="x",
    )  # fmt: skip
    kept(report, defect, said)
    return report.id


def test_superseded_opinions_and_results_lose_the_name() -> None:
    """What stands is listed, because a step of its own corrects it; the other words of a text stay."""
    case_id = kept_case()
    report_id = scrutinised(case_id)
    kept(opinion(case_id, report_id, is_superseded=True), opinion(case_id, report_id, is_superseded=False))
    result = {
        "case_id": case_id, "accused_id": accused_of(case_id), "verdict": "convicted", "decided_on": days_ago(0),
        "sentence": f"Fine to {NAME}", "superseded_at": sa.func.now(),
    }  # fmt: skip
    kept(Result(id=new_id(), **result))
    person = added(case_id, name=NAME)
    assert protected(person)["still_named_in"] == [
        "reports.delay_reasons", "opinions.reasons", "report_defects.note", "results.sentence", "defect_answers.says",
    ]  # fmt: skip
    done = withheld(person)
    assert done["withheld"] == {
        "defect_answers.says": 1, "opinions.reasons": 1, "report_defects.note": 1, "reports.delay_reasons": 1,
        "results.sentence": 1,
    }  # fmt: skip
    assert done["still_named_in"] == ["opinions.reasons"]
    assert texts(Opinion.reasons, case_id=case_id) == {"As [withheld] says.", f"As {NAME} says."}
    assert texts(Result.sentence, case_id=case_id) == {"Fine to [withheld]"}
    assert texts(ReportDefect.note, report_id=report_id) == {"ask [withheld]"}
    assert texts(Report.delay_reasons, id=report_id) == {"[withheld] was away"}
    assert withheld(person)["withheld"] == {}


def test_the_history_shows_the_name_no_more_and_its_chain_stays_whole() -> None:
    """A reason named her; the entry itself is as it was, so that the trail can be verified."""
    case_id = kept_case()
    change = {"summary": "Seen by a neighbour", "reason": f"{NAME} (0300-1234567) said so"}
    ask(api.change_case, office(), path={"case_id": case_id}, body=change, if_match="1")
    person = added(case_id, name=NAME, phone="03001234567")
    assert protected(person)["still_named_in"] == ["audit_entries.entry"]
    with database_of("cases").reading() as session:
        mine = sa.select(audit_entries.c.entry).where(audit_entries.c.subject == f"case:{case_id}")
        before = session.scalars(mine.order_by(audit_entries.c.at)).all()
    done = withheld(person)
    assert (done["withheld"], done["still_named_in"]) == ({"audit_entries.entry": 1}, [])
    rows = ask(api.list_case_history, office(), path={"case_id": case_id}, query={"limit": 200})
    changed = next(item for item in rows if item["action"] == "case_changed")
    assert changed["reason"] == "[withheld] ([withheld]) said so"
    assert "Sassui" not in str(rows)
    with database_of("cases").reading() as session:
        assert session.scalars(mine.order_by(audit_entries.c.at)).all()[: len(before)] == before
    assert any(NAME in entry for entry in before)


def test_registers_that_were_sent_in_lose_the_name_with_the_lines_of_the_case() -> None:
    """The line that the case keeps at once, the file once the worker went through it, and once alone however often it was asked."""
    worked()
    heading = [*HEADING, "objection"]
    csv = sheet(
        row(1, "Withheld 1", objection=f"{NAME} absent"), row(2, "Withheld 1", objection="none"), heading=heading
    )
    done = sent({"content_base64": base64.b64encode(csv.encode()).decode()})
    first, second = sorted(cases_of(done["id"]), key=lambda case: case.fir_number)
    person = added(first.id, name=NAME)
    protected(person)
    assert withheld(person)["withheld"] == {"cases.register_line": 1}
    withheld(person)
    worked()
    (content,) = texts(RegisterImport.content, id=uuid.UUID(done["id"]))
    assert bytes(content).decode() == csv.replace(NAME, "[withheld]")
    (kept_as,) = [case.register_line for case in cases_of(done["id"]) if case.id == first.id]
    assert "[withheld] absent" in str(kept_as)
    history = ask(api.list_case_history, office(), path={"case_id": first.id}, query={"limit": 200})
    assert [row["detail"]["file_count"] for row in history if row["action"] == "registers_withheld"] == [1]
    assert second.register_line == next(case.register_line for case in cases_of(done["id"]) if case.id == second.id)


def test_a_suretys_name_leaves_the_bail_that_they_stood_for() -> None:
    """Who stands surety may be protected like a witness."""
    case_id = kept_case()
    bail = {
        "case_id": case_id, "accused_id": accused_of(case_id), "kind": "post_arrest", "applied_on": days_ago(1),
        "state": "refused", "decided_on": days_ago(0), "reasons": f"The surety {NAME} is not solvent",
    }  # fmt: skip
    kept(BailApplication(id=new_id(), **bail))
    person = added(case_id, kind="surety", witness_kind=None, name=NAME)
    assert protected(person)["still_named_in"] == ["bail_applications.reasons"]
    done = withheld(person)
    assert (done["withheld"], done["still_named_in"]) == ({"bail_applications.reasons": 1}, [])
    assert texts(BailApplication.reasons, case_id=case_id) == {"The surety [withheld] is not solvent"}


def test_a_lifted_protection_leaves_the_registers_as_they_are() -> None:
    """The worker finds nobody to withhold any more, and the request is over."""
    opener, person = office(), added(kept_case(), name="Marvi Soomro")
    body = new_order(opener_ids=[opener.id])
    ask(api.protect_witness, office(), path=path_of(person), body=body, if_match="1")
    withheld(person)
    order = {"order_reference": "ATC-II", "ordered_on": str(days_ago(0)), "reason": "The court ended its order"}
    lifting = ask(api.ask_lifting, opener, path=path_of(person), body=order)
    where = {"case_id": person["case_id"], "lifting_id": lifting["id"]}
    ask(api.decide_lifting, office(), path=where, body={"decision": "approved", "reason": "x"})
    worked()
    assert texts(RegisterWithholding.file_count, person_id=uuid.UUID(person["id"])) == {0}


def test_nobody_elses_file_is_touched() -> None:
    """The same words in another case are another person's, or are for its own protection to withhold."""
    case_id, other_id = kept_case(), kept_case()
    scrutinised(case_id)
    other_report = scrutinised(other_id)
    person = added(case_id, name=NAME)
    protected(person)
    withheld(person)
    assert texts(Report.delay_reasons, id=other_report) == {f"{NAME.upper()} was away"}


def test_who_may_not_protect_withholds_nothing() -> None:
    """Nor of somebody unprotected, nor where the case is out of sight."""
    person = added(kept_case(), name=NAME)
    assert refusal(api.withhold_identity, office(), path=path_of(person)).code == "no_such_person"
    protected(person)
    clerk = make_actor("cases.read", "cases.register", districts=(DISTRICT,))
    assert refusal(api.withhold_identity, clerk, path=path_of(person)).facts["permission"] == "cases.protect"
    assert refusal(api.withhold_identity, elsewhere(), path=path_of(person)).code == "no_such_case"
    assert refusal(api.withhold_identity, office(), path={**path_of(person), "person_id": uuid.uuid4()}).code == (
        "no_such_person"
    )
