"""What the tests of connected cases share: committed cases of several offices, records in them, and people who read them."""

from __future__ import annotations

import uuid
from typing import Any

from services.cases import api
from services.common.actor import Actor
from tests.conftest import database_of, make_actor
from tests.integration.cases.asking import ask
from tests.integration.cases.desk import registered, sealed

MAY = ("cases.read", "cases.record", "cases.link")


def officer(*districts: str, more: tuple[str, ...] = ()) -> Actor:
    """Make somebody who records and links in these districts."""
    return make_actor(*MAY, *more, districts=districts)


def committed_case(*, is_sealed: bool = False, **changes: Any) -> uuid.UUID:
    """Register a case for good."""
    with database_of("cases").transaction() as session:
        case_id = registered(session, **changes)
        return sealed(session, case_id) if is_sealed else case_id


def added(actor: Actor, case_id: uuid.UUID, kind: str, role: str = "suspect", **said: Any) -> dict[str, Any]:
    """Record a person or thing in a case."""
    body = {"kind": kind, "role": role, **said}
    found: dict[str, Any] = ask(api.add_entity, actor, path={"case_id": case_id}, body=body)
    return found


def graph(actor: Actor, case_id: uuid.UUID) -> dict[str, Any]:
    """Read a case's graph."""
    found: dict[str, Any] = ask(api.read_case_graph, actor, path={"case_id": case_id})
    return found


def unique_digits(count: int) -> str:
    """Give digits that no other test uses."""
    return str(uuid.uuid4().int)[-count:]
