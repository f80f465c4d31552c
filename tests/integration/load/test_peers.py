"""The peers that the bench compares with do the same as the service: the same members, the same sight, the same writes."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import socket
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from deploy.native.places import ROOT
from services.cases.queries import cases
from services.cases.rules.days import day_in_karachi
from services.cases.schemas.case import CaseFilter, NewCase
from services.cases.usecases.registration import register_case
from services.common.audit import pending_entries
from services.common.outbox import pending_events
from tests.conftest import database_of, make_actor, rolled_back
from tests.load import filling
from tests.load.asking import Door, ask, differences, require, shape
from tests.load.generating import make_world
from tests.load.jobs import new_case
from tests.load.setting_up import PERMISSIONS, TOKEN
from tests.load.sides import start_django, start_fastapi
from tests.load.starting import stop

CASES = 300


_WRITTEN = {
    "cases": "id = :id",
    "accused": "case_id = :id",
    "custody_spells": "accused_id IN (SELECT id FROM accused WHERE case_id = :id)",
    "case_facts": "case_id = :id",
    "clocks": "case_id = :id",
}
_LEFT = {
    "told": "SELECT envelope FROM outbox WHERE aggregate_id = :id",
    "audited": "SELECT entry FROM peer_audit_entries WHERE subject = 'case:' || :id",
}
# What differs between any two registrations: instants, and what a request carries.
_PASSING = ("at", "occurred_at", "registered_at", "changed_at", "noted_at", "correlation_id", "actor", "traceparent")


class Peer:
    """A peer that answers, and what it answers about."""

    def __init__(self, door: Door, ids: list[str], caller: uuid.UUID, sight: list[str]) -> None:
        self.door = door
        self.ids = ids
        self.caller = caller
        self.sight = sight

    def get(self, path: str, status: int = 200) -> Any:
        """Ask for something."""
        return require(self.door, self.door.request("GET", path), status)


@pytest.fixture(name="url", scope="module")
def _url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give a database of cases filled with generated ones; its URL is a superuser's."""
    database = database_of("cases")
    url = database.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    folder = tmp_path_factory.mktemp("lines")
    world = make_world(filling.read_districts(url), 1)
    filling.write_lines(folder, CASES, world, 1)
    filling.copy_into(folder, [url])
    with database.engine.begin() as connection:
        connection.exec_driver_sql((ROOT / "tests/load/peers/tables.sql").read_text())
        connection.exec_driver_sql(
            "INSERT INTO holidays SELECT day, scope FROM unnest("
            f"ARRAY['2025-11-10', '2025-11-11', '2025-11-12']::date[], ARRAY['province', 'district:{world.districts[0]}',"
            f" 'district:{world.districts[1]}']) AS declared (day, scope)"
        )
        connection.execute(
            sa.text("INSERT INTO peer_tokens VALUES (:hash, :id, :may, :districts, now() + interval '1 day')"),
            {
                "hash": hashlib.sha256(TOKEN.encode()).digest(), "id": world.prosecutors[0], "may": list(PERMISSIONS),
                "districts": world.districts[:6],
            },
        )  # fmt: skip
    yield url
    with database.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE peer_tokens, peer_audit_entries")
        connection.exec_driver_sql("TRUNCATE cases, holidays CASCADE")


@pytest.fixture(
    name="peer", scope="module", params=[start_django, start_fastapi], ids=["django_rest", "fastapi_asyncpg"]
)
def _peer(request: pytest.FixtureRequest, url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Peer]:
    folder: Path = tmp_path_factory.mktemp("peer")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    process = request.param(folder, port, url)
    world = make_world(filling.read_districts(url), 1)
    sight = list(world.districts[:6])
    caller = world.prosecutors[0]
    yield Peer(Door(port, TOKEN), filling.read_visible(url, sight, caller, 20), caller, sight)
    stop(process)


def test_a_peer_answers_as_the_service_does(peer: Peer) -> None:
    """Each case has the same members of the same kinds, and the first page shows the same cases in the same order."""
    actor = make_actor(*PERMISSIONS, districts=tuple(peer.sight), id=peer.caller)
    database = database_of("cases")
    with database.reading() as session:
        for case_id in peer.ids:
            mine = json.loads(cases.read_case(session, actor, uuid.UUID(case_id)).body)
            assert differences(shape(mine), shape(peer.get(f"/api/cases/{case_id}")), "case") == []
        listed = json.loads(cases.list_cases(session, actor, CaseFilter().load({"limit": "50"})).body)
    theirs = peer.get("/api/cases?limit=50")
    assert differences(shape(listed), shape(theirs), "list") == []
    assert [row["id"] for row in listed["items"]] == [row["id"] for row in theirs["items"]]


def test_a_peer_shows_nobody_more_than_the_service_does(peer: Peer, url: str) -> None:
    """A case outside the caller's districts and a sealed one do not exist for him; without a token there is nothing."""
    hidden = sa.text(
        "SELECT id::text FROM cases WHERE (is_sealed OR district <> ALL(:sight)) AND id NOT IN"
        " (SELECT case_id FROM assignments WHERE prosecutor_id = :me) ORDER BY is_sealed DESC LIMIT 5"
    )
    with database_of("cases").engine.connect() as connection:
        for (case_id,) in connection.execute(hidden, {"sight": peer.sight, "me": peer.caller}):
            peer.get(f"/api/cases/{case_id}", 404)
    stranger = Door(peer.door.port, "cmms_nobody")
    assert ask(stranger, stranger.request("GET", f"/api/cases/{peer.ids[0]}")).status == 401


def test_a_peer_registers_a_case_once_with_all_that_belongs_to_it(peer: Peer) -> None:
    """One event and one audit entry; the same key answers the same, and the FIR is not taken twice."""
    body = json.dumps(new_case(peer.sight[0], f"Station {peer.door.port}"))
    request = peer.door.request("POST", "/api/cases", body, idempotency_key=f"key-{peer.door.port}")
    made = require(peer.door, request, 201)
    assert require(peer.door, request, 201) == made
    assert ask(peer.door, peer.door.request("POST", "/api/cases", body)).status == 409
    assert (len(made["accused"]), len(made["clocks"]), made["stage"]) == (2, 3, "investigation")
    counted = "SELECT (SELECT count(*) FROM outbox WHERE aggregate_id = :id), (SELECT count(*) FROM peer_audit_entries WHERE subject = 'case:' || :id)"
    with database_of("cases").engine.connect() as connection:
        assert tuple(connection.execute(sa.text(counted), {"id": made["id"]}).one()) == (1, 1)


@pytest.mark.parametrize("kind", ["as_benched", "of_last_week", "of_terrorism", "without_accused"])
def test_a_peer_writes_the_rows_that_the_service_writes(peer: Peer, kind: str) -> None:
    """The case, its accused, their custody, the facts and the clocks hold the same; so do the event and the audit entry."""
    new = _kinds_of_case(peer.sight[0], f"Written {kind} {peer.door.port}")[kind]
    actor = make_actor(*PERMISSIONS, districts=tuple(peer.sight), id=peer.caller)
    with rolled_back(database_of("cases")) as session:
        case_id = register_case(session, actor, NewCase().load(new))
        wanted = _read_written(session, str(case_id))
        told = {"told": pending_events(session), "audited": pending_entries(session)}
        wanted |= _plain(told, _name_people(session, str(case_id)))
    made = require(peer.door, peer.door.request("POST", "/api/cases", json.dumps(new)), 201)
    with database_of("cases").reading() as session:
        found = _read_written(session, made["id"])
        left = {
            name: [json.loads(text) for text in session.scalars(sa.text(query), {"id": made["id"]})]
            for name, query in _LEFT.items()
        }
        names = _name_people(session, made["id"])
    assert found | _plain(left, names) == wanted


def test_a_peer_refuses_what_the_service_refuses(peer: Peer) -> None:
    """A district that is not the caller's, an unknown act, and a body without a FIR."""
    for change, statuses in (
        ({"district": "sukkur"}, (403,)),
        ({"sections": [{"act": "unknown-act", "section": "1"}]}, (400, 422)),
        ({"fir_number": None}, (400, 422)),
    ):
        body = json.dumps(new_case(peer.sight[0], "Refused") | change)
        assert ask(peer.door, peer.door.request("POST", "/api/cases", body)).status in statuses


def _kinds_of_case(district: str, station: str) -> dict[str, dict[str, Any]]:
    """Give FIRs that start different clocks."""
    benched = new_case(district, station)
    lately = day_in_karachi(dt.datetime.now(dt.UTC)) - dt.timedelta(days=7)
    woman, fugitive = ({**one, "role": "unknown"} for one in benched["accused"])
    woman |= {"gender": "female", "custody": {"state": "in_custody", "since_on": str(lately)}}
    fugitive |= {"is_juvenile": True, "custody": {"state": "absconding", "since_on": str(lately)}}
    of_last_week = benched | {
        "fir_on": str(lately), "fir_year": lately.year, "received_on": None, "fir_as_written": "Crime No. 435 of City",
        "sections": [{"act": "ppc", "section": "302"}], "accused": [woman, fugitive],
    }  # fmt: skip
    return {
        "as_benched": benched,
        "of_last_week": of_last_week,
        "of_terrorism": benched | {"sections": [{"act": "ata", "section": "7"}]},
        "without_accused": benched | {"accused": [], "summary": None},
    }


def _read_written(session: Session, case_id: str) -> dict[str, Any]:
    """Give the rows of a case, with names in place of ids, in an order that does not depend on ids."""
    rows: dict[str, list[dict[str, Any]]] = {
        table: list(session.scalars(sa.text(f"SELECT to_jsonb(t) FROM {table} t WHERE {where}"), {"id": case_id}))
        for table, where in _WRITTEN.items()
    }
    names = {case_id: "case"} | {one["id"]: f"accused {one['number']}" for one in rows["accused"]}
    names |= {fact["id"]: f"{fact['kind']} {names.get(fact['accused_id'])}" for fact in rows["case_facts"]}
    for row in (*rows["custody_spells"], *rows["clocks"]):
        del row["id"]
    return _plain(rows, names)


def _name_people(session: Session, case_id: str) -> dict[str, str]:
    """Give names for the ids of a case and its accused, as its rows have them."""
    people = session.execute(sa.text("SELECT id::text, number FROM accused WHERE case_id = :id"), {"id": case_id})
    return {case_id: "case"} | {accused_id: f"accused {number}" for accused_id, number in people}


def _plain(rows: dict[str, list[dict[str, Any]]], names: dict[str, str]) -> dict[str, Any]:
    """Put names in place of ids, leave out what differs between any two registrations."""
    found = {}
    for name, theirs in rows.items():
        texts = [json.dumps({key: value for key, value in row.items() if key not in _PASSING}) for row in theirs]
        for given, known in names.items():
            texts = [text.replace(given, known) for text in texts]
        found[name] = sorted((json.loads(text) for text in texts), key=str)
    for envelope in found.get("told", []):
        del envelope["id"]
    return found
