"""A court's list is read and matched, looked at, and accepted whole; nothing is guessed and nothing is half done."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from services.common.errors import Problem
from services.scheduling import api
from tests.conftest import database_of
from tests.integration.cases.connecting import unique_digits
from tests.integration.scheduling.listing import (
    CHIEF,
    CLERK,
    Bench,
    accept,
    ask,
    hearings_on,
    make_bench,
    preview,
    read,
    refusal,
    rows_of,
    sent,
    table,
)


@pytest.fixture
def bench() -> Bench:
    """Give a court whose lists come in."""
    return make_bench()


def states(kept: dict[str, object]) -> list[str]:
    """Give the states of a list's rows."""
    return [row["state"] for row in rows_of(kept)]


def test_a_list_is_matched_and_becomes_hearings(bench: Bench) -> None:
    """Every spelling finds its case; purposes are read; the hearings stand under their serial numbers with the case's prosecutors."""
    first, number = bench.case()
    second, other = bench.case()
    person = bench.prosecutor(first)
    digits = number.split()[-1].split("/")[0].translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    kept = read(
        bench,
        table(
            ("1", f"خصوصی مقدمہ نمبر {digits}/۲۰۲۳", "x", "EVICENCE"), ("2", other.upper(), "y", "For further order")
        ),
    )
    assert (kept["state"], kept["counts"], kept["warnings"]) == (
        "read",
        {"matched": 2},
        ["court_not_named", "day_not_named"],
    )
    assert hearings_on(bench) == []
    shown = preview(kept)
    assert (shown["is_possible"], shown["counts"], hearings_on(bench)) == (True, {"schedule": 2}, [])
    done = accept(kept)
    assert [step["warnings"] for step in done["steps"]] == [["qualification_missing"], ["no_prosecutor"]]
    found = [(one["case_id"], one["list_number"], one["purpose"], one["prosecutor_ids"]) for one in hearings_on(bench)]
    assert found == [(str(first), 1, "prosecution_evidence", [str(person)]), (str(second), 2, "order", [])]
    assert [row["done"] for row in rows_of(kept)] == ["scheduled", "scheduled"]
    with database_of("scheduling").reading() as session:
        told = session.scalars(
            sa.text("SELECT event_type FROM outbox WHERE aggregate_id = :id"), {"id": kept["id"]}
        ).all()
    assert told == ["cause_list_accepted"]


def test_connected_cases_are_heard_together(bench: Bench) -> None:
    """`109, 109-A of 2021` in one row is one hearing of both."""
    digits = unique_digits(6)
    first, _ = bench.case(number=f"Spl. Case {digits}/2021")
    second, _ = bench.case(number=f"Spl. Case {digits}-A/2021")
    accept(read(bench, table(("1", f"Special Cases {digits} & {digits}-A of 2021", "", "Charge"))))
    (hearing,) = hearings_on(bench)
    assert (hearing["case_id"], hearing["joined_case_ids"]) == (str(first), [str(second)])


def test_rows_with_an_hour_are_heard_then(bench: Bench) -> None:
    """An hour of its own is the hearing's; one that many rows share is that from which the list is called."""
    cases = [bench.case() for _ in range(3)]
    times = ("9:00 AM", "9:00 AM", "11:30")
    kept = read(bench, table(*(("", number, "", "Charge", time) for (_, number), time in zip(cases, times, strict=True)), heading=("S.No", "Case No.", "Title", "Purpose", "Time")))  # fmt: skip
    accept(kept)
    by_case = {one["case_id"]: one for one in hearings_on(bench)}
    shown = [(by_case[str(case_id)]["is_untimed"], by_case[str(case_id)]["starts_at"][11:16]) for case_id, _ in cases]
    assert shown == [(True, "04:00"), (True, "04:00"), (False, "06:30")]


def test_the_same_file_again_is_the_same_list(bench: Bench) -> None:
    """Sending it twice changes nothing, also once it was accepted."""
    _, number = bench.case()
    content = table(("1", number, "", "Charge"))
    kept = read(bench, content)
    assert sent(bench, content)["id"] == kept["id"]
    accept(kept)
    assert sent(bench, content)["id"] == kept["id"]
    assert refusal(api.preview_cause_list, CLERK, import_id=kept["id"], body={}).code == "cause_list_not_open"


def test_a_newer_list_takes_the_place_of_the_former(bench: Bench) -> None:
    """What stands already stays, what is new is scheduled; what is gone stays, or is vacated when the clerk says so."""
    cases = [bench.case() for _ in range(3)]
    first = read(bench, table(*((str(place), number, "", "Charge") for place, (_, number) in enumerate(cases[:2], 1))))
    accept(first)
    newer = read(bench, table(("1", cases[2][1], "", "Charge"), ("2", cases[1][1], "", "Judgment")))
    assert states(newer) == ["matched", "differs"]
    assert rows_of(newer)[1]["differs"] == ["purpose"]
    changes = ask(api.read_import_changes, CLERK, import_id=newer["id"]).value
    assert changes["compared_with"] == first["id"]
    assert [(one["kind"], one["key"]) for one in changes["items"]] == [
        ("added", str(cases[2][0])), ("purpose_changed", str(cases[1][0])), ("gone", str(cases[0][0])),
    ]  # fmt: skip
    assert preview(newer)["counts"] == {"schedule": 1, "keep": 1, "stay": 1}
    done = accept(newer, gone="vacate")
    assert done["counts"] == {"schedule": 1, "keep": 1, "vacate": 1}
    assert {one["case_id"] for one in hearings_on(bench)} == {str(cases[1][0]), str(cases[2][0])}
    assert ask(api.read_cause_list_import, CLERK, import_id=first["id"]).value["state"] == "superseded"
    assert ask(api.read_cause_list_import, CLERK, import_id=newer["id"]).value["supersedes_id"] == first["id"]


def test_a_hearing_of_another_day_is_moved(bench: Bench) -> None:
    """A case whose next hearing stands on another day of this court comes forward, with its prosecutors."""
    case_id, number = bench.case()
    person = bench.prosecutor(case_id)
    later = bench.day + dt.timedelta(days=1)
    body = {
        "case_id": str(case_id),
        "court_id": str(bench.court_id),
        "day": str(later),
        "purpose": "charge",
        "prosecutor_ids": [str(person)],
    }
    standing = ask(api.schedule_hearing, CLERK, body=body).value
    kept = read(bench, table(("1", number, "", "Charge")))
    assert (states(kept), rows_of(kept)[0]["differs"]) == (["differs"], ["day"])
    assert accept(kept)["counts"] == {"move": 1}
    (moved,) = hearings_on(bench)
    assert (moved["id"], moved["prosecutor_ids"]) == (standing["id"], [str(person)])


def test_a_prosecutor_who_stands_elsewhere_is_left_out_and_said_to_be(bench: Bench) -> None:
    """The court fixed the date: its hearing stands, and the row is marked."""
    case_id, number = bench.case()
    person = bench.prosecutor(case_id)
    other = make_bench()
    elsewhere, _ = other.case()
    body = {
        "case_id": str(elsewhere),
        "court_id": str(other.court_id),
        "day": str(bench.day),
        "purpose": "charge",
        "prosecutor_ids": [str(person)],
    }
    ask(api.schedule_hearing, CLERK, body=body)
    done = accept(read(bench, table(("1", number, "", "Charge"))))
    assert (done["steps"][0]["warnings"], done["steps"][0]["prosecutor_ids"]) == (
        ["without_prosecutor:double_booked"],
        [],
    )


def test_what_was_looked_at_is_what_is_done(bench: Bench) -> None:
    """A hearing that came in between stops the step."""
    case_id, number = bench.case()
    kept = read(bench, table(("1", number, "", "Charge")))
    plan = preview(kept)["plan"]
    body = {"case_id": str(case_id), "court_id": str(bench.court_id), "day": str(bench.day), "purpose": "charge"}
    ask(api.schedule_hearing, CLERK, body=body)
    assert refusal(api.accept_cause_list, CLERK, import_id=kept["id"], body={"plan": plan}).code == "plan_changed"
    assert accept(kept)["counts"] == {"keep": 1}


def test_a_row_that_cannot_be_stops_the_whole_list(bench: Bench) -> None:
    """One hour out of the court's hours: the preview names the row, nothing of the list is done; an override lets it be."""
    (_, good), (_, bad) = bench.case(), bench.case()
    heading = ("S.No", "Case No.", "Title", "Purpose", "Time")
    kept = read(bench, table(("1", good, "", "Charge", "9:00"), ("2", bad, "", "Charge", "6:30 pm"), heading=heading))
    shown = preview(kept)
    assert (shown["is_possible"], shown["steps"][1]["problem"]["code"]) == (False, "outside_sitting_hours")
    problem = refusal(api.accept_cause_list, CLERK, import_id=kept["id"], body={"plan": shown["plan"]})
    assert (problem.code, [row["row"] for row in problem.facts["rows"]]) == ("cause_list_blocked", [3])
    assert hearings_on(bench) == []
    assert accept(kept, actor=CHIEF, override="the court sits late")["counts"] == {"schedule": 2}


def test_of_two_lists_accepted_at_once_the_second_sees_the_first(bench: Bench) -> None:
    """One is accepted, and the other is looked at again: the day has one list that holds, and each hearing once."""
    lists = [read(bench, table(("1", bench.case()[1], "", "Charge"))) for _ in range(2)]
    plans = [preview(one)["plan"] for one in lists]

    def accept_one(place: int) -> str:
        try:
            ask(api.accept_cause_list, CLERK, import_id=lists[place]["id"], body={"plan": plans[place]})
        except Problem as problem:
            return problem.code
        return "accepted"

    with ThreadPoolExecutor(2) as pool:
        ended = sorted(pool.map(accept_one, range(2)))
    assert ended in (["accepted", "cause_list_not_open"], ["accepted", "plan_changed"])
    assert len(hearings_on(bench)) == 1
    states = [ask(api.read_cause_list_import, CLERK, import_id=one["id"]).value["state"] for one in lists]
    assert states.count("accepted") == 1
