"""Of who a protected witness is nothing remains outside the vault: not in a table, an answer that is kept, an event or a log."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa

from services.cases import api
from services.common.answers import Answer
from services.common.api import Operation
from services.common.idempotency import hash_request
from services.common.tables import idempotency_keys
from tests.conftest import database_of
from tests.guards.tree import ROOT
from tests.integration.cases.asking import ask, give, refusal
from tests.integration.cases.desk import days_ago
from tests.integration.cases.file_people import kept_case, new_order, new_person, office, on_team, path_of

NAME, FATHER, CNIC, PHONE, ADDRESS = (
    "Zarmeena Qazalbash",
    "Mehrab Qazalbash",
    "43304-7654321-8",
    "0345-9876512",
    "Kot Diji",
)
WHO_PROTECTS = office()
# Numbers whole, as typed and as they are kept: five digits of one stand in many a hash by accident.
SECRETS = (
    "Zarmeena", "Mehrab", "Qazalbash", "Kot Diji", "43304-7654321", "4330476543218", "0345-9876512", "3459876512",
)  # fmt: skip


def find_secrets(text: bytes) -> list[str]:
    """Give which of the secrets stand in bytes, whatever their case."""
    return [secret for secret in SECRETS if secret.casefold().encode() in text.lower()]


def search_everything() -> Iterator[tuple[str, list[str]]]:
    """Read every row of every table of the database and give where a secret stands."""
    with database_of("cases").engine.connect() as connection:
        for table in sa.inspect(connection).get_table_names():
            for row in connection.execute(sa.text(f'SELECT * FROM "{table}"')):
                values = [bytes(one) if isinstance(one, (bytes, memoryview)) else str(one).encode() for one in row]
                if found := find_secrets(b"\x00".join(values)):
                    yield table, found


def found_in() -> set[str]:
    """Give the tables in which a secret stands."""
    return {table for table, _ in search_everything()}


class Life:
    """The life of a protected witness: each step as the gateway asks for it, with an Idempotency-Key, its answer kept here."""

    def __init__(self) -> None:
        """Register a case whose complainant testifies."""
        self.opener, self.second, self.clerk = office(), office(), office()
        self.case_id = kept_case(summary="Shots at the bus stand.", complainant_initials="Z.Q.")
        self.member = on_team(self.case_id)
        self.person: dict[str, Any] = {}
        self.answers: list[Answer] = []

    def step(self, operation: Operation, actor: Any, **asked: Any) -> Any:
        """Take a step and keep what is answered."""
        self.answers.append(give(operation, actor, key=str(uuid.uuid4()), **asked))
        return self.answers[-1]

    def enter(self) -> None:
        """Enter the witness openly, correct them, and let others do what names them."""
        who = {
            "name": NAME,
            "father_name": FATHER,
            "cnic": CNIC,
            "phone": PHONE,
            "address": ADDRESS,
            "gender": "female",
        }
        where = {"case_id": self.case_id}
        body = new_person(kind="complainant", **who)
        self.step(api.add_person, self.clerk, path=where, body=body)
        (row,) = ask(api.list_persons, self.clerk, path=where)
        self.person = {"case_id": str(self.case_id), "id": row["id"]}
        change = {"name": f"{NAME} Bibi", "reason": "As on the card"}
        self.step(api.change_person, self.clerk, path=path_of(self.person), body=change, if_match="1")
        twice = refusal(api.add_person, self.clerk, path=where, body=body, key=str(uuid.uuid4()))
        assert twice.code == "person_already_in_file"
        for form in ("json", "pdf"):
            wanted = {"form": form, "purpose": "For the trial"}
            self.step(api.export_case, self.clerk, path=where, body=wanted)
        for summary, version in ((f"{NAME} saw it.", "2"), ("A passenger saw it.", "3")):
            change = {"summary": summary, "reason": "completed"}
            self.step(api.change_case, self.clerk, path=where, body=change, if_match=version)

    def protect(self) -> Answer:
        """Protect them, name other openers, and correct what may be."""
        order = new_order(opener_ids=[self.opener.id])
        protected: Answer = self.step(
            api.protect_witness, self.second, path=path_of(self.person), body=order, if_match="2"
        )
        openers = {"opener_ids": [self.opener.id, str(uuid.uuid4())], "reason": "The second one travels"}
        self.step(api.name_openers, self.second, path=path_of(self.person), body=openers, if_match="3")
        change = {"needs_interpreter": True, "reason": "Brahui"}
        self.step(api.change_person, self.clerk, path=path_of(self.person), body=change, if_match="4")
        return protected

    def open(self) -> dict[str, Any]:
        """Ask, approve and read who they are."""
        body = {"reason": "Summons for the next date"}
        self.step(api.ask_opening, self.opener, path=path_of(self.person), body=body)
        (opening,) = ask(api.list_openings, self.second, path={"case_id": self.case_id})
        where = {"case_id": self.case_id, "opening_id": opening["id"]}
        body = {"decision": "approved", "reason": "On file"}
        self.step(api.decide_opening, self.second, path=where, body=body)
        found: dict[str, Any] = ask(api.read_identity, self.opener, path=path_of(self.person))
        return found

    def read_everything(self) -> None:
        """Read every operation that is about the case, as somebody of its team."""
        for operation in api.api.operations.values():
            wanted = set(operation.parameters)
            is_open = operation is not api.read_identity and (operation.may is None or operation.may in self.clerk.may)
            if is_open and operation.method == "GET" and wanted in ({"case_id"}, {"case_id", "person_id"}):
                self.answers.append(give(operation, self.clerk, path={name: self._id(name) for name in wanted}))
        self.answers.append(give(api.list_cases, self.clerk))

    def _id(self, name: str) -> Any:
        return self.case_id if name == "case_id" else self.person["id"]


def test_of_a_protected_witness_nothing_remains_outside_the_vault(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """Entered openly, named in a summary, exported, corrected, protected, opened, given up: afterwards no table holds any of it.

    Before, the file held it, and kept answers and exports did: so the search can find what it looks for.
    """
    caplog.set_level(logging.DEBUG)
    life = Life()
    life.enter()
    assert found_in() >= {"case_persons", "idempotency_keys", "exports"}
    before = len(life.answers)
    protected = life.protect()
    assert b'"still_named_in":[]' in protected.body
    identity = life.open()
    assert (identity["name"], identity["address"]) == (f"{NAME} Bibi", ADDRESS)
    life.read_everything()
    change = {"given_up_on": str(days_ago(0)), "reason": "Not needed"}
    life.step(api.change_person, life.clerk, path=path_of(life.person), body=change, if_match="5")
    assert list(search_everything()) == []
    assert [found for answer in life.answers[before:] if (found := find_secrets(answer.body))] == []
    written = capfd.readouterr()
    assert find_secrets((written.out + written.err + caplog.text).encode()) == []


def test_a_witness_protected_at_once_leaves_nothing_either(capfd: pytest.CaptureFixture[str]) -> None:
    """Neither a right entry nor a refused one, each with its key."""
    case_id = kept_case()
    who = {"name": NAME, "father_name": FATHER, "cnic": CNIC, "phone": PHONE, "address": ADDRESS}
    for cnic, code in ((CNIC, None), ("43304-76543", "person_not_readable")):
        asked: dict[str, Any] = {
            "path": {"case_id": case_id},
            "body": {**who, "cnic": cnic, **new_order()},
            "key": str(uuid.uuid4()),
        }
        if code is None:
            assert find_secrets(give(api.add_protected_witness, office(), **asked).body) == []
        else:
            refused = refusal(api.add_protected_witness, office(), **asked)
            assert refused.code == code
            assert find_secrets(str(refused.to_wire()).encode()) == []
    assert list(search_everything()) == []
    assert find_secrets("".join(capfd.readouterr()).encode()) == []


def test_neither_a_key_nor_the_plain_hash_of_a_request_is_kept() -> None:
    """Else whoever has the database could try out names until one has the hash that is kept."""
    key, body = str(uuid.uuid4()), {"name": NAME, **new_order()}
    asked: dict[str, Any] = {"path": {"case_id": kept_case()}, "body": body, "key": key}
    first, again = (give(api.add_protected_witness, WHO_PROTECTS, **asked).body for _ in range(2))
    assert first == again
    seen = {"path": {"case_id": asked["path"]["case_id"]}, "query": {}, "body": body, "if_match": None}
    plain = hash_request("add_protected_witness", seen)
    with database_of("cases").reading() as session:
        kept = session.execute(sa.select(idempotency_keys).where(idempotency_keys.c.actor_id == WHO_PROTECTS.id)).one()
    assert (kept.key != key, bytes(kept.request_hash) != plain) == (True, True)
    other = {**asked, "body": {**body, "name": "Somebody Else"}}
    assert refusal(api.add_protected_witness, WHO_PROTECTS, **other).code == "idempotency_key_reused"


_FAILING = """
import os, sqlalchemy as sa
from services.common.database import Database
from services.common.logs import get_log, set_up_logs
set_up_logs("probe")
try:
    with Database(os.environ["PROBE_URL"]).transaction() as session:
        session.execute(sa.text("CREATE TEMP TABLE people (name text, CONSTRAINT short CHECK (length(name) < 9))"))
        session.execute(sa.text("INSERT INTO people VALUES (:name)"), {"name": os.environ["PROBE_NAME"]})
except Exception:
    get_log("probe").exception("row_refused")
"""


def test_a_row_that_the_database_refuses_is_not_logged() -> None:
    """The log says which constraint refused it, and neither the row nor what was sent."""
    url = database_of("cases").engine.url.render_as_string(hide_password=False)
    environment = {**os.environ, "PROBE_URL": url.replace("+psycopg2", ""), "PROBE_NAME": f"{NAME}\n{FATHER}"}
    done = subprocess.run(
        [sys.executable, "-c", _FAILING], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert 'check constraint \\"short\\"' in done.stdout
    assert find_secrets((done.stdout + done.stderr).encode()) == []
