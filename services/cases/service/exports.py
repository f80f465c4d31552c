"""Files that leave the system: a case as a whole, lists of cases.

A case is gathered by asking the same operations that its reader could ask, one by one: so nothing shows in the file that would not
show on the screen, and each chapter keeps its own safeguards. Who a protected witness is, is no chapter.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

import orjson
from sqlalchemy.orm import Session

from services.cases import api
from services.cases.clients.roster import read_posts
from services.cases.queries import exporting as reading
from services.cases.usecases import exporting
from services.common.answering import Call, authorise
from services.common.answers import Answer, answer_json
from services.common.api import Operation
from services.common.bus import answers
from services.common.errors import Problem

# The chapters of a file, each with the operation that answers it for a case.
CHAPTERS: Final = {
    "persons": "list_persons", "investigation": "read_investigation", "recusals": "list_recusals",
    "facts": "list_facts", "clocks": "list_case_clocks", "exhibits": "list_exhibits",
    "laboratory_requests": "list_laboratory_requests", "entities": "list_entities", "trial": "read_trial",
    "absconders": "list_absconders", "financing": "read_financing",
    "directions": "list_directions", "tasks": "list_case_tasks", "history": "list_case_history",
}  # fmt: skip
# What is asked once for each row of another chapter: operation, that chapter, the path's parameter.
DETAILS: Final = {
    "person_details": ("read_person", "persons", "person_id"),
    "custody_sheets": ("read_custody_sheet", "exhibits", "exhibit_id"),
    "scrutiny": ("read_scrutiny", "reports", "report_id"),
}  # fmt: skip
_MOST_PAGES: Final = 100


class ExportAnswers:
    """Files that leave the system."""

    @answers(api.export_case, transaction=False)
    def export_case(self, call: Call) -> Answer:
        """Ask for a case as a whole; whose accounts stand in it is asked of scheduling first, outside the transaction."""
        case_id, body = call.path["case_id"], call.body
        with call.database.reading() as looking:
            district, account_ids = reading.read_accounts(looking, call.actor, case_id)
        accounts = read_posts(call.caller, call.actor_token, district, account_ids)

        def export(session: Session) -> Answer:
            gathered = {**self._gather(replace(call, session=session)), "accounts": accounts}
            export_id = exporting.export_case(session, call.actor, case_id, gathered, body["form"], body["purpose"])
            return reading.read_export(session, call.actor, export_id, status=202)

        return call.once(export)

    @answers(api.export_cases)
    def export_cases(self, call: Call) -> Answer:
        """Ask for a list of cases."""
        export_id = exporting.export_cases(call.session, call.actor, call.body)
        return reading.read_export(call.session, call.actor, export_id, status=202)

    @answers(api.list_exports)
    def list_exports(self, call: Call) -> Answer:
        """List the files that somebody asked for."""
        return reading.list_exports(call.session, call.actor, call.query)

    @answers(api.read_export)
    def read_export(self, call: Call) -> Answer:
        """Read whether a file is made."""
        return reading.read_export(call.session, call.actor, call.path["export_id"])

    @answers(api.fetch_export)
    def fetch_export(self, call: Call) -> Answer:
        """Fetch a file that was made."""
        return answer_json(exporting.fetch_export(call.session, call.actor, call.path["export_id"]))

    def _gather(self, call: Call) -> dict[str, Any]:
        """Give a case with the chapters that its reader may read, and the names of those they may not."""
        case = self._ask(call, api.read_case)
        chapters: dict[str, Any] = {}
        left_out: list[str] = []
        for chapter, name in CHAPTERS.items():
            self._add(call, chapters, left_out, chapter, name, [{}])
        rows = {"reports": case["reports"], **chapters}
        for chapter, (name, of, parameter) in DETAILS.items():
            wanted = [{parameter: uuid.UUID(row["id"])} for row in rows.get(of, ())]
            self._add(call, chapters, left_out, chapter, name, wanted)
        return {"case": case, "chapters": chapters, "left_out": left_out}

    def _add(  # noqa: PLR0917 - the call, where to, which chapter and by what
        self, call: Call, chapters: dict[str, Any], left_out: list[str], chapter: str, name: str, wanted: list[Any]
    ) -> None:
        operation = api.api.operations[name]
        try:
            authorise(operation, call.actor)
            found = [self._ask(call, operation, **path) for path in wanted]
        except Problem as problem:
            if problem.kind == "not_found":  # this case has none
                chapters[chapter] = []
            elif problem.kind == "forbidden":
                left_out.append(chapter)
            else:
                raise
            return
        chapters[chapter] = found if chapter in DETAILS else found[0]

    def _ask(self, call: Call, operation: Operation, **path: uuid.UUID) -> Any:
        """Ask an operation of the case as its reader would; of a list, all pages."""
        asked = replace(call, path={"case_id": call.path["case_id"], **path}, body=None, if_match=None)
        if operation.pages_of is None:
            query = operation.query().load({}) if operation.query else {}
            return orjson.loads(getattr(self, operation.name)(replace(asked, query=query)).body)
        return [row for page in self._pages(asked, operation) for row in page]

    def _pages(self, asked: Call, operation: Operation) -> Iterator[list[Any]]:
        after: str | None = None
        for _ in range(_MOST_PAGES):
            given = {"limit": "200"} if after is None else {"limit": "200", "after": after}
            query = operation.query().load(given) if operation.query else {}
            answer = getattr(self, operation.name)(replace(asked, query=query))
            yield orjson.loads(answer.body)["items"]
            after = answer.next
            if after is None:
                return
        raise Problem(
            "too_large", "case_too_long", "A chapter of this case is too long for one file. Tell the operators."
        )
