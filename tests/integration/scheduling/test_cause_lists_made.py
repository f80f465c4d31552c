"""A court's list of a day is made with the asker's sight; the public form names nobody who may not be named."""

from __future__ import annotations

import base64
import csv
import datetime as dt
import io
import uuid
from typing import Any

import icalendar
import pytest

from services.cases.events import CustodyChanged
from services.common.events import Heard
from services.common.ids import new_id
from services.scheduling import api
from services.scheduling.usecases.ripeness import learn_custody
from services.scheduling.workers import cause_list_making
from services.scheduling.workers.cause_list_files import read_list
from tests.conftest import database_of, make_actor
from tests.integration.cases.desk import new_accused
from tests.integration.scheduling.factories import SCHEDULE
from tests.integration.scheduling.listing import CLERK, Bench, ask, equipment, make_bench, refusal


@pytest.fixture
def bench() -> Bench:
    """Give a court whose lists are made."""
    return make_bench(name_ur="انسداد دہشت گردی عدالت")


def schedule(bench: Bench, case_id: uuid.UUID, **more: Any) -> dict[str, Any]:
    """Put a case on the court's list of the day."""
    body = {
        "case_id": str(case_id),
        "court_id": str(bench.court_id),
        "day": str(bench.day),
        "purpose": "charge",
        **more,
    }
    found: dict[str, Any] = ask(api.schedule_hearing, CLERK, body=body).value
    return found


def made(bench: Bench, **more: Any) -> dict[str, Any]:
    """Ask for the list, and let the worker make it."""
    body = {"court_id": str(bench.court_id), "day": str(bench.day), **more}
    asked = ask(api.make_cause_list, CLERK, body=body).value
    while cause_list_making.make_one(equipment()):
        pass
    found: dict[str, Any] = ask(api.read_made_cause_list, CLERK, list_id=asked["id"]).value
    assert found["state"] == "made"
    return found


def fetch(kept: dict[str, Any], file: str, **query: Any) -> bytes:
    """Fetch a list's file."""
    given = ask(api.fetch_cause_list, CLERK, list_id=kept["id"], query={"file": file, **query}).value
    return base64.b64decode(given["content_base64"])


def lines(kept: dict[str, Any]) -> list[dict[str, str]]:
    """Read the list's CSV."""
    return list(csv.DictReader(io.StringIO(fetch(kept, "csv").decode("utf-8-sig"))))


def test_a_list_is_made_as_three_files_that_say_the_same(bench: Bench) -> None:
    """PDF, CSV and iCalendar; what is read back from each is what stands."""
    first, number = bench.case()
    second, other = bench.case()
    hour = dt.datetime.combine(bench.day, dt.time(5), tzinfo=dt.UTC)
    timed = schedule(bench, second, day=None, starts_at=hour.isoformat())
    listed = schedule(bench, first)
    kept = made(bench, judge="Abdul Karim")
    assert kept["hearing_count"] == 2
    rows = lines(kept)
    assert [(row["S.No"], row["Time"], row["Case No."], row["Title"]) for row in rows] == [
        ("1", "10:00", other, "The State v. A.B."), ("2", "", number, "The State v. A.B."),
    ]  # fmt: skip
    assert fetch(kept, "csv")[:3] == b"\xef\xbb\xbf"
    assert fetch(kept, "csv", mark="false")[:4] == b"S.No"
    assert fetch(kept, "csv").count(b"\r\n") == 3
    events = icalendar.Calendar.from_ical(fetch(kept, "ics")).walk("VEVENT")
    assert [event["uid"] for event in events] == [f"{one['id']}@scheduling.cmms" for one in (timed, listed)]
    assert events[0].decoded("dtstart").astimezone(dt.UTC) == hour
    for language in ("en", "ur"):
        table = read_list(fetch(made(bench, language=language), "pdf"))
        assert [row.text("number") for row in table.rows] == [other, number]


def test_the_public_form_names_nobody_who_may_not_be(bench: Bench) -> None:
    """No child, no sealed case, nobody by name; the office reads what its reader may see."""
    child, _ = bench.case(accused=[new_accused(is_juvenile=True)])
    secret, number = bench.case(is_sealed=True)
    for case_id in (child, secret):
        schedule(bench, case_id)
    kept = made(bench, form="public")
    assert [row["Title"] for row in lines(kept)] == ["The State v. a child", "Withheld by order"]
    for file in ("pdf", "csv", "ics"):
        assert number.encode() not in fetch(kept, file)
    assert number not in " ".join(str(row.printed) for row in read_list(fetch(kept, "pdf")).rows)
    assert [row["Title"] for row in lines(made(bench))] == ["The State v. a child", "Withheld by order"]


def test_a_provisional_hearing_is_no_matter_of_the_door(bench: Bench) -> None:
    """A time that is only held is told to nobody."""
    case_id, _ = bench.case()
    until = dt.datetime.now(dt.UTC) + dt.timedelta(days=1)
    schedule(bench, case_id, held_until=until.isoformat())
    assert made(bench, form="public")["hearing_count"] == 0
    assert made(bench)["hearing_count"] == 1


def test_a_later_list_says_what_changed(bench: Bench) -> None:
    """As compared with the one made before of the same day; and a court's day with its day before."""
    cases = [bench.case()[0] for _ in range(3)]
    first, second = (schedule(bench, case_id) for case_id in cases[:2])
    assert ask(api.read_made_changes, CLERK, list_id=made(bench)["id"]).value == {"compared_with": None, "items": []}
    version = str(first["version"])
    ask(api.vacate_hearing, CLERK, path={"hearing_id": first["id"]}, body={"reason": "x"}, if_match=version)
    schedule(bench, cases[2])
    changes = ask(api.read_made_changes, CLERK, list_id=made(bench)["id"]).value
    assert [(one["kind"], one["key"]) for one in changes["items"]] == [
        ("added", str(cases[2])),
        ("gone", str(cases[0])),
    ]
    later = bench.day + dt.timedelta(days=1)
    schedule(bench, cases[0], day=str(later))
    path = {"court_id": bench.court_id, "day": later}
    changes = ask(api.compare_cause_lists, CLERK, path=path).value
    assert changes["compared_with"] == str(bench.day)
    assert [(one["kind"], one["key"]) for one in changes["items"]] == [
        ("added", str(cases[0])), ("gone", str(cases[1])), ("gone", str(cases[2])),
    ]  # fmt: skip
    since = {"since": str(later)}
    assert ask(api.compare_cause_lists, CLERK, path=path, query=since).value["items"] == []
    assert second["case_id"] == str(cases[1])


def test_a_day_without_hearings_is_an_empty_list(bench: Bench) -> None:
    """It is made all the same: the door says that nothing is listed."""
    kept = made(bench, form="public", language="ur")
    assert kept["hearing_count"] == 0
    assert fetch(kept, "pdf")[:5] == b"%PDF-"


def test_who_may_not(bench: Bench) -> None:
    """The office's list is its asker's; the public one is everybody's who sees the district; a flood is stopped."""
    body = {"court_id": str(bench.court_id), "day": str(bench.day)}
    stranger = make_actor(*SCHEDULE, districts=("jacobabad",))
    assert refusal(api.make_cause_list, stranger, body=body).code == "district_out_of_sight"
    assert refusal(api.make_cause_list, make_actor(), body=body).code == "permission_missing"
    assert refusal(api.make_cause_list, CLERK, body={**body, "court_id": str(uuid.uuid4())}).code == "court_unknown"
    assert set(refusal(api.make_cause_list, CLERK, body={**body, "form": "x", "language": "sd"}).fields or {}) == {
        "form",
        "language",
    }
    colleague = make_actor(*SCHEDULE, districts=("karachi-south",))
    office, public = made(bench), made(bench, form="public")
    for operation in (api.read_made_cause_list, api.fetch_cause_list, api.read_made_changes):
        assert refusal(operation, colleague, list_id=office["id"]).code == "cause_list_not_found"
        assert refusal(operation, stranger, list_id=public["id"]).code == "cause_list_not_found"
    query = {"court_id": str(bench.court_id)}
    shown = ask(api.list_made_cause_lists, colleague, query=query).value["items"]
    assert [one["id"] for one in shown] == [public["id"]]
    asked = ask(api.make_cause_list, colleague, body=body).value
    assert refusal(api.fetch_cause_list, colleague, list_id=asked["id"]).code == "cause_list_not_made"
    for _ in range(4):
        ask(api.make_cause_list, colleague, body=body)
    assert refusal(api.make_cause_list, colleague, body=body).code == "lists_waiting"
    while cause_list_making.make_one(equipment()):
        pass


def test_the_office_sees_what_a_hearing_is_not_ripe_for(bench: Bench) -> None:
    """An accused in custody without a production order stands on the office's list, without a name; the door says nothing."""
    case_id, _ = bench.case()
    told = CustodyChanged(case_id=case_id, accused_id=uuid.uuid4(), state="in_custody", since_on=dt.date(2026, 1, 1))
    heard = Heard(id=new_id(), event=told, occurred_at=dt.datetime.now(dt.UTC), correlation_id="x", actor_id="x")
    with database_of("scheduling").transaction() as session:
        learn_custody(session, heard)
    schedule(bench, case_id, purpose="prosecution_evidence")
    shown = [
        read_list(fetch(made(bench, form=form), "pdf")).rows[0].printed["purpose"] for form in ("office", "public")
    ]
    assert shown[0].startswith("Prosecution evidence Accused in custody: 1")
    assert shown[1] == "Prosecution evidence"
