"""Every operation of the document, asked by every role: no failure of our own, and no answer that breaks its description.

Ids of things that are there are put into reads. Changes get ids of things made here, since other journeys need the rest.
"""

from __future__ import annotations

import re
import time
import uuid
from dataclasses import dataclass, field
from typing import Any, Final

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from deploy.demo.client import Person, RefusedError
from deploy.demo.world import World
from gateway.accounts.api import create_token, read_me, revoke_token
from gateway.app import OWN_APIS, load_apis
from gateway.openapi import build_document
from tests.hiring import hire_prosecutor
from tests.journeys.test_first_steps import register

LEFT_OUT: Final = {
    "logout": "it would end the token that asks",
    "listen": "a stream stays open; tests/integration/gateway/test_live.py reads it",
    "add_template": "made-up texts would reach the messages that other journeys read",
}
ONLY: Final = {
    "set_my_preferences": ("auditor", "trainer"),  # made-up choices would keep messages from the others
    "login": ("auditor",),  # who asks is not looked at, and an address may try so often only
}
CONDUCTING: Final = ("prosecutor_id", "to_id", "owner_id", "hand_over_to")
CHECKED: Final = [
    not_a_server_error, checks.status_code_conformance, checks.content_type_conformance,
    checks.response_headers_conformance, checks.response_schema_conformance,
]  # fmt: skip
DECLARED: Final = [operation for api in (*OWN_APIS, *load_apis()) for operation in api.operations.values()]
DOCUMENT: Final = build_document(DECLARED, "http://gateway", "session")


def _read(result: Any) -> Any:
    return result.ok()


OPERATIONS: Final[dict[str, Any]] = {
    found.definition.raw["operationId"]: found
    for found in map(_read, schemathesis.openapi.from_dict(DOCUMENT).get_all_operations())
    if found.definition.raw["operationId"] not in LEFT_OUT
}
ONE_OF: Final = {
    match[1]: match[2] for path in DOCUMENT["paths"] if (match := re.match(r"(.*)/\{(\w+_id)\}(?:/.*)?$", path))
}
RUNS: Final = settings(
    max_examples=4, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


@dataclass
class Sight:
    """Who asks, and the ids of things: `seen` are there to be read, `made` were made here and may be changed."""

    people: dict[str, Person]
    may: dict[str, frozenset[str]]
    seen: dict[str, Any] = field(default_factory=dict)
    made: dict[str, Any] = field(default_factory=dict)

    def aim(self, case: Any) -> None:
        """Put ids into a generated request, so that it meets something."""
        known = self.seen if case.operation.method.upper() == "GET" else self.made
        for values in (case.path_parameters, case.query, case.body):
            if isinstance(values, dict):
                values.update({name: known[name] for name in values if name in known})

    def ask(self, case: Any, login: str) -> Any:
        """Send a request as somebody, waiting when told to; give the answer."""
        person = self.people[login]
        while True:
            answer = case.call(person.address, headers={"Authorization": f"Bearer {person.token}"}, timeout=30)
            if answer.status_code != 429:
                break
            time.sleep(float(answer.headers["retry-after"][0]))
        if answer.status_code in (200, 201) and "json" in answer.headers.get("content-type", [""])[0]:
            self.learn(case.operation.path, answer.json(), made=answer.status_code == 201)
        return answer

    def learn(self, path: str, body: Any, *, made: bool) -> None:
        """Take the ids out of an answer."""
        items = body.get("items", [body]) if isinstance(body, dict) else []
        for item in items if isinstance(items, list) else []:
            named = {name: value for name, value in item.items() if name.endswith("_id") and isinstance(value, str)}
            if path in ONE_OF and "id" in item:
                named[ONE_OF[path]] = item["id"]
                if made:
                    self.made[ONE_OF[path]] = item["id"]
            self.seen.update(named)


@pytest.fixture(scope="module")
def sight(world: World) -> Sight:
    """Give everybody's view, with the ids that the plain lists show."""
    people = world.people
    may = {login: frozenset(person.call(read_me)["may"]) for login, person in people.items()}
    found = Sight(people, may)
    for login in ("auditor", "admin", "trainer", "prosecutor-general"):
        for path, item in DOCUMENT["paths"].items():
            permission = item.get("get", {}).get("x-permission")
            if path in ONE_OF and "get" in item and "{" not in path and (not permission or permission in may[login]):
                found.learn(path, people[login].ask("GET", path).body, made=False)
    found.made["case_id"] = register(world)["id"]
    prosecutor = hire_prosecutor(people["admin"], f"schema-{uuid.uuid4().hex[:8]}")
    found.made |= dict.fromkeys(CONDUCTING, prosecutor) | {"prosecutor_ids": [prosecutor], "opener_ids": [prosecutor]}
    return found


def test_the_served_document_is_the_declared_one(world: World) -> None:
    """What is tested here is what the gateway serves."""
    served = world.people["clerk"].ask("GET", "/api/openapi.json").body

    assert {name: served[name] for name in ("paths", "components")} == {
        name: DOCUMENT[name] for name in ("paths", "components")
    }


@pytest.mark.parametrize("name", OPERATIONS)
def test_right_requests_are_answered_as_described(sight: Sight, name: str) -> None:
    """Whoever asks gets an answer of the document; a role without the permission gets 403 and nothing else."""
    operation = OPERATIONS[name]
    permission = operation.definition.raw.get("x-permission")

    @RUNS
    @given(case=operation.as_strategy())
    def ask_all(case: Any) -> None:
        sight.aim(case)
        for login in ONLY.get(name, tuple(sight.people)):
            answer = sight.ask(case, login)
            case.validate_response(answer, checks=CHECKED)
            if permission is not None and permission not in sight.may[login]:
                assert answer.status_code == 403, f"{login}: {answer.status_code} {answer.text}"

    ask_all()


@pytest.mark.parametrize("name", OPERATIONS)
def test_wrong_requests_are_refused_as_described(sight: Sight, name: str) -> None:
    """Requests that break the document are answered as it says, by somebody who may: never by a failure of our own."""
    operation = OPERATIONS[name]
    permission = operation.definition.raw.get("x-permission")
    login = next(
        login for login in ONLY.get(name, tuple(sight.people)) if permission is None or permission in sight.may[login]
    )

    @RUNS
    @given(case=operation.as_strategy(generation_mode=GenerationMode.NEGATIVE))
    def ask_one(case: Any) -> None:
        sight.aim(case)
        case.validate_response(sight.ask(case, login), checks=CHECKED)

    try:
        ask_one()
    except Unsatisfiable:
        pytest.skip("takes nothing that could be wrong")


def test_strangers_are_refused_everywhere(sight: Sight) -> None:
    """Nobody, a made-up token, one with a changed letter and one that was taken back: 401 from all that is not public."""
    clerk = sight.people["clerk"]
    taken_back = clerk.call(create_token, {"name": "to be taken back", "days": 1})
    clerk.call(revoke_token, token_id=taken_back["id"])
    changed = clerk.token[:-1] + ("A" if clerk.token[-1] != "A" else "B")
    for token in ("", "cmms_" + "a" * 43, changed, taken_back["token"]):
        stranger = Person(clerk.address, "stranger", "", patience=30, token=token)
        for operation in DECLARED:
            if not operation.public:
                path = re.sub(r"\{\w+\}", "0198f3a0-0000-7000-8000-000000000001", operation.plain_path)
                with pytest.raises(RefusedError) as refused:
                    stranger.ask(operation.method, f"/api{path}", {} if operation.takes else None)
                assert (operation.name, refused.value.status) == (operation.name, 401)
