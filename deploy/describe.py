"""`python -m deploy.describe`: writes docs/api.md, docs/events.md and docs/procedure.md from what the services declare.

A guard test compares the files with the declarations, so run this after changing an operation, an event, a listener or a grant.
"""

from __future__ import annotations

import csv
import dataclasses
import importlib
import inspect
import types
import typing
import warnings
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from deploy.describe_procedure import describe_procedure, read_rows
from gateway.accounts.rules.roles import ROLES
from gateway.app import OWN_APIS, SERVICES, load_apis
from gateway.problems import TABLE
from services.common.api import JSON, Api, Operation
from services.common.events import Event
from services.common.run import find_service

ROOT: Final = Path(__file__).resolve().parents[1]
MADE: Final = "Made by `python -m deploy.describe` from the declarations; a guard test keeps it true. Do not edit it."
Grants = Mapping[str, list[str]]
Hearers = Mapping[type[Event], list[str]]


def read_grants(folder: Path = ROOT / "gateway/accounts/grants") -> dict[str, list[str]]:
    """Give the roles that hold each permission, in the roles' own order."""
    found: dict[str, set[str]] = {}
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                found.setdefault(row["permission"], set()).add(row["role"])
    return {permission: sorted(roles, key=ROLES.index) for permission, roles in found.items()}


def list_events(service: str) -> list[type[Event]]:
    """Give the events that a service declares, in the order of their declaration."""
    module = importlib.import_module(f"services.{service}.events")
    return [
        found
        for found in vars(module).values()
        if inspect.isclass(found) and issubclass(found, Event) and found.source == service
    ]


def find_hearers(services: Iterable[str] = SERVICES) -> dict[type[Event], list[str]]:
    """Give the services that hear each event."""
    found: dict[type[Event], list[str]] = {}
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")
        for service in services:
            for listener in find_service(service).listeners().values():
                found.setdefault(listener.event, []).append(service)
    return found


def describe_api(apis: Iterable[Api], grants: Grants) -> str:
    """Write what each service answers, and to whom."""
    lines = [
        "# The HTTP API", "", MADE, "",
        "The whole description with every shape is served at `/api/openapi.json` (OpenAPI 3.1) and, for people, at `/api/docs`.",
        "How errors, pages, versions and repeated requests work is said in [architecture](architecture.md).", "",
        "`If-Match`: the change demands the version that was read. Roles are those that the delivered grants name; an account holds",
        "a role in some districts, and each service decides on its own data which things it shows.", "",
        "## Errors", "", "| kind | status | title |", "|---|---|---|",
        *(f"| `{kind}` | {status} | {title} |" for kind, (status, title) in TABLE.items()),
    ]  # fmt: skip
    for api in apis:
        lines += [
            "",
            f"## {api.service}",
            "",
            "| operation | request | what it does | who may | |",
            "|---|---|---|---|---|",
        ]
        lines += [_describe_operation(operation, grants) for operation in api.operations.values()]
    return "\n".join(lines) + "\n"


def _describe_operation(operation: Operation, grants: Grants) -> str:
    says = operation.says or operation.name.replace("_", " ").capitalize()
    request = f"`{operation.method} /api{operation.plain_path}`"
    return f"| `{operation.name}` | {request} | {says} | {_who_may(operation, grants)} | {'; '.join(_remarks(operation))} |"


def _who_may(operation: Operation, grants: Grants) -> str:
    if operation.public:
        return "anybody"
    if operation.may is None:
        return "whoever is signed in"
    return f"`{operation.may}`: {', '.join(grants.get(operation.may, ['no role']))}"


def _remarks(operation: Operation) -> Iterator[str]:
    if operation.guarded:
        yield "`If-Match`"
    if operation.pages_of is not None:
        yield "pages"
    if operation.audited:
        yield "each read is recorded"
    if operation.media != JSON:
        yield f"`{operation.media}`"
    if operation.also:
        yield f"also {', '.join(operation.also)} by itself"


def describe_events(services: Iterable[str], hearers: Hearers) -> str:
    """Write what each service tells, and who hears it."""
    lines = [
        "# Events",
        "",
        MADE,
        "",
        "The envelope and what the bus guarantees are said in [architecture](architecture.md), section 3.",
    ]
    for service in services:
        lines += ["", f"## {service}"]
        events = list_events(service)
        for event in events:
            lines += ["", *_describe_event(event, hearers.get(event, []))]
        if not events:
            lines += ["", "Tells nothing."]
    return "\n".join(lines) + "\n"


def _describe_event(event: type[Event], heard_by: list[str]) -> Iterator[str]:
    says = " ".join((event.__doc__ or "").partition("\n\n")[0].split())
    who = f"heard by {', '.join(heard_by)}" if heard_by else "heard by live updates only"
    yield f"### `{event.wire_name}`"
    yield ""
    yield f"{says} Version {event.schema_version}, {who}."
    yield ""
    yield "| member | kind | |"
    yield "|---|---|---|"
    hints = typing.get_type_hints(event)
    for member in dataclasses.fields(event):
        has_default = member.default is not dataclasses.MISSING or member.default_factory is not dataclasses.MISSING
        remark = "the thing it is about" if member.name == event.aggregate else "may be missing" if has_default else ""
        yield f"| `{member.name}` | {name_kind(hints[member.name])} | {remark} |"


def name_kind(hint: Any) -> str:
    """Name a member's type in the words of JSON."""
    names = {
        "UUID": "uuid",
        "str": "text",
        "int": "whole number",
        "date": "day",
        "datetime": "instant",
        "bool": "yes or no",
        "NoneType": "nothing",
    }
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return " or ".join(name_kind(argument) for argument in arguments)
    if origin is not None and arguments:
        return (
            f"list of {name_kind(arguments[0])}"
            if origin in (list, tuple)
            else f"{name_kind(arguments[-1])} by {name_kind(arguments[0])}"
        )
    return names.get(getattr(hint, "__name__", ""), str(getattr(hint, "__name__", hint)))


def describe() -> dict[str, str]:
    """Give each file's path with its text."""
    return {
        "docs/api.md": describe_api([*OWN_APIS, *load_apis()], read_grants()),
        "docs/events.md": describe_events(SERVICES, find_hearers()),
        "docs/procedure.md": describe_procedure(
            read_rows("procedure_stages"),
            [row for number in ("", "_2", "_3") for row in read_rows(f"procedure_exits{number}")],
            read_rows("powers"),
            MADE,
        ),
    }


def main() -> None:
    """Write the files."""
    for path, text in describe().items():
        (ROOT / path).write_text(text, encoding="utf-8")
        print(f"{path}: {len(text.splitlines())} lines")


if __name__ == "__main__":
    main()
