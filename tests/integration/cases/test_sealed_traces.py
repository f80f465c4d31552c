"""That a sealed case showed itself leaves a trace, also in lists and to other services."""

from __future__ import annotations

import uuid
from typing import Any

from services.cases import api
from services.common.actor import Actor
from tests.conftest import make_actor
from tests.integration.cases.asking import ask
from tests.integration.cases.desk import DISTRICT
from tests.integration.cases.file_people import kept_case, office


def traces(case_id: uuid.UUID, reader: Actor) -> int:
    """Count the traces that somebody left in a case by seeing it in a list or by its reference."""
    rows = ask(api.list_case_history, office(), path={"case_id": case_id}, query={"limit": 200})
    return [(row["action"], row["actor_id"]) for row in rows].count(("sealed_case_listed", reader.id))


def listed(reader: Actor, **query: Any) -> list[str]:
    """List cases as a reader."""
    return [row["id"] for row in ask(api.list_cases, reader, query=query)]


def test_a_list_that_shows_a_sealed_case_leaves_a_trace_in_it() -> None:
    """Each time, for the reader; one that does not show it, and an open case, leave none."""
    sealed_id, open_id = (kept_case(police_station="Traced", is_sealed=is_sealed) for is_sealed in (True, False))
    seeing, blind = office(), office("cases.read_sealed")
    for _ in range(2):
        assert set(listed(seeing, police_station="Traced")) == {str(sealed_id), str(open_id)}
    assert listed(blind, police_station="Traced") == [str(open_id)]
    assert [traces(sealed_id, seeing), traces(sealed_id, blind), traces(open_id, seeing)] == [2, 0, 0]


def test_a_summary_that_looks_like_a_seal_leaves_no_trace() -> None:
    """Only the member of the answer counts, no text of a clerk."""
    case_id = kept_case(police_station='Q "is_sealed" : true "sealed":true')
    reader = make_actor("cases.read", districts=(DISTRICT,))
    assert str(case_id) in listed(reader, police_station='Q "is_sealed" : true "sealed":true')
    assert traces(case_id, reader) == 0


def test_a_reference_of_a_sealed_case_leaves_a_trace() -> None:
    """To a person and to a service that asks by itself; that of an open case leaves none."""
    for is_sealed, count in ((True, 1), (False, 0)):
        case_id = kept_case(is_sealed=is_sealed)
        for reader in (office(), Actor(id="service:documents")):
            ask(api.read_case_reference, reader, path={"case_id": case_id})
            assert traces(case_id, reader) == count
