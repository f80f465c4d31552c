"""What the tests of cause lists share: cases that both services know, lists as courts send them, the worker that reads them."""

from __future__ import annotations

import base64
import csv
import datetime as dt
import io
import uuid
from dataclasses import dataclass, field
from typing import Any

import orjson
import sqlalchemy as sa

from services.cases.models import Case
from services.cases.service import CasesService
from services.common.actor import Actor
from services.common.answering import Equipment, Request, answer
from services.common.api import Operation
from services.common.calling import Caller
from services.scheduling import api
from services.scheduling.service import SchedulingService
from services.scheduling.usecases.known_cases import learn_case, learn_prosecutor
from services.scheduling.workers import cause_lists
from tests.asking import NOWHERE, Asking
from tests.conftest import database_of, make_actor
from tests.integration.cases.connecting import unique_digits
from tests.integration.cases.desk import filed, sealed
from tests.integration.scheduling.factories import DISTRICT, SCHEDULE, make_court, make_prosecutor, next_weekday

LISTS = ("scheduling.cause_lists", *SCHEDULE)
CLERK = make_actor(*LISTS, districts=(DISTRICT,))
CHIEF = make_actor(*LISTS, "scheduling.override", districts=(DISTRICT,))
HEADING = ("S.No", "Case No.", "Title", "Purpose")


class AskingCases(Caller):
    """Asks the real cases service on its own database, without a bus between."""

    def __init__(self, asking: Asking) -> None:
        """Take whose keys sign."""
        super().__init__(NOWHERE, asking.signer("scheduling"), "scheduling")
        self._asking = asking

    def call(self, operation: Operation, *, body: Any = None, **_: Any) -> Any:
        """Ask as scheduling does."""
        signer = self._asking.signer("scheduling")
        request = Request(body=orjson.loads(orjson.dumps(body, default=str)), actor_token=signer.sign_service())
        equipment = Equipment(database_of("cases"), self._asking.verifier, self, signer)
        method = getattr(CasesService, operation.name)
        return orjson.loads(answer(CasesService(), method, operation, request, equipment, transaction=False).body)


_asking = Asking(SchedulingService, AskingCases)
ask, refusal, equipment = _asking.ask, _asking.refusal, _asking.equipment


@dataclass
class Bench:
    """A court whose lists come in, and its day."""

    court_id: uuid.UUID
    day: dt.date = field(default_factory=lambda: next_weekday(2))

    def case(self, *, number: str | None = None, is_sealed: bool = False, **more: Any) -> tuple[uuid.UUID, str]:
        """Bring a case before the court; give it with its number."""
        number = number or f"Spl. Case {unique_digits(6)}/2023"
        with database_of("cases").transaction() as session:
            case_id = filed(session, **more)
            known = {"court_id": more.get("court_id", self.court_id), "court_case_number": number}
            session.execute(sa.update(Case).where(Case.id == case_id).values(known))
            if is_sealed:
                sealed(session, case_id)
        with database_of("scheduling").transaction() as session:
            learn_case(session, case_id, district=DISTRICT, court_id=self.court_id)
        return case_id, number

    def prosecutor(self, case_id: uuid.UUID) -> uuid.UUID:
        """Let a prosecutor stand on a case."""
        with database_of("scheduling").transaction() as session:
            person = make_prosecutor(session)
            learn_prosecutor(session, case_id, person, is_assigned=True, at=dt.datetime.now(dt.UTC))
        return person


def make_bench(**more: Any) -> Bench:
    """Open a court for lists."""
    with database_of("scheduling").transaction() as session:
        return Bench(make_court(session, **more))


def table(*rows: tuple[str, ...], heading: tuple[str, ...] = HEADING, above: str = "") -> bytes:
    """Write a list as CSV."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([heading, *rows])
    return (above + text.getvalue()).encode()


def sent(bench: Bench, content: bytes, *, actor: Actor = CLERK, **more: Any) -> dict[str, Any]:
    """Send a list in."""
    body = {
        "court_id": str(bench.court_id), "listed_on": str(bench.day), "file_name": "list.csv",
        "content_base64": base64.b64encode(content).decode(), **more,
    }  # fmt: skip
    found: dict[str, Any] = ask(api.import_cause_list, actor, body=body).value
    return found


def read(bench: Bench, content: bytes, **more: Any) -> dict[str, Any]:
    """Send a list in, let the worker read it, and read where it stands."""
    kept = sent(bench, content, **more)
    while cause_lists.read_one(equipment()):
        pass
    found: dict[str, Any] = ask(api.read_cause_list_import, more.get("actor", CLERK), import_id=kept["id"]).value
    return found


def rows_of(kept: dict[str, Any]) -> list[dict[str, Any]]:
    """Read a list's first rows."""
    query = {"limit": 200}
    found: list[dict[str, Any]] = ask(api.list_cause_list_rows, CLERK, import_id=kept["id"], query=query).value["items"]
    return found


def preview(kept: dict[str, Any], *, actor: Actor = CLERK, **more: Any) -> dict[str, Any]:
    """Look at what accepting a list would do."""
    found: dict[str, Any] = ask(api.preview_cause_list, actor, import_id=kept["id"], body=more).value
    return found


def accept(kept: dict[str, Any], *, actor: Actor = CLERK, **more: Any) -> dict[str, Any]:
    """Look at a list and accept it as it was looked at."""
    plan = preview(kept, actor=actor, **more)["plan"]
    found: dict[str, Any] = ask(api.accept_cause_list, actor, import_id=kept["id"], body={"plan": plan, **more}).value
    return found


def hearings_on(bench: Bench) -> list[dict[str, Any]]:
    """Give the court's list of its day."""
    path = {"court_id": bench.court_id, "day": bench.day}
    found: list[dict[str, Any]] = ask(api.read_cause_list, CLERK, path=path).value["items"]
    return found
