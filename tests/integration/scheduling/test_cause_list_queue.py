"""What a list leaves to a clerk is chosen and remembered, or dismissed with a reason; each once, by who may."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from services.scheduling import api
from tests.conftest import make_actor
from tests.integration.cases.connecting import unique_digits
from tests.integration.scheduling.factories import SCHEDULE
from tests.integration.scheduling.listing import (
    CLERK,
    Bench,
    accept,
    ask,
    hearings_on,
    make_bench,
    read,
    refusal,
    rows_of,
    table,
)


@pytest.fixture
def bench() -> Bench:
    """Give a court whose lists come in."""
    return make_bench()


def waiting(bench: Bench) -> list[dict[str, Any]]:
    """Give the court's rows that wait for a clerk."""
    query = {"court_id": str(bench.court_id), "limit": 200}
    found: list[dict[str, Any]] = ask(api.list_unmatched_rows, CLERK, query=query).value["items"]
    return found


def resolve(row: dict[str, Any], case_id: uuid.UUID, **more: Any) -> dict[str, Any]:
    """Say which case a row of the queue is about."""
    path = {"import_id": row["import_id"], "row": row["row"]}
    body = {"case_id": str(case_id), **more}
    found: dict[str, Any] = ask(api.resolve_cause_list_row, CLERK, path=path, body=body).value
    return found


def test_a_clerk_chooses_and_the_spelling_is_remembered(bench: Bench) -> None:
    """A number that nobody could read means the chosen case, on this list and on the next one."""
    case_id, _ = bench.case()
    strange = f"Old file {unique_digits(6)} (Jadoo wala case)"
    kept = read(bench, table(("1", strange, "State v. A.B.", "Charge")))
    (row,) = waiting(bench)
    assert (row["state"], row["number_as_printed"]) == ("unmatched", strange)
    assert resolve(row, case_id)["state"] == "matched"
    assert waiting(bench) == []
    assert accept(kept)["counts"] == {"schedule": 1}
    again = read(bench, table(("1", strange.upper(), "State v. A.B.", "Charge"), ("2", "", "", "x")))
    row = rows_of(again)[0]
    assert (row["state"], row["warnings"]) == ("already_listed", ["spelling_remembered"])


def test_a_row_with_several_cases_shows_them(bench: Bench) -> None:
    """Two cases bear the number: both are proposed, and one is chosen without being remembered."""
    _, number = bench.case()
    second, _ = bench.case(number=number)
    kept = read(bench, table(("1", number, "", "Charge")))
    (row,) = waiting(bench)
    assert (row["state"], len(row["candidates"][0])) == ("several", 2)
    resolve(row, second, remember=False)
    assert rows_of(kept)[0]["case_ids"] == [str(second)]
    assert [one["state"] for one in rows_of(read(bench, table(("1", number, "", "Bail"))))] == ["several"]


def test_a_row_of_an_accepted_list_is_scheduled_when_it_is_resolved(bench: Bench) -> None:
    """The others stood already; the row gets its hearing at once, under its number."""
    case_id, number = bench.case()
    late, _ = bench.case()
    kept = read(bench, table(("1", number, "", "Charge"), ("2", f"Misc {unique_digits(6)}", "", "Bail application")))
    assert accept(kept)["awaiting"] == 1
    (row,) = waiting(bench)
    done = resolve(row, late)
    assert (done["done"], done["awaits_clerk"]) == ("scheduled", False)
    assert [(one["case_id"], one["list_number"]) for one in hearings_on(bench)] == [(str(case_id), 1), (str(late), 2)]
    path = {"import_id": kept["id"], "row": row["row"]}
    body = {"case_id": str(case_id)}
    assert refusal(api.resolve_cause_list_row, CLERK, path=path, body=body).code == "row_settled"


def test_a_row_is_dismissed_with_its_reason(bench: Bench) -> None:
    """A civil suit on the list is none of the prosecution's; the queue is rid of it."""
    kept = read(bench, table(("1", f"Suit {unique_digits(6)}/2020", "X v. Y", "Evidence")))
    (row,) = waiting(bench)
    path = {"import_id": row["import_id"], "row": row["row"]}
    done = ask(api.dismiss_cause_list_row, CLERK, path=path, body={"reason": "a civil suit"}).value
    assert (done["state"], done["resolved_because"], done["resolved_by"]) == ("dismissed", "a civil suit", CLERK.id)
    assert waiting(bench) == []
    assert accept(kept)["counts"] == {}


def test_a_wrong_match_can_be_corrected_until_the_list_is_accepted(bench: Bench) -> None:
    """What was matched by its number is another case after all."""
    _, number = bench.case()
    right, _ = bench.case()
    kept = read(bench, table(("1", number, "", "Charge")))
    resolve({"import_id": kept["id"], "row": rows_of(kept)[0]["row"]}, right)
    accept(kept)
    assert [one["case_id"] for one in hearings_on(bench)] == [str(right)]


def test_a_newer_list_ends_what_waited_on_the_former(bench: Bench) -> None:
    """The queue holds the rows of lists that hold."""
    _, number = bench.case()
    first = read(bench, table(("1", number, "", "Charge"), ("2", f"Misc {unique_digits(6)}", "", "")))
    accept(first)
    row = waiting(bench)[0]
    accept(read(bench, table(("1", number, "", "Charge"))))
    assert waiting(bench) == []
    body = {"reason": "late"}
    path = {"import_id": row["import_id"], "row": row["row"]}
    assert refusal(api.dismiss_cause_list_row, CLERK, path=path, body=body).code == "cause_list_not_open"


def test_who_may_not(bench: Bench) -> None:
    """Without the permission, elsewhere, for an unknown case or row."""
    kept = read(bench, table(("1", f"Misc {unique_digits(6)}", "", "")))
    row = waiting(bench)[0]
    path, body = {"import_id": kept["id"], "row": row["row"]}, {"case_id": str(uuid.uuid4())}
    assert refusal(api.resolve_cause_list_row, make_actor(*SCHEDULE), path=path, body=body).code == "permission_missing"
    stranger = make_actor("scheduling.cause_lists", "scheduling.read", districts=("jacobabad",))
    assert refusal(api.resolve_cause_list_row, stranger, path=path, body=body).kind == "not_found"
    assert refusal(api.resolve_cause_list_row, CLERK, path=path, body=body).code == "case_unknown"
    assert (
        refusal(api.dismiss_cause_list_row, CLERK, path={**path, "row": 99}, body={"reason": "x"}).kind == "not_found"
    )
    assert "reason" in (refusal(api.dismiss_cause_list_row, CLERK, path=path, body={}).fields or {})
    assert all(one["import_id"] != kept["id"] for one in ask(api.list_unmatched_rows, stranger).value["items"])
