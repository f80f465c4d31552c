"""A protected witness's name is taken out of the work of their case, and stands in no file that leaves the system."""

from __future__ import annotations

import io
import uuid
from typing import Any

import orjson
import pypdf
import pytest

from services.cases import api
from services.common.actor import Actor
from tests.conftest import make_actor
from tests.integration.cases.asking import ask, refusal
from tests.integration.cases.desk import DISTRICT
from tests.integration.cases.file_people import kept_case, new_order
from tests.integration.cases.test_exports import asked_case, fetched
from tests.integration.cases.working import in_days

NAME = "Sassui Khaskheli"


def everybody() -> Actor:
    """Make somebody who protects, works and exports in Karachi South."""
    may = {operation.may for operation in api.api.operations.values() if operation.may} - {"cases.vault"}
    return make_actor(*sorted(may), "cases.read_sealed", districts=(DISTRICT,))


def named_everywhere(me: Actor, case_id: uuid.UUID) -> str:
    """Write the name into each text of a case's work; give the task."""
    path = {"case_id": case_id}
    body = {"says": f"Call {NAME}", "note": f"{NAME.upper()} lives in Lyari", "due_on": in_days(3), "urgent_why": NAME}
    task = ask(api.add_task, me, path=path, body=body)
    change = {"reason": f"{NAME} is ill", "due_on": in_days(5)}
    ask(api.change_task, me, path={**path, "task_id": task["id"]}, body=change, if_match=1)
    body = {"says": f"Hear {NAME}", "addressee": "prosecution", "due_on": in_days(3)}
    direction = ask(api.give_direction, me, path=path, body=body)
    where = {**path, "direction_id": direction["id"]}
    ask(api.end_direction, me, path=where, body={"state": "complied", "reason": f"{NAME} was heard"}, if_match=1)
    return str(task["id"])


def test_a_protected_name_is_taken_out_of_the_work() -> None:
    """Protecting says where it still stands; afterwards it stands there no more, and the rest of each text does."""
    me, case_id = everybody(), kept_case()
    task_id = named_everywhere(me, case_id)
    found = ask(api.add_protected_witness, me, path={"case_id": case_id}, body={"name": NAME, **new_order()})
    assert set(found["still_named_in"]) == {
        "tasks.says", "tasks.note", "tasks.urgent_why", "task_steps.why", "court_directions.says",
        "court_directions.ended_why",
    }  # fmt: skip
    body = {"words": ["Khaskheli", "sassui khaskheli"]}
    assert ask(api.withhold_from_work, me, path={"case_id": case_id}, body=body)["count"] == 6
    task = ask(api.read_task, me, path={"case_id": case_id, "task_id": task_id})
    assert (task["says"], task["note"], task["urgent_why"], task["steps"][-1]["why"], task["version"]) == (
        "Call [withheld]", "[withheld] lives in Lyari", "[withheld]", "[withheld] is ill", 3,
    )  # fmt: skip
    assert refusal(api.withhold_from_work, me, path={"case_id": case_id}, body=body).code == "not_in_work"
    again = ask(api.add_protected_witness, me, path={"case_id": case_id}, body={"name": NAME, **new_order()})
    assert again["still_named_in"] == []


@pytest.mark.parametrize("body", [{"words": []}, {"words": ["ab"]}, {"words": ["x" * 121]}, {}])
def test_words_that_are_none_are_refused(body: dict[str, Any]) -> None:
    """So short a word would withhold half of every text."""
    path = {"case_id": kept_case()}
    assert refusal(api.withhold_from_work, everybody(), path=path, body=body).code == "input_invalid"


def test_a_protected_identity_is_in_no_file() -> None:
    """Neither as JSON nor as PDF, whoever asks, even a named opener."""
    me, case_id = everybody(), kept_case()
    who = {"name": NAME, "cnic": "42101-1234567-2", "phone": "0300-1234567", "address": "Kot Diji"}
    ask(api.add_protected_witness, me, path={"case_id": case_id}, body={**who, **new_order(opener_ids=[me.id])})
    written = fetched(me, asked_case(me, case_id, "json"))
    package = orjson.loads(written)
    assert "PW-A" in {person["label"] for person in package["chapters"]["persons"]}
    assert "person_details" in package["chapters"]
    pages = pypdf.PdfReader(io.BytesIO(fetched(me, asked_case(me, case_id, "pdf")))).pages
    text = written.decode() + "".join(page.extract_text() for page in pages)
    assert text.count("PW-A") >= 2
    for secret in ("Sassui", "Khaskheli", "1234567", "Kot Diji"):
        assert secret.casefold() not in text.casefold()
