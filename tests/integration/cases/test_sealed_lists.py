"""That a sealed case showed itself in a list, a plan or a report over many cases leaves a trace in it, whichever list it was."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any, Final

import pytest

from services.cases import api
from services.cases.models import Appeal, CourtNumber, Result
from services.cases.schemas.tasks import NewDirection
from services.cases.usecases.directions import give_direction
from services.cases.workers import reporter
from services.common.actor import Actor
from services.common.api import Operation
from services.common.ids import new_id
from tests.conftest import database_of, make_actor
from tests.integration.cases.asking import ask
from tests.integration.cases.counting import FIRST, LAST
from tests.integration.cases.counting import accused as kept_accused
from tests.integration.cases.counting import case as kept_case
from tests.integration.cases.desk import DISTRICT, assigned, days_ago, loaded, registered, sealed, supervisor
from tests.integration.cases.working import in_days, tasked

_MARCH: Final = {"from": str(FIRST), "to": str(LAST)}
_MAY: Final = (
    "cases.read", "cases.report", "cases.returns", "cases.hand_over", "cases.assign", "cases.work", "cases.export",
    "cases.read_sealed", "cases.report_small",
)  # fmt: skip
# Over many cases, and yet no case is named: figures, what one asked for oneself, files whose making left the trace.
NAMES_NONE: Final = {
    "count_found_cases", "count_tasks", "read_delays", "read_endings", "read_performance", "read_clock_rule",
    "list_office_periods", "list_exports", "read_export", "fetch_export", "export_cases", "list_made_reports", "read_made_report", "make_report",
    "fetch_made_report", "read_report_changes", "list_handovers",
}  # fmt: skip
# Traced by tests of their own.
ELSEWHERE: Final = {
    "list_cases", "search_cases", "list_cases_with_gaps", "hand_over", "find_cases_by_numbers", "read_case_titles",
}  # fmt: skip


class Hidden:
    """A sealed case in which something of each kind is to be done, and one that was decided in March; who leads and tries them."""

    def __init__(self) -> None:
        """Make and seal them."""
        self.lead, self.court_id, self.boss = str(new_id()), new_id(), supervisor("*")
        with database_of("cases").transaction() as session:
            self.case_id = registered(session, police_station=f"Hidden {self.court_id}")
            assigned(session, self.case_id, self.lead)
            tasked(session, self.boss, self.case_id)
            body = loaded(NewDirection, says="Produce", addressee="police", due_on=in_days(0))
            give_direction(session, self.boss, self.case_id, body)
            self._appeal(session)
            sealed(session, self.case_id)
            self.tried_id = kept_case(
                session,
                district=DISTRICT,
                decided_on=FIRST,
                sections=[{"act": "ppc", "section": "302"}],
                is_sealed=True,
            )
            kept_accused(session, self.tried_id, verdict="convicted", decided_on=FIRST)
            self.pending_id = kept_case(session, district=DISTRICT, filed_on=FIRST, is_sealed=True)
            for case_id in (self.tried_id, self.pending_id):
                session.add(
                    CourtNumber(
                        id=new_id(), case_id=case_id, position=1, court_id=self.court_id, number="SC 1/2026",
                        reason="filed", since_on=FIRST,
                    )
                )  # fmt: skip

    def _appeal(self, session: Any) -> None:
        accused_id = kept_accused(session, self.case_id, 2)
        result = Result(
            id=new_id(), accused_id=accused_id, case_id=self.case_id, verdict="acquitted", decided_on=days_ago(0)
        )
        session.add(result)
        session.flush()
        session.add(
            Appeal(
                id=new_id(), case_id=self.case_id, accused_id=accused_id, result_id=result.id, kind="acquittal",
                state="recommended", awaits="prosecutor_general", last_day=days_ago(9000),
            )
        )  # fmt: skip


@pytest.fixture(scope="module")
def hidden() -> Hidden:
    """Make the cases once."""
    return Hidden()


def traces(case_id: uuid.UUID, reader: Actor) -> int:
    """Count the traces that a reader left in a case by seeing it in a list."""
    auditor = make_actor("cases.read", "cases.read_sealed")
    rows = ask(api.list_case_history, auditor, path={"case_id": case_id}, query={"limit": 200})
    return [(row["action"], row["actor_id"]) for row in rows].count(("sealed_case_listed", reader.id))


def form(number: str) -> Callable[[Hidden], dict[str, Any]]:
    """Give what a court's return of March is asked with."""
    return lambda hidden: {"query": {**_MARCH, "form": number, "court": str(hidden.court_id)}}


LISTS: Final[list[tuple[Operation, Callable[[Hidden], dict[str, Any]], str]]] = [
    (api.list_tasks, lambda hidden: {"query": {"whose": "managed", "owner": hidden.boss.id}}, "case_id"),
    (api.list_due_directions, lambda _: {"query": {"whose": "all", "limit": 200}}, "case_id"),
    (api.list_due_clocks, lambda hidden: {"query": {"prosecutor": hidden.lead}}, "case_id"),
    (api.list_appeals, lambda _: {"query": {"awaits": "prosecutor_general", "limit": 200}}, "case_id"),
    (api.preview_handover, lambda hidden: {"body": {"from_id": hidden.lead, "to_id": str(new_id())}}, "case_id"),
    (
        api.read_figures,
        lambda hidden: {"query": {**_MARCH, "by": "court", "court": str(hidden.court_id)}},
        "pending_id",
    ),
    (api.list_delayed_cases, lambda _: {"query": {"from": "2020-01-01", "to": "2030-01-01", "limit": 200}}, "case_id"),
    (api.list_ended_cases, lambda _: {"query": _MARCH}, "tried_id"),
    (api.read_court_return, form("16"), "tried_id"),
    (api.read_court_return, form("17"), "pending_id"),
    (api.read_court_return, form("18"), "tried_id"),
]


@pytest.mark.parametrize(("operation", "given", "which"), LISTS, ids=lambda one: getattr(one, "name", None))
def test_each_list_that_shows_a_sealed_case_leaves_a_trace(
    operation: Operation, given: Callable[[Hidden], dict[str, Any]], which: str, hidden: Hidden
) -> None:
    """For the reader who saw it; somebody to whom it does not show leaves none."""
    case_id: uuid.UUID = getattr(hidden, which)
    seer = make_actor(*_MAY, districts=(DISTRICT,))
    blind = make_actor(*(one for one in _MAY if one != "cases.read_sealed"), districts=(DISTRICT,))
    for reader in (seer, blind):
        ask(operation, reader, **given(hidden))
    assert [traces(case_id, reader) for reader in (seer, blind)] == [1, 0]


def test_a_report_that_is_made_as_a_file_leaves_its_traces_when_it_is_made(hidden: Hidden) -> None:
    """For whoever asked for it, not for the reporter."""
    asker = make_actor(*_MAY, districts=(DISTRICT,))
    asked = {**_MARCH, "form": "17", "court": str(hidden.court_id)}
    ask(api.make_report, asker, body={"kind": "return", "asked": asked})
    equipment: Any = type("Equipment", (), {"database": database_of("cases")})()
    while reporter.step(equipment):
        pass
    assert traces(hidden.pending_id, asker) == 1


def test_no_list_over_cases_is_forgotten() -> None:
    """Each operation on many cases is traced here, by a test of its own, or names none; also those to come."""
    over_cases = {
        operation.name
        for operation in api.api.operations.values()
        if "case_id" not in operation.path
        and operation.may
        in {"cases.read", "cases.report", "cases.report_small", "cases.returns", "cases.hand_over", "cases.export"}
    }
    assert over_cases - NAMES_NONE - ELSEWHERE == {operation.name for operation, _, _ in LISTS}
