"""The financing behind a case: its checklist, money moved, references, orders on property with their clocks, and lists."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
import sqlalchemy as sa

from services.cases import api
from services.cases.models import Clock
from services.cases.rules.financing import ORDER_KINDS, STEPS, check_step
from services.common.actor import Actor
from tests.conftest import database_of, make_actor
from tests.integration.cases.asking import ask, refusal
from tests.integration.cases.connecting import added, committed_case, officer, unique_digits
from tests.integration.cases.desk import days_ago

ME = officer("karachi-south")
KEEPER = make_actor("cases.keep_lists", districts=())


def read(case_id: uuid.UUID, actor: Actor = ME) -> dict[str, Any]:
    """Read a case's financing."""
    found: dict[str, Any] = ask(api.read_financing, actor, path={"case_id": case_id})
    return found


def put(operation: Any, case_id: uuid.UUID, body: dict[str, Any], **path: Any) -> dict[str, Any]:
    """Take a guarded step on the version that stands."""
    version = str(read(case_id)["version"])
    found: dict[str, Any] = ask(operation, ME, path={"case_id": case_id, **path}, body=body, if_match=version)
    return found


def post(operation: Any, case_id: uuid.UUID, body: dict[str, Any], **path: Any) -> str:
    """Record something and give its id."""
    kept: str = ask(operation, ME, path={"case_id": case_id, **path}, body=body)["id"]
    return kept


def clocks(case_id: uuid.UUID, order_id: str) -> dict[str, tuple[str, str]]:
    """Give the clocks of an order: when each is due, and how it stands."""
    with database_of("cases").reading() as session:
        rows = session.execute(
            sa.select(Clock.rule_id, Clock.due_on, Clock.state).where(
                Clock.case_id == case_id, Clock.order_id == uuid.UUID(order_id)
            )
        ).all()
    return {row.rule_id: (str(row.due_on), row.state) for row in rows}


def frozen(case_id: uuid.UUID, **changes: Any) -> str:
    """Record a freeze."""
    body = {"kind": "freeze", "property": "An account", "order_reference": "SP/ATFU 7", "taken_on": str(days_ago(1))}
    return post(api.add_property_order, case_id, {**body, **changes})


def proscribed(**entry: Any) -> tuple[str, dict[str, Any]]:
    """Load a list of one entry and give its code with what was answered."""
    code = f"list-{uuid.uuid4().hex[:8]}"
    body = {"list_code": code, "list_version": "1", "source": "Notification of a test", "entries": [entry]}
    return code, ask(api.load_proscribed_list, KEEPER, body=body)


def test_a_case_begins_with_the_whole_checklist_open() -> None:
    """Nobody has said anything yet; each item cites its source, in two languages."""
    found = read(committed_case())
    assert (found["is_terror_financing"], found["opened_on"]) == (None, None)
    assert found["open_checks"] == len(found["checks"]) >= 10
    assert all(check["state"] == "open" and check["source"] and check["says_ur"] for check in found["checks"])
    assert found["transfers"] == found["references"] == found["orders"] == []


def test_the_investigation_is_recorded_item_by_item() -> None:
    """What is said last stands; the flag can be corrected; a change that was not seen is refused."""
    case_id = committed_case()
    kept = put(api.set_financing, case_id, {"is_terror_financing": True, "predicate": "ATA s.11H"})
    assert kept["version"] == 2
    put(api.set_financing, case_id, {"is_terror_financing": False, "opened_on": str(days_ago(1))})
    put(api.set_financing_check, case_id, {"state": "done", "done_on": str(days_ago(0))}, code="fmu-consulted")
    put(api.set_financing_check, case_id, {"state": "not_needed", "note": "No border"}, code="foreign-links")
    put(api.set_financing_check, case_id, {"state": "open"}, code="foreign-links")
    found = read(case_id)
    assert (found["is_terror_financing"], found["predicate"], found["opened_on"]) == (False, None, str(days_ago(1)))
    states = {check["code"]: (check["state"], check["done_on"]) for check in found["checks"]}
    assert states["fmu-consulted"] == ("done", str(days_ago(0)))
    assert states["foreign-links"] == ("open", None)
    assert found["open_checks"] == len(states) - 1
    path = {"case_id": case_id, "code": "fmu-consulted"}
    assert (
        refusal(api.set_financing_check, ME, path=path, body={"state": "open"}, if_match="1").code
        == "changed_meanwhile"
    )
    wrong = {"state": "open", "done_on": str(days_ago(0))}
    version = str(found["version"])
    assert refusal(api.set_financing_check, ME, path=path, body=wrong, if_match=version).code == "day_impossible"
    nowhere = {**path, "code": "nothing"}
    assert (
        refusal(api.set_financing_check, ME, path=nowhere, body={"state": "open"}, if_match=version).code
        == "no_such_check"
    )


def test_money_moves_between_records_of_the_case() -> None:
    """Amounts to the paisa; not to a vehicle, not from nowhere to nowhere, not to come."""
    case_id = committed_case()
    account = added(ME, case_id, "account", "owner", bank="SCBL", account_number=unique_digits(12))["id"]
    man = added(ME, case_id, "person", "financier", name="Muhammad Aslam")["id"]
    car = added(ME, case_id, "vehicle", "used_in_offence", registration="AFR-" + unique_digits(5))["id"]
    body = {"made_on": str(days_ago(30)), "amount": "1500000.50", "channel": "hawala"}
    post(api.add_transfer, case_id, {**body, "from_entity_id": man, "to_entity_id": account})
    (moved,) = read(case_id)["transfers"]
    assert (moved["amount"], moved["currency"], moved["from_entity_id"]) == ("1500000.50", "PKR", man)
    for wrong, code in (
        ({}, "transfer_without_ends"), ({"from_entity_id": man, "to_entity_id": man}, "transfer_without_ends"),
        ({"from_entity_id": car}, "not_a_holder"), ({"from_entity_id": man, "amount": "0"}, "amount_not_positive"),
        ({"from_entity_id": str(uuid.uuid4())}, "no_such_entity"),
        ({"from_entity_id": man, "made_on": "2100-01-01"}, "day_impossible"),
        ({"from_entity_id": man, "currency": "rupees"}, "input_invalid"),
    ):  # fmt: skip
        assert refusal(api.add_transfer, ME, path={"case_id": case_id}, body={**body, **wrong}).code == code
    assert len(read(case_id)["transfers"]) == 1


def test_a_reference_is_there_once() -> None:
    """A second one of the same kind and number is a slip."""
    case_id = committed_case()
    body = {"kind": "str", "reference": "STR/2026/77", "dated_on": str(days_ago(3))}
    post(api.add_financing_reference, case_id, body)
    assert (
        refusal(api.add_financing_reference, ME, path={"case_id": case_id}, body=body).code == "reference_already_there"
    )
    post(api.add_financing_reference, case_id, {**body, "kind": "fmu_report"})
    assert [one["kind"] for one in read(case_id)["references"]] == ["str", "fmu_report"]


def test_a_freeze_runs_its_clocks_to_the_forfeiture() -> None:
    """48 hours to report it; 15 days to claim; 30 to appeal: each from its own step, under its own order."""
    case_id = committed_case(fir_on=days_ago(40))
    instant = dt.datetime.now(dt.UTC) - dt.timedelta(hours=20)
    order = frozen(case_id, taken_on=None, taken_at=instant.isoformat())
    other = frozen(case_id, order_reference="SP/ATFU 8")
    assert clocks(case_id, order)["FREEZE-48H"][1] == "running"
    post(api.add_property_step, case_id, {"step": "freeze_reported"}, order_id=order)
    assert clocks(case_id, order)["FREEZE-48H"][1] == "met"
    assert clocks(case_id, other)["FREEZE-48H"][1] == "running"
    post(api.add_property_step, case_id, {"step": "forfeiture_notice_given"}, order_id=order)
    assert clocks(case_id, order)["CLAIM-15"] == (str(days_ago(-15)), "running")
    post(api.add_property_step, case_id, {"step": "forfeiture_claimed"}, order_id=order)
    post(api.add_property_step, case_id, {"step": "forfeiture_ordered"}, order_id=order)
    found = clocks(case_id, order)
    assert (found["CLAIM-15"][1], found["FORF-30"]) == ("met", (str(days_ago(-30)), "running"))
    steps = read(case_id)["orders"][0]["steps"]
    assert [step["step"] for step in steps] == [
        "property_frozen", "freeze_reported", "forfeiture_notice_given", "forfeiture_claimed", "forfeiture_ordered",
    ]  # fmt: skip


def test_an_order_says_which_steps_may_follow() -> None:
    """What is offered is what would be taken, step after step; nothing once the order is settled."""
    case_id = committed_case(fir_on=days_ago(40))
    for kind in ORDER_KINDS:
        order = frozen(case_id, kind=kind, order_reference=f"SP/ATFU {kind}")
        taken: list[str] = []
        while True:
            found = next(one for one in read(case_id)["orders"] if one["id"] == order)
            taken = [step["step"] for step in found["steps"]]
            assert set(found["next_steps"]) == {step for step in STEPS if check_step(kind, step, taken) is None}
            fresh = [step for step in found["next_steps"] if step not in taken]
            if not fresh:
                break
            post(api.add_property_step, case_id, {"step": fresh[0]}, order_id=order)
    assert found["next_steps"] == []


def test_an_attachment_ends_after_180_days_unless_it_is_settled() -> None:
    """Its extension runs anew."""
    case_id = committed_case(fir_on=days_ago(40))
    order = frozen(case_id, kind="attachment", taken_on=str(days_ago(10)))
    assert clocks(case_id, order)["AML-180"] == (str(days_ago(10 - 180)), "running")
    post(api.add_property_step, case_id, {"step": "attachment_extended"}, order_id=order)
    found = clocks(case_id, order)
    assert (found["AML-180"][1], found["AML-180-EXTENDED"]) == ("met", (str(days_ago(-180)), "running"))


def test_an_order_and_its_steps_are_refused_with_what_to_do() -> None:
    """Twice the same order, a step out of turn, days to come or before the order, an order of another case."""
    case_id = committed_case(fir_on=days_ago(9))
    order = frozen(case_id)
    body = {"kind": "freeze", "property": "X", "order_reference": "SP/ATFU 7"}
    assert refusal(api.add_property_order, ME, path={"case_id": case_id}, body=body).code == "order_already_there"
    path = {"case_id": case_id, "order_id": order}
    now = dt.datetime.now(dt.UTC)
    for step, code in (
        ({"step": "forfeiture_claimed"}, "step_not_possible"), ({"step": "attachment_settled"}, "step_not_possible"),
        ({"step": "freeze_reported", "taken_on": str(days_ago(5))}, "day_impossible"),
        ({"step": "freeze_reported", "taken_on": str(days_ago(-1))}, "day_impossible"),
        ({"step": "freeze_reported", "taken_at": (now + dt.timedelta(hours=1)).isoformat()}, "day_impossible"),
        ({"step": "freeze_reported", "taken_at": now.isoformat(), "taken_on": str(days_ago(1))}, "day_impossible"),
    ):  # fmt: skip
        assert refusal(api.add_property_step, ME, path=path, body=step).code == code
    elsewhere = {"case_id": committed_case(), "order_id": order}
    assert refusal(api.add_property_step, ME, path=elsewhere, body={"step": "freeze_reported"}).code == "no_such_order"
    early = {**body, "order_reference": "SP/ATFU 9", "taken_on": str(days_ago(10))}
    assert refusal(api.add_property_order, ME, path={"case_id": case_id}, body=early).code == "day_impossible"


def test_who_may_not_see_the_case_reads_and_records_nothing() -> None:
    """It is not there for them."""
    case_id, outsider = committed_case(), officer("sukkur")
    for operation in (api.read_financing, api.list_proscribed_matches):
        assert refusal(operation, outsider, path={"case_id": case_id}).code == "no_such_case"
    body = {"kind": "str", "reference": "1", "dated_on": str(days_ago(1))}
    assert refusal(api.add_financing_reference, outsider, path={"case_id": case_id}, body=body).code == "no_such_case"


def test_a_persons_name_and_cnic_are_held_against_the_lists() -> None:
    """By CNIC, by a name in another alphabet with the father's; a name alone is shown with fewer points; others are not."""
    case_id, cnic = committed_case(), "4210" + unique_digits(9)
    word = unique_digits(9).translate(str.maketrans("0123456789", "bdfjklmnrz"))
    known = added(ME, case_id, "person", name=f"Ghulam {word}", father_name="Noor", cnic=cnic)
    by_cnic, _ = proscribed(name=f"غلام {word}", cnic=cnic)
    by_father, _ = proscribed(name=f"Gulam {word}", father_name="نور")
    by_name, _ = proscribed(name=f"Ghulam {word}")
    proscribed(name=f"Ghulam {word}", cnic="4210" + unique_digits(9))
    proscribed(name=f"Rustam {word[::-1]}")
    found = ask(api.list_proscribed_matches, ME, path={"case_id": case_id})
    points = {match["list_code"]: match["points"] for match in found["matches"] if match["entity_id"] == known["id"]}
    assert points == {by_cnic: 100, by_father: points[by_father], by_name: points[by_name]}
    assert 100 > points[by_father] >= 70 > points[by_name] > 0
    assert {by_cnic, by_father, by_name} <= {one["list_code"] for one in found["lists"]}


def test_a_new_version_supersedes_the_whole_list() -> None:
    """What is not in it any more matches nothing; the same version twice is refused, and so is one that cannot be read."""
    case_id, cnic = committed_case(), "4210" + unique_digits(9)
    added(ME, case_id, "person", name="Sher Dil", cnic=cnic)
    code, first = proscribed(name="Sher Dil", cnic=cnic)
    assert (first["entry_count"], first["superseded_count"]) == (1, 0)
    codes = {match["list_code"] for match in ask(api.list_proscribed_matches, ME, path={"case_id": case_id})["matches"]}
    assert code in codes
    body = {"list_code": code, "list_version": "2", "source": "x", "entries": [{"name": "Nobody Else"}]}
    assert ask(api.load_proscribed_list, KEEPER, body=body)["superseded_count"] == 1
    codes = {match["list_code"] for match in ask(api.list_proscribed_matches, ME, path={"case_id": case_id})["matches"]}
    assert code not in codes
    assert refusal(api.load_proscribed_list, KEEPER, body=body).code == "list_version_known"
    wrong = {**body, "list_version": "3", "entries": [{"name": "@"}, {"name": "Ali", "cnic": "1"}]}
    refused = refusal(api.load_proscribed_list, KEEPER, body=wrong)
    assert (refused.code, sorted(refused.fields or {})) == ("list_not_readable", ["entries.0.name", "entries.1.cnic"])


@pytest.mark.parametrize("entries", [[], [{"name": "A" * 201}], [{}]])
def test_a_list_of_the_wrong_shape_is_refused(entries: list[dict[str, Any]]) -> None:
    """By its field."""
    body = {"list_code": "x", "list_version": "1", "source": "x", "entries": entries}
    assert refusal(api.load_proscribed_list, KEEPER, body=body).code == "input_invalid"
