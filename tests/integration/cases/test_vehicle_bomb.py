"""Financing of a vehicle-borne bomb (FMU's published typology): two files that share a vehicle, an account and a CNIC.

A owned the vehicle; his wife held the account that had slept and was woken, emptied and closed; D, financed from it, was
the buyer. One file is of the blast, in Karachi South; the other, of the money, in Sukkur.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest

from services.cases import api
from services.common.tables import audit_entries
from tests.conftest import database_of, make_actor
from tests.integration.cases.asking import ask, refusal
from tests.integration.cases.connecting import added, committed_case, graph, officer, unique_digits

SOUTH, SUKKUR = officer("karachi-south"), officer("sukkur")
BOTH = officer("karachi-south", "sukkur")


@dataclass(frozen=True)
class Scenario:
    """The two files, and what is written of what they share."""

    blast: UUID
    money: UUID
    plate: str
    account: str
    cnic: str


@pytest.fixture
def scenario() -> Scenario:
    """Enter both files, each by its own office, each in its own spelling."""
    blast, money = committed_case(), committed_case(district="sukkur", police_station="Site")
    plate, account, cnic = unique_digits(8), unique_digits(14), "4230" + unique_digits(9)
    added(SOUTH, blast, "vehicle", "used_in_offence", registration=f"AFR-{plate}")
    added(SOUTH, blast, "account", "owner", bank="scbl", account_number=f"00-{account}")
    added(SOUTH, blast, "person", "owner", name="Muhammad Aslam", cnic=f"{cnic[:5]}-{cnic[5:12]}-{cnic[12]}")
    added(SOUTH, blast, "phone", "contacted", phone="0300" + unique_digits(7))
    added(SUKKUR, money, "vehicle", "owner", registration=f"afr {plate}", chassis="CH" + unique_digits(9))
    added(SUKKUR, money, "account", "account_holder", iban=f"PK36 SCBL {account:0>16}")
    added(
        SUKKUR,
        money,
        "person",
        "financier",
        name="محمد اسلم",
        cnic=cnic.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")),
    )
    return Scenario(blast, money, plate, account, cnic)


def links_of(drawn: dict[str, Any], case_id: UUID) -> dict[str, list[str]]:
    """Give what joins a graph's records to a case: the record's kind, and the keys."""
    kinds = {node["id"]: node["entity_kind"] for node in drawn["nodes"]}
    return {kinds[edge["target"]]: edge["by"] for edge in drawn["edges"] if edge["source"] == f"case:{case_id}"}


def test_who_sees_both_files_sees_what_joins_them(scenario: Scenario) -> None:
    """The vehicle, the account and the CNIC are drawn as one node each between the two cases, in either direction."""
    shared = {"vehicle": ["registration"], "account": ["account"], "person": ["cnic"]}
    for mine, other in ((scenario.blast, scenario.money), (scenario.money, scenario.blast)):
        drawn = graph(BOTH, mine)
        assert links_of(drawn, other) == shared
        assert links_of(drawn, mine).keys() >= shared.keys()
        assert {node["kind"] for node in drawn["nodes"]} == {"case", "entity"}
        assert drawn["is_complete"]
    certain = {edge["by"][0]: edge["is_certain"] for edge in graph(BOTH, scenario.blast)["edges"] if edge["by"]}
    assert certain == {"registration": False, "account": False, "cnic": True}
    assert "phone" not in links_of(graph(BOTH, scenario.blast), scenario.money)


def test_who_sees_one_file_sees_the_office_to_ask_and_nothing_else(scenario: Scenario) -> None:
    """Of the other file neither number, nor station, nor labels, nor keys, nor its id; and nothing tells how many there are."""
    drawn = graph(SOUTH, scenario.blast)
    told = json.dumps(drawn, ensure_ascii=False)
    for secret in (str(scenario.money), "Site", "محمد", "financier", "account_holder", "CH"):
        assert secret not in told
    offices = [node for node in drawn["nodes"] if node["kind"] == "office"]
    nothing = {"label": None, "entity_kind": None, "case_id": None}
    assert offices == [{"id": "office:sukkur", "kind": "office", "district": "sukkur", **nothing}]
    restricted = [edge for edge in drawn["edges"] if edge["source"] == "office:sukkur"]
    assert [(edge["roles"], edge["by"], edge["is_certain"]) for edge in restricted] == [([], [], False)] * 3
    third = committed_case(district="sukkur", police_station="Airport")
    added(SUKKUR, third, "vehicle", "recovered", registration=f"AFR{scenario.plate}")
    assert graph(SOUTH, scenario.blast) == drawn


def test_a_sealed_file_of_the_own_office_is_restricted_too(scenario: Scenario) -> None:
    """It shows as a restricted link of the office; who reads sealed files sees it, and that they did is kept."""
    hidden = committed_case(is_sealed=True, police_station="Quiet")
    seer = officer("karachi-south", more=("cases.read_sealed",))
    added(seer, hidden, "vehicle", "used_in_offence", registration=f"AFR-{scenario.plate}")
    drawn = graph(SOUTH, scenario.blast)
    assert {node["id"] for node in drawn["nodes"] if node["kind"] == "office"} == {
        "office:karachi-south",
        "office:sukkur",
    }
    assert "Quiet" not in json.dumps(drawn)
    assert links_of(graph(seer, scenario.blast), hidden) == {"vehicle": ["registration"]}
    with database_of("cases").reading() as session:
        kept = session.execute(
            audit_entries.select().where(
                audit_entries.c.subject == f"case:{hidden}", audit_entries.c.action == "sealed_case_read"
            )
        ).all()
    assert [row.actor_id for row in kept] == [seer.id]


def test_the_graph_of_a_file_out_of_sight_is_not_there(scenario: Scenario) -> None:
    """Nor its list of records, nor its duplicates."""
    for operation in (api.read_case_graph, api.list_entities, api.list_duplicates):
        assert refusal(operation, SOUTH, path={"case_id": scenario.money}).code == "no_such_case"
    (one, *_) = ask(api.list_entities, SUKKUR, path={"case_id": scenario.money})
    for case_id, code in ((scenario.money, "no_such_case"), (scenario.blast, "no_such_entity")):
        path = {"case_id": case_id, "entity_id": one["id"]}
        assert refusal(api.read_entity, SOUTH, path=path).code == code


def test_a_withdrawn_record_links_nothing(scenario: Scenario) -> None:
    """The link is gone from both sides, and the record is kept with its reason."""
    listed = ask(api.list_entities, SUKKUR, path={"case_id": scenario.money})
    car = next(one for one in listed if one["kind"] == "vehicle")
    path = {"case_id": scenario.money, "entity_id": car["id"]}
    gone = ask(api.withdraw_entity, SUKKUR, path=path, body={"reason": "Another car"}, if_match="1")
    assert gone["version"] == 2
    kept = ask(api.read_entity, SUKKUR, path=path)
    assert (kept["withdrawn_why"], kept["label"]) == ("Another car", f"afr {scenario.plate}")
    assert links_of(graph(BOTH, scenario.blast), scenario.money).keys() == {"account", "person"}
    again = refusal(api.withdraw_entity, SUKKUR, path=path, body={"reason": "Twice"}, if_match="2")
    assert again.code == "entity_withdrawn"
    assert car["id"] not in [one["id"] for one in ask(api.list_entities, SUKKUR, path={"case_id": scenario.money})]


def test_a_name_alone_links_nothing(scenario: Scenario) -> None:
    """Many bear it: a third file with the same name and another CNIC stays apart."""
    third = committed_case()
    added(SOUTH, third, "person", "suspect", name="Mohammed Aslam", cnic="4230" + unique_digits(9))
    assert links_of(graph(BOTH, third), scenario.blast) == {}
    assert make_actor().id not in json.dumps(graph(BOTH, third))
