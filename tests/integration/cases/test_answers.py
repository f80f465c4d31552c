"""The operations from signed request to bytes: who may ask each, and a case's whole way through them."""

from __future__ import annotations

import uuid
from types import SimpleNamespace
from typing import Any

import pytest

from services.cases import api
from services.cases.schemas.people import Filing
from services.cases.usecases.filing import file_case
from services.cases.workers import importer
from services.common.actor import Actor
from services.common.api import Operation
from services.common.ids import new_id
from tests.conftest import database_of, make_actor
from tests.integration.cases.asking import OTHERS, ask, give, refusal
from tests.integration.cases.desk import DISTRICT, days_ago, loaded

EVERYTHING = sorted({operation.may for operation in api.api.operations.values() if operation.may})
ANYONE = make_actor(districts=())
ANONYMOUS = make_actor(id="anonymous", districts=())
operations = pytest.mark.parametrize("operation", api.api.operations.values(), ids=lambda operation: operation.name)


def path_of(operation: Operation) -> dict[str, Any]:
    """Give ids of nothing for an operation's path."""
    return {name: new_id() for name in operation.parameters}


# What a service may ask without a person, and how this test's empty question of it is refused.
BY_THEMSELVES = {
    ("read_case_reference", "notifications"): "no_such_case", ("read_case_reference", "documents"): "no_such_case",
    ("find_cases_by_numbers", "scheduling"): "input_invalid", ("read_case_titles", "scheduling"): "input_invalid",
}  # fmt: skip


def office() -> Actor:
    """Make somebody who may do everything in Karachi South."""
    return make_actor(*EVERYTHING, "cases.read_sealed", "cases.report_small", districts=(DISTRICT,))


@operations
def test_every_operation_asks_for_its_permission(operation: Operation) -> None:
    """Who has not signed in may ask nothing; who lacks the permission is told which; all other permissions do not help."""
    assert refusal(operation, ANONYMOUS, path=path_of(operation)).code == "sign_in_first"
    if operation.may is None:
        assert ask(operation, ANYONE, path=path_of(operation))
        return
    others = make_actor(*(permission for permission in EVERYTHING if permission != operation.may))
    refused = refusal(operation, others, path=path_of(operation))
    assert (refused.code, refused.facts["permission"]) == ("permission_missing", operation.may)


@operations
@pytest.mark.parametrize("service", OTHERS[1:])
def test_services_by_themselves_may_ask_for_references_alone(operation: Operation, service: str) -> None:
    """What identifies a case, and what a court's printed list names; everything else they do on somebody's behalf."""
    refused = refusal(operation, Actor(id=f"service:{service}"), path=path_of(operation))
    assert refused.code == BY_THEMSELVES.get((operation.name, service), "service_not_allowed")


@pytest.mark.parametrize(
    "operation", [one for one in api.api.operations.values() if one.parameters], ids=lambda operation: operation.name
)
def test_what_is_not_there_is_not_found_or_refused_by_field(operation: Operation) -> None:
    """An unknown id and an empty body never fail otherwise."""
    refused = refusal(operation, office(), path=path_of(operation), body={} if operation.takes else None, if_match="1")
    assert refused.kind in ("not_found", "invalid")


def filed(case_id: str) -> None:
    """File a case without asking scheduling whether the court is there."""
    with database_of("cases").transaction() as session:
        body = loaded(Filing, court_id=str(new_id()), court_case_number="SC 1")
        file_case(session, make_actor(), uuid.UUID(case_id), body, if_match=None)


def new_body(number: str) -> dict[str, Any]:
    """Give a FIR's input as JSON holds it."""
    return {
        "district": DISTRICT, "police_station": "Whole Way", "fir_number": number, "fir_year": days_ago(9).year,
        "fir_on": str(days_ago(9)), "received_on": str(days_ago(9)), "sections": [{"act": "ppc", "section": "302"}],
        "accused": [{"initials": "A.B.", "custody": {"state": "in_custody", "since_on": str(days_ago(9))}}],
    }  # fmt: skip


class Walk:
    """A case on its way: each step is taken on the version that was read last, and answers the next one."""

    def __init__(self) -> None:
        """Register it."""
        self.me = office()
        self.made = ask(api.register_case, self.me, body=new_body("1"))
        self.path = {"case_id": self.made["id"]}
        self.accused = {**self.path, "accused_id": self.made["accused"][0]["id"]}

    def step(self, operation: Operation, where: dict[str, Any], **body: Any) -> dict[str, Any]:
        """Take a step."""
        version = give(api.read_case, self.me, path=self.path).etag
        found: dict[str, Any] = ask(operation, self.me, path=where, body=body, if_match=version)
        assert found["version"] == int(version or 0) + 1
        return found

    def scrutinise(self) -> None:
        """Receive the report, return it, receive it again, and give an opinion."""
        first = self.step(api.receive_report, self.path, kind="final", received_on=str(days_ago(5)))["reports"][0]
        self.step(
            api.return_report, {**self.path, "report_id": first["id"]}, defects=[{"code": "fir-copy-missing"}],
            comply_by=str(days_ago(3)), returned_on=str(days_ago(4)),
        )  # fmt: skip
        second = self.step(api.receive_report, self.path, kind="final", received_on=str(days_ago(3)))["reports"][1]
        tests = {"evidential_test": "met", "public_interest_test": "met", "reasons": "Agreed."}
        where, accused_id = {**self.path, "report_id": second["id"]}, self.accused["accused_id"]
        self.step(api.give_opinion, where, accused_id=accused_id, opinion="fit_for_trial", **tests)


def test_a_case_goes_its_whole_way_through_the_operations() -> None:
    """From the FIR to the decision, each answer is the case as it stands, and the version is its ETag."""
    walk = Walk()
    me, step, path, accused = walk.me, walk.step, walk.path, walk.accused
    step(api.change_case, path, summary="Corrected", reason="typing error")
    team = step(api.assign_prosecutor, path, prosecutor_id=me.id, role="lead", assigned_on=str(days_ago(8)))["team"]
    walk.scrutinise()
    filed(walk.made["id"])
    step(api.set_charges, accused, charges=[{"act": "ppc", "section": "302"}], framed_on=str(days_ago(0)))
    step(api.change_custody, accused, state="on_bail", since_on=str(days_ago(1)))
    other = ask(api.register_case, me, body=new_body("2"))
    step(api.link_case, path, other_case_id=other["id"], kind="same_incident")
    step(api.seal_case, path, is_sealed=True, reason="Protected witness")
    step(api.record_result, accused, verdict="acquitted", decided_on=str(days_ago(0)))
    step(api.decide_case, path, decided_on=str(days_ago(0)))
    done = step(api.release_prosecutor, {**path, "assignment_id": team[0]["id"]}, reason="Over")
    assert (done["stage"], done["outcome"], done["is_sealed"]) == ("decided", "acquitted", True)
    assert done["id"] in [row["id"] for row in ask(api.list_cases, me, query={"police_station": "PS whole-way"})]
    actions = [row["action"] for row in ask(api.list_case_history, me, path=path)]
    assert (actions[0], actions[-1], actions.count("sealed_case_read")) == ("case_registered", "sealed_case_read", 4)
    assert ask(api.read_case_reference, Actor(id="service:documents"), path=path)["sealed"]


def test_a_register_is_sent_in_and_followed_by_the_operations() -> None:
    """It waits, is listed, and has no faults yet; the performance report answers beside it."""
    me = office()
    taken = ask(
        api.import_register, me, body={"district": DISTRICT, "file_name": "r.csv", "text": "fir\n", "is_dry_run": True}
    )
    path = {"import_id": taken["id"]}
    assert ask(api.read_import, me, path=path)["state"] == "queued"
    assert taken["id"] in [one["id"] for one in ask(api.list_imports, me)]
    assert ask(api.list_import_errors, me, path=path) == []
    assert ask(api.read_performance, me, query={"from": "2026-01-01", "to": "2026-12-31"})["total"]["unexplained"] == 0
    equipment: Any = SimpleNamespace(database=database_of("cases"))
    assert importer.step(equipment)
    assert ask(api.list_import_errors, me, path=path)[-1]["code"] == "column_missing"
