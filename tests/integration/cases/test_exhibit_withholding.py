"""A protected name leaves the superseded texts about an exhibit, and nothing else about it changes."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from services.cases import api
from services.cases.usecases.traces import find_traces
from tests.conftest import database_of, make_actor
from tests.integration.cases.asking import ask, refusal
from tests.integration.cases.desk import DISTRICT
from tests.integration.cases.exhibiting import File, on

NAME = "Sassui Khaskheli"
PROTECTOR = make_actor("cases.read", "cases.protect", districts=(DISTRICT,))


def test_after_correction_and_withholding_the_name_stands_nowhere() -> None:
    """A note, a description and a laboratory's report named her; the steps, days and papers are as they were."""
    file = File()
    made = file.enter(
        description=f"Shawl of {NAME}", custody=[file.step("seized", 0, note=f"by {NAME.upper()}"), *file.whole()[1:]]
    )
    path, words = file.where(made), {"words": [NAME]}
    assert refusal(api.withhold_superseded, PROTECTOR, path=path, body=words, if_match="1").code == "not_in_superseded"
    body = {
        "laboratory": "fsl-karachi", "department": "dna_serology", "exhibit_ids": [made["id"]], "questions": "Whose?",
        "requested_on": on(3),
    }  # fmt: skip
    request = ask(api.ask_laboratory, file.me, path=file.path, body=body)
    report = {
        "laboratory_number": "1", "reported_on": on(9), "received_on": on(9), "finding": "match",
        "result": f"Of {NAME}", "reason": f"Names {NAME}",
    }  # fmt: skip
    for version, result in (("1", report["result"]), ("2", "Of PW-A")):
        ask(
            api.record_laboratory_report, file.me, path={**file.path, "request_id": request["id"]},
            body={**report, "result": result, "reason": report["reason"] if version == "1" else "PW-A is protected"},
            if_match=version,
        )  # fmt: skip
    step = {**file.step("seized", 0), "reason": "PW-A is protected"}
    where = file.where(made, event_id=made["custody"][0]["id"])
    ask(api.correct_custody, file.me, path=where, body=step, if_match="2")
    change = {"description": "Shawl", "reason": "PW-A is protected"}
    ask(api.change_exhibit, file.me, path=path, body=change, if_match="3")
    done = ask(api.withhold_superseded, PROTECTOR, path=path, body=words, if_match="4")
    assert [step["note"] for step in done["custody"] if step["superseded_at"]] == ["[withheld]"]
    assert done["revisions"][0]["before"] == {"description": "[withheld]"}
    assert done["custody"][0]["person_id"] == made["custody"][0]["person_id"]
    with database_of("cases").reading() as session:
        assert find_traces(session, file.case_id, {"name": NAME}) == []
    assert refusal(api.withhold_superseded, PROTECTOR, path=path, body=words, if_match="5").code == "not_in_superseded"


def test_only_superseded_texts_and_only_whole_can_be_withheld() -> None:
    """The database refuses it of what stands, and of days and seals, and any other text in its place."""
    file = File()
    made = file.enter(custody=[file.step("seized", 0, note=NAME), file.step("sealed", 0)])
    where = file.where(made, event_id=made["custody"][0]["id"])
    standing = "UPDATE custody_events SET note = '[withheld]' WHERE exhibit_id = :id AND superseded_at IS NULL"
    superseded = "UPDATE custody_events SET {} WHERE exhibit_id = :id AND superseded_at IS NOT NULL"
    ask(api.correct_custody, file.me, path=where, body={**file.step("seized", 0), "reason": "x"}, if_match="1")
    changes = (
        "note = 'other'",
        "seal_impression = '[withheld]'",
        "happened_on = happened_on - 1",
        "superseded_at = now()",
    )
    for statement in (standing, *(superseded.format(change) for change in changes)):
        with pytest.raises(DBAPIError, match="never changed"), database_of("cases").transaction() as session:
            session.execute(sa.text(statement), {"id": made["id"]})


def test_withholding_is_for_who_may_protect() -> None:
    """Keeping exhibits is not enough, and two letters are no name."""
    file = File()
    path = file.where(file.enter())
    refused = refusal(api.withhold_superseded, file.me, path=path, body={"words": [NAME]}, if_match="1")
    assert refused.code == "permission_missing"
    short = refusal(api.withhold_superseded, PROTECTOR, path=path, body={"words": ["ab"]}, if_match="1")
    assert list(short.fields or {}) == ["words"]
