"""Every service has the same rooms, answers what it declares, and every permission is granted to somebody."""

from __future__ import annotations

import csv
import datetime as dt
import importlib
import inspect
from types import SimpleNamespace
from typing import Any

import pytest
from nameko.extensions import ENTRYPOINT_EXTENSIONS_ATTR

from services.common import overseeing
from services.common.api import Api, Operation
from services.common.entrypoints import Answers, Hears
from services.common.run import find_service
from tests.guards.tree import ROOT, SERVICES

# settings.py too, where a service needs something of its own from the environment.
ROOMS = ("README.md", "service.py", "api.py", "events.py", "seed.py", "rules", "usecases", "migrations")
ROLES = {"clerk", "prosecutor", "supervisor", "prosecutor_general", "trainer", "administrator", "auditor"}


def operations_of(service: str) -> dict[str, Operation]:
    """Give a service's operations."""
    api: Api = importlib.import_module(f"services.{service}.api").api
    return api.operations


def entrypoints_of(service: Any, kind: type) -> dict[str, Any]:
    """Give a service's entrypoints of one kind, by method."""
    return {
        name: entrypoint
        for name, method in inspect.getmembers(service, inspect.isfunction)
        for entrypoint in getattr(method, ENTRYPOINT_EXTENSIONS_ATTR, ())
        if isinstance(entrypoint, kind)
    }


def find_mismatches(operations: dict[str, Operation], answered: dict[str, Answers]) -> list[str]:
    """Give what is declared and not answered, or answered under another name."""
    missing = [f"{name} is not answered" for name in operations if name not in answered]
    return missing + [
        f"{method} answers {answers.operation.name}"
        for method, answers in answered.items()
        if answers.operation is not operations.get(method)
    ]


def read_grants(service: str) -> list[dict[str, str]]:
    """Give the rows of a service's grants."""
    with (ROOT / f"gateway/accounts/grants/{service}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def find_ungranted(operations: dict[str, Operation], granted: set[str]) -> list[str]:
    """Give the operations that nobody may call."""
    return [name for name, operation in operations.items() if operation.may and operation.may not in granted]


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_has_its_rooms(service: str) -> None:
    """Whoever knows one service knows where things are in the next."""
    folder = ROOT / "services" / service
    # A module that outgrows one file becomes a folder of the same name.
    rooms = {entry.name.removesuffix(".py") for entry in folder.iterdir()}
    assert [room for room in ROOMS if room.removesuffix(".py") not in rooms] == []


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_answers_what_it_declares(service: str) -> None:
    """Each operation, and each that every service answers about itself, has the method of its name."""
    declared = operations_of(service) | overseeing.api.operations
    assert find_mismatches(declared, entrypoints_of(find_service(service), Answers)) == []


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_leaves_the_chassis_its_names(service: str) -> None:
    """No service declares an operation of the name of one that every service answers."""
    assert operations_of(service).keys() & overseeing.api.operations.keys() == set()


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_says_what_each_operation_does(service: str) -> None:
    """Each operation has its line for the API's readers."""
    assert [name for name, operation in operations_of(service).items() if not operation.says] == []


@pytest.mark.parametrize("service", SERVICES)
def test_a_listener_is_named_after_its_event(service: str) -> None:
    """The method that hears an event is called `when_` and the event's name: it names a durable queue."""
    heard = entrypoints_of(find_service(service), Hears)
    assert [name for name, hears in heard.items() if name != f"when_{hears.event.wire_name}"] == []


@pytest.mark.parametrize("service", SERVICES)
def test_every_permission_is_granted_from_a_day_and_by_a_source(service: str) -> None:
    """No operation is locked to everybody, no grant names an unknown role, and each has its day and source."""
    rows = read_grants(service)
    assert find_ungranted(operations_of(service), {row["permission"] for row in rows}) == []
    assert {row["role"] for row in rows} <= ROLES
    assert all(dt.date.fromisoformat(row["valid_from"]) and row["source"] for row in rows)


def test_paths_and_names_are_unique_across_services() -> None:
    """No two operations share a name in a service's queue or a method and path in the API."""
    seen = [
        (operation.method, operation.plain_path)
        for service in SERVICES
        for operation in operations_of(service).values()
    ]
    assert sorted(set(seen)) == sorted(seen)


def test_the_guards_see_a_break() -> None:
    """Broken once: an operation that nobody answers, a wrong name, a permission that nobody has."""
    operation = Operation("x", "GET", "/x", may="x.read", names=["read_x"])
    answered: Any = {"read_y": SimpleNamespace(operation=operation)}
    assert find_mismatches({"read_x": operation}, answered) == ["read_x is not answered", "read_y answers read_x"]
    assert find_ungranted({"read_x": operation}, {"y.read"}) == ["read_x"]
