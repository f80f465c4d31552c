"""Laboratories are asked about parcels and answer; the answer is a step of custody of each parcel, entered once."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from services.cases import api
from tests.conftest import database_of, make_actor
from tests.integration.cases.asking import ask, refusal
from tests.integration.cases.desk import DISTRICT, days_ago
from tests.integration.cases.exhibiting import File, keeper, nothing, on


def asked(file: File, *exhibits: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Ask a laboratory about exhibits."""
    found: dict[str, Any] = ask(api.ask_laboratory, file.me, path=file.path, body=request_of(*exhibits, **changes))
    return found


def request_of(*exhibits: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Give a valid request about exhibits."""
    return {
        "laboratory": "fsl-karachi", "department": "firearms_toolmarks", "requested_on": on(3), "reference": "Letter 7",
        "exhibit_ids": [exhibit["id"] for exhibit in exhibits], "questions": "Were the empties fired from this pistol?",
        "seal_impression": "M.K.", **changes,
    }  # fmt: skip


def report_of(**changes: Any) -> dict[str, Any]:
    """Give a valid report."""
    return {
        "laboratory_number": "FSL/4411", "reported_on": on(9), "received_on": on(12), "finding": "match",
        "result": "The six empties were fired from the pistol.", **changes,
    }  # fmt: skip


def reported(file: File, request: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Record a report on a request as it was read."""
    path, version = {**file.path, "request_id": request["id"]}, str(request["version"])
    found: dict[str, Any] = ask(
        api.record_laboratory_report, file.me, path=path, body=report_of(**changes), if_match=version
    )
    return found


def test_a_report_is_a_step_of_custody_of_each_parcel() -> None:
    """Empties and pistol were asked about; the report names the match, and both chains have it with its number."""
    file = File()
    empties, pistol = file.enter(custody=file.whole()), file.enter(nature="weapon", custody=file.whole())
    request = asked(file, empties, pistol, empties)
    assert sorted(request["exhibit_ids"]) == sorted([empties["id"], pistol["id"]])
    assert request["report"] is None
    done = reported(file, request, matched_exhibit_id=pistol["id"])
    assert (done["report"]["finding"], done["report"]["matched_exhibit_id"], done["version"]) == (
        "match",
        pistol["id"],
        2,
    )
    for exhibit in (empties, pistol):
        read = ask(api.read_exhibit, file.me, path=file.where(exhibit))
        step = next(one for one in read["custody"] if one["step"] == "laboratory_reported")
        assert (step["reference"], step["happened_on"], step["laboratory_request_id"]) == (
            "FSL/4411",
            on(9),
            request["id"],
        )
        assert (read["laboratory_request_ids"], read["version"]) == ([request["id"]], 2)
    assert ask(api.list_laboratory_requests, file.me, path=file.path) == [done]
    assert file.gaps() == []


def test_a_report_without_a_receipt_shows_the_receipt_missing() -> None:
    """The laboratory reported on what no entry says it received."""
    file = File()
    made = file.enter(custody=file.whole()[:3])
    reported(file, asked(file, made))
    assert {(gap["kind"], gap["entry"]) for gap in file.gaps()} >= {
        ("missing_entry", "road_certificate"), ("missing_entry", "laboratory_receipt"),
    }  # fmt: skip


def test_a_second_report_corrects_the_first_with_a_reason() -> None:
    """The first is kept, superseded; the chain has the step once."""
    file = File()
    made = file.enter(custody=file.whole())
    first = reported(file, asked(file, made))
    path = {**file.path, "request_id": first["id"]}
    unreasoned = refusal(api.record_laboratory_report, file.me, path=path, body=report_of(), if_match="2")
    assert unreasoned.code == "report_already_recorded"
    second = reported(file, first, finding="inconclusive", reason="The wrong page was read")
    assert (second["report"]["finding"], second["superseded_reports"]) == ("inconclusive", 1)
    read = ask(api.read_exhibit, file.me, path=file.where(made))
    assert [step["step"] for step in read["custody"]].count("laboratory_reported") == 1
    with pytest.raises(DBAPIError, match="never changed"), database_of("cases").transaction() as session:
        session.execute(sa.text("UPDATE laboratory_reports SET result = 'x'"))


def test_a_step_names_the_request_it_belongs_to() -> None:
    """The parcel went out for this request; another exhibit's request is refused."""
    file = File()
    made, other = file.enter(custody=file.whole()[:3]), file.enter()
    request = asked(file, made)
    out = file.record(made, "malkhana_out", 4, laboratory_request_id=request["id"])
    assert out["custody"][-1]["laboratory_request_id"] == request["id"]
    body = file.step("malkhana_in", 0, laboratory_request_id=request["id"])
    refused = refusal(api.record_custody, file.me, path=file.where(other), body=body, if_match="1")
    assert refused.code == "request_unknown"


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"laboratory": "nowhere"}, "laboratory_unknown", "laboratory"),
        ({"department": "magic"}, "input_invalid", "department"),
        ({"exhibit_ids": []}, "input_invalid", "exhibit_ids"),
        ({"exhibit_ids": [str(nothing())]}, "exhibits_unknown", "exhibit_ids.0"),
        ({"requested_on": str(days_ago(-1))}, "day_impossible", "requested_on"),
        ({"requested_on": "1990-01-01"}, "laboratory_unknown", "laboratory"),
        ({"questions": ""}, "input_invalid", "questions"),
    ],
)
def test_a_request_that_cannot_be_is_refused_by_its_field(changes: dict[str, Any], code: str, field: str) -> None:
    """A laboratory that is not listed on the day, no parcel, another case's parcel, a day to come."""
    file = File()
    refused = refusal(api.ask_laboratory, file.me, path=file.path, body=request_of(file.enter(), **changes))
    assert (refused.code, list(refused.fields or {})) == (code, [field])


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"reported_on": on(2)}, "day_impossible"),
        ({"received_on": on(8)}, "day_impossible"),
        ({"received_on": str(days_ago(-1))}, "day_impossible"),
        ({"matched_exhibit_id": str(nothing())}, "no_such_exhibit"),
        ({"exhibited_as_id": str(nothing())}, "no_such_exhibit"),
        ({"finding": "perhaps"}, "input_invalid"),
    ],
)
def test_a_report_that_cannot_be_is_refused(changes: dict[str, Any], code: str) -> None:
    """Before it was asked, received before it was written, a match with nothing."""
    file = File()
    request = asked(file, file.enter(custody=file.whole()))
    path, body = {**file.path, "request_id": request["id"]}, report_of(**changes)
    assert refusal(api.record_laboratory_report, file.me, path=path, body=body, if_match="1").code == code


def test_a_request_is_found_in_its_own_case_alone() -> None:
    """By another case's path it is not there; on an older reading no report is recorded."""
    file, other = File(), File()
    request = asked(file, file.enter(custody=file.whole()))
    foreign = {**other.path, "request_id": request["id"]}
    body = report_of()
    assert (
        refusal(api.record_laboratory_report, file.me, path=foreign, body=body, if_match="1").code == "no_such_request"
    )
    path = {**file.path, "request_id": request["id"]}
    assert (
        refusal(api.record_laboratory_report, file.me, path=path, body=body, if_match="7").code == "changed_meanwhile"
    )
    elsewhere = keeper(districts=("badin",))
    assert refusal(api.ask_laboratory, elsewhere, path=file.path, body=request_of(request)).code == "no_such_case"


def corrected(file: File, request: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Correct a request as it was read."""
    path, body = {**file.path, "request_id": request["id"]}, {"reason": "Typed wrongly", **changes}
    found: dict[str, Any] = ask(
        api.correct_laboratory_request, file.me, path=path, body=body, if_match=str(request["version"])
    )
    return found


def uncorrectable(file: File, request: dict[str, Any], **changes: Any) -> Any:
    """Give the Problem with which a correction is refused."""
    path, body = {**file.path, "request_id": request["id"]}, {"reason": "x", **changes}
    return refusal(api.correct_laboratory_request, file.me, path=path, body=body, if_match=str(request["version"]))


def test_a_request_is_corrected_and_what_it_said_is_kept() -> None:
    """The laboratory, the day and the parcels, each time with the reason; a reader sees both."""
    file = File()
    first, second = file.enter(custody=file.whole()), file.enter(nature="weapon", custody=file.whole())
    request = asked(file, first)
    done = corrected(file, request, requested_on=on(2), exhibit_ids=[second["id"], first["id"]], questions="Whose?")
    assert (done["requested_on"], done["questions"], done["version"]) == (on(2), "Whose?", 2)
    assert sorted(done["exhibit_ids"]) == sorted([first["id"], second["id"]])
    done = corrected(file, done, department="dna_serology", reason="Another desk")
    assert [(one["number"], sorted(one["before"]), one["reason"]) for one in done["revisions"]] == [
        (1, ["exhibit_ids", "questions", "requested_on"], "Typed wrongly"), (2, ["department"], "Another desk"),
    ]  # fmt: skip
    assert done["revisions"][0]["before"]["exhibit_ids"] == [first["id"]]
    (listed,) = ask(api.list_laboratory_requests, file.me, path=file.path)
    assert listed == done


def test_once_the_laboratory_reported_its_parcels_stay() -> None:
    """Each has the report as a step; a letter's number may still be wrong, and the day stays before the report."""
    file = File()
    first, second = file.enter(custody=file.whole()), file.enter(nature="weapon", custody=file.whole())
    request = reported(file, asked(file, first))
    refused = uncorrectable(file, request, exhibit_ids=[second["id"]])
    assert (refused.code, refused.facts["exhibit_ids"]) == ("request_answered", [first["id"]])
    assert uncorrectable(file, request, requested_on=on(10)).code == "day_impossible"
    assert corrected(file, request, reference="Letter 8")["reference"] == "Letter 8"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, "nothing_to_change"),
        ({"reference": "Letter 7"}, "nothing_to_change"),
        ({"laboratory": "nowhere"}, "laboratory_unknown"),
        ({"exhibit_ids": [str(uuid.uuid4())]}, "exhibits_unknown"),
        ({"exhibit_ids": []}, "input_invalid"),
        ({"requested_on": "2090-01-01"}, "day_impossible"),
        ({"reason": ""}, "input_invalid"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(changes: dict[str, Any], code: str) -> None:
    """Of nothing, to a laboratory or a parcel that is not there, to a day to come: the request stays as it was."""
    file = File()
    request = asked(file, file.enter(custody=file.whole()))
    assert uncorrectable(file, request, **changes).code == code
    (listed,) = ask(api.list_laboratory_requests, file.me, path=file.path)
    assert listed == request


def test_a_request_is_corrected_by_who_may_enter_exhibits_on_the_version_that_was_read() -> None:
    """Nobody else, nowhere else."""
    file = File()
    request = asked(file, file.enter(custody=file.whole()))
    path, body = {**file.path, "request_id": request["id"]}, {"questions": "Whose?", "reason": "x"}
    reader = make_actor("cases.read", districts=(DISTRICT,))
    refused = refusal(api.correct_laboratory_request, reader, path=path, body=body, if_match="1")
    assert refused.facts["permission"] == "cases.exhibits"
    assert (
        refusal(api.correct_laboratory_request, file.me, path=path, body=body, if_match="9").code == "changed_meanwhile"
    )
    stranger = {**path, "request_id": str(uuid.uuid4())}
    assert (
        refusal(api.correct_laboratory_request, file.me, path=stranger, body=body, if_match="1").code
        == "no_such_request"
    )


def test_a_report_that_does_not_come_is_a_gap_of_the_parcel() -> None:
    """After the rule's thirty days, also in a list of cases; once it came there is none, and as of before there was."""
    file = File()
    parcel = file.enter(custody=file.whole())
    request = asked(file, parcel)
    asked_on = dt.date.fromisoformat(request["requested_on"])
    late = str(asked_on + dt.timedelta(days=31))

    def overdue(as_of: str) -> list[tuple[int, str]]:
        found = ask(api.read_exhibit_gaps, file.me, path=file.path, query={"as_of": as_of})
        return [(gap["days"], gap["exhibit_id"]) for gap in found["gaps"] if gap["kind"] == "report_overdue"]

    assert [overdue(str(asked_on + dt.timedelta(days=30))), overdue(late)] == [[], [(31, parcel["id"])]]
    reported(
        file,
        request,
        reported_on=str(asked_on + dt.timedelta(days=9)),
        received_on=str(asked_on + dt.timedelta(days=12)),
    )
    assert overdue(late) == []
