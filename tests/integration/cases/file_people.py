"""What the tests of a file's people share: an office, a case, people who are valid by default."""

from __future__ import annotations

import itertools
import uuid
from typing import Any

from services.cases import api
from services.common.actor import Actor
from tests.conftest import database_of, make_actor
from tests.integration.cases.asking import ask
from tests.integration.cases.desk import DISTRICT, assigned, days_ago, registered, sealed

MAY = (
    "cases.read", "cases.register", "cases.recuse", "cases.assign", "cases.protect", "cases.vault", "cases.vault_approve",
    "cases.read_sealed", "cases.export",
)  # fmt: skip
_numbers = itertools.count(1)


def office(*without: str) -> Actor:
    """Make somebody who may do everything with the people of Karachi South's files, but for what is named."""
    return make_actor(*(one for one in MAY if one not in without), districts=(DISTRICT,))


def elsewhere() -> Actor:
    """Make somebody who may do everything in another district."""
    return make_actor(*MAY, districts=("badin",))


def kept_case(*, is_sealed: bool = False, **changes: Any) -> uuid.UUID:
    """Register a case and commit it; its station is one that no other test has."""
    with database_of("cases").transaction() as session:
        case_id = registered(session, **{"police_station": f"People {next(_numbers)}", **changes})
        if is_sealed:
            session.flush()
            sealed(session, case_id)
    return case_id


def on_team(case_id: uuid.UUID) -> Actor:
    """Put a prosecutor on a case's team."""
    member = make_actor("cases.read", "cases.register", districts=(DISTRICT,))
    with database_of("cases").transaction() as session:
        assigned(session, case_id, member.id)
    return member


def new_person(**changes: Any) -> dict[str, Any]:
    """Give a valid witness of fact."""
    return {"kind": "witness", "witness_kind": "fact", "name": "Gul Bano", **changes}


def added(case_id: uuid.UUID, **changes: Any) -> dict[str, Any]:
    """Enter a person and give what is answered."""
    found: dict[str, Any] = ask(api.add_person, office(), path={"case_id": case_id}, body=new_person(**changes))
    return found


def path_of(person: dict[str, Any]) -> dict[str, Any]:
    """Give the path of a person."""
    return {"case_id": person["case_id"], "person_id": person["id"]}


def read(person: dict[str, Any], actor: Actor | None = None) -> dict[str, Any]:
    """Read a person."""
    found: dict[str, Any] = ask(api.read_person, actor or office(), path=path_of(person))
    return found


def new_order(**changes: Any) -> dict[str, Any]:
    """Give a valid order that protects a witness."""
    return {
        "law": "ata_21aa", "order_reference": "ATC-II order of 3 March", "ordered_on": str(days_ago(1)),
        "measures": ["screen", "voice_modulation"], "opener_ids": [str(uuid.uuid4())], **changes,
    }  # fmt: skip
