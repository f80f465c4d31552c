"""Lists of other courts and days, files that are none, rows that cannot be: a clear refusal or a mark, and nothing half done."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
import sqlalchemy as sa

from services.scheduling import api
from services.scheduling.models import CauseListImport
from services.scheduling.workers import cause_lists
from tests.conftest import database_of, make_actor
from tests.integration.cases.connecting import unique_digits
from tests.integration.scheduling.factories import KEEPER, SCHEDULE
from tests.integration.scheduling.listing import (
    CLERK,
    Bench,
    accept,
    ask,
    equipment,
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


@pytest.mark.parametrize("is_sunday", [True, False])
def test_a_list_on_a_day_without_sitting_is_shown_as_such(bench: Bench, *, is_sunday: bool) -> None:
    """A Sunday or a holiday: the preview says so of every row, and nothing is done."""
    _, number = bench.case()
    if is_sunday:
        bench.day += dt.timedelta(days=(6 - bench.day.weekday()) % 7)
    else:
        body = {
            "days": [str(bench.day)],
            "scope": "court",
            "court_id": str(bench.court_id),
            "name_en": "Local holiday",
            "source": "order 1",
        }
        ask(api.declare_holidays, KEEPER, body=body)
    shown = preview(read(bench, table(("1", number, "", "Charge"))))
    assert shown["is_possible"] is False
    assert shown["steps"][0]["problem"]["code"] == ("outside_sitting_hours" if is_sunday else "court_holiday")


def test_a_list_of_another_court_or_day_is_refused(bench: Bench) -> None:
    """By what stands above its heading; the sentence says which it is."""
    name = f"Anti-Terrorism Court {unique_digits(4)}"
    other = make_bench(name_en=name)
    _, number = bench.case()
    kept = read(bench, table(("1", number, "", ""), above=f"IN THE COURT OF JUDGE {name.upper()}\r\n"))
    assert (kept["state"], kept["refusal_code"]) == ("refused", "other_court")
    assert name in kept["refusal_detail"]
    kept = read(bench, table(("1", number, "", ""), above="Cause List for 01.01.2020\r\n"))
    assert (kept["refusal_code"], "2020-01-01" in kept["refusal_detail"]) == ("other_day", True)
    assert read(other, table(("1", number, "", ""), above=f"{name}\r\n"))["state"] == "read"


def test_cases_of_another_court_are_marked(bench: Bench) -> None:
    """A number that only another court has is no hearing here until a clerk says so."""
    other = make_bench()
    case_id, number = other.case()
    kept = read(bench, table(("1", number, "", "Charge")))
    assert (states(kept), rows_of(kept)[0]["case_ids"]) == (["other_court"], [str(case_id)])
    assert accept(kept)["counts"] == {}


def test_ten_thousand_rows_with_wrong_dates_are_refused_at_once(bench: Bench) -> None:
    """The list is refused with how many rows and which day; where some rows are right, the others are marked."""
    heading = ("S.No", "Case No.", "Date")
    rows = [(str(place), f"SC {place}/2023", "01/02/2020") for place in range(1, 10_001)]
    kept = read(bench, table(*rows, heading=heading))
    assert kept["refusal_code"] == "every_date_wrong"
    assert "10000" in kept["refusal_detail"]
    assert rows_of(kept) == []
    _, number = bench.case()
    kept = read(bench, table(*rows[:9_999], ("", number, f"{bench.day:%d/%m/%Y}"), heading=heading))
    assert kept["counts"] == {"wrong_date": 9_999, "matched": 1}
    assert preview(kept)["counts"] == {"schedule": 1}


def test_a_list_of_thousands_for_one_day_is_refused(bench: Bench) -> None:
    """No court hears so many."""
    kept = read(bench, table(*((str(place), f"SC {place}/2023", "", "") for place in range(1, 502))))
    assert kept["refusal_code"] == "list_too_long"


def test_a_file_that_is_no_list_is_refused_with_what_to_do(bench: Bench) -> None:
    """Nothing is kept of it but the file and the sentence."""
    kept = read(bench, b"\xd0\xcf\x11\xe0 an old workbook")
    assert (kept["state"], kept["refusal_code"], kept["row_count"]) == ("refused", "workbook_old_or_locked", 0)
    assert refusal(api.preview_cause_list, CLERK, import_id=kept["id"], body={}).code == "cause_list_not_open"


def test_a_case_that_stands_twice_is_called_once(bench: Bench) -> None:
    """The second row is marked."""
    _, number = bench.case()
    kept = read(bench, table(("1", number, "", "Charge"), ("2", number, "", "Bail")))
    assert states(kept) == ["matched", "twice"]


def test_sealed_cases_match_for_who_may_see_them_alone(bench: Bench) -> None:
    """A clerk's list leaves them in the queue, without saying that there is such a case."""
    _, number = bench.case(is_sealed=True)
    kept = read(bench, table(("1", number, "", "Charge")))
    assert [(row["state"], row["candidates"]) for row in rows_of(kept)] == [("unmatched", [[]])]


def test_a_worker_that_dies_is_followed_and_at_last_given_up(bench: Bench) -> None:
    """A claim whose lease ran out is taken again, three times; then the list has failed."""
    kept = sent(bench, table(("1", "SC 1/2023", "", "")))
    with database_of("scheduling").transaction() as session:
        session.execute(
            sa.update(CauseListImport)
            .where(CauseListImport.id == uuid.UUID(kept["id"]))
            .values(state="running", attempts=3, claimed_until=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
        )
    cause_lists.read_one(equipment())
    assert ask(api.read_cause_list_import, CLERK, import_id=kept["id"]).value["state"] == "failed"


def test_who_may_not(bench: Bench) -> None:
    """Without the permission, in another district, of an unknown court, with what is no file: a clear refusal each."""
    body = {
        "court_id": str(bench.court_id),
        "listed_on": str(bench.day),
        "file_name": "x.csv",
        "content_base64": "eA==",
    }
    assert refusal(api.import_cause_list, make_actor(*SCHEDULE), body=body).code == "permission_missing"
    stranger = make_actor("scheduling.cause_lists", "scheduling.read", districts=("jacobabad",))
    assert refusal(api.import_cause_list, stranger, body=body).code == "district_out_of_sight"
    assert refusal(api.import_cause_list, CLERK, body={**body, "court_id": str(uuid.uuid4())}).code == "court_unknown"
    assert refusal(api.import_cause_list, CLERK, body={**body, "content_base64": "§"}).code == "content_unreadable"
    assert "listed_on" in (refusal(api.import_cause_list, CLERK, body={**body, "listed_on": "31.07.2026"}).fields or {})
    kept = sent(bench, table(("1", "SC 1/2023", "", "")))
    for operation in (
        api.read_cause_list_import,
        api.list_cause_list_rows,
        api.read_import_changes,
        api.fetch_cause_list_import,
    ):
        assert refusal(operation, stranger, import_id=kept["id"]).code == "cause_list_import_not_found"
    assert (
        refusal(api.preview_cause_list, stranger, import_id=kept["id"], body={}).code == "cause_list_import_not_found"
    )
    assert refusal(api.preview_cause_list, CLERK, import_id=kept["id"], body={}).code == "cause_list_not_open"
    assert ask(api.list_cause_list_imports, stranger).value["items"] == []
