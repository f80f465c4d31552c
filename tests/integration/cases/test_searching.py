"""Search finds a case by whatever a clerk has in hand, in any spelling, and nothing that the asker may not see."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

import pytest

from services.cases import api
from services.common.actor import Actor
from tests.conftest import database_of, make_actor
from tests.integration.cases.asking import ask, refusal
from tests.integration.cases.connecting import unique_digits
from tests.integration.cases.desk import assigned, days_ago, filed, new_accused, registered, sealed
from tests.integration.cases.file_people import added, new_order, office, path_of

YEAR = days_ago(2).year
WORD = "".join(chr(ord("a") + int(digit)) for digit in unique_digits(9))
STATION = f"Karim Bux {WORD}"


@dataclass(frozen=True)
class Found:
    """A case that is searched for."""

    id: str
    number: str
    cnic: str
    phone: str


def search(actor: Actor, **asked: Any) -> list[str]:
    """Give the ids that a search finds."""
    return [row["id"] for row in ask(api.search_cases, actor, body=asked)["items"]]


def clerk(*districts: str) -> Actor:
    """Make somebody who reads cases."""
    return make_actor("cases.read", districts=districts or ("karachi-south",))


@pytest.fixture(scope="module")
def case() -> Found:
    """Register a case with an accused, a complainant and sections."""
    number, cnic, phone = f"{unique_digits(5)[:4]}7-A".lstrip("0"), "4210" + unique_digits(9), "0300" + unique_digits(7)
    with database_of("cases").transaction() as session:
        case_id = registered(
            session, police_station=f"PS {STATION}", fir_number=number,
            sections=[{"act": "ppc", "section": "365-A"}, {"act": "ata", "section": "7(e)"}],
            accused=[new_accused(custody={"state": "absconding", "since_on": str(days_ago(2))}, initials=f"Q.{WORD[0]}.")],
        )  # fmt: skip
    added(case_id, kind="complainant", witness_kind=None, name=f"Mohammed Aslam {WORD}", cnic=cnic, phone=phone)
    return Found(str(case_id), number, cnic, phone)


@pytest.fixture(scope="module")
def in_court() -> str:
    """File a case in court under a number of a joint trial."""
    with database_of("cases").transaction() as session:
        case_id = filed(session, police_station=STATION)
    return str(case_id)


@pytest.mark.parametrize(
    "line",
    [
        "{number}/{year}", "FIR No. {number} of {year}", "Crime No.{number}/{year} of PS Karim Bux {word}", "{urdu}/{year}",
        "Muhammad Aslam {word}", "Mohd. Aslam {word}", "محمد اسلم {word}", "محمّد اسلم {word}", "Aslam {word}",
        "Muhammad Aslaam {word}", "Mohamed Aslum {word}", "PS Karim-Bux {word}", "{cnic}", "{dashed}", "{phone}",
        "+92 {bare}", "{word} {number}", "Karim Bux {word}, 365-A",
    ],
)  # fmt: skip
def test_a_line_finds_it(case: Found, line: str) -> None:
    """As papers, clerks and keyboards write it."""
    written = line.format(
        number=case.number, year=YEAR, word=WORD, cnic=case.cnic, phone=case.phone, bare=case.phone[1:],
        urdu=case.number.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")),
        dashed=f"{case.cnic[:5]}-{case.cnic[5:12]}-{case.cnic[12]}",
    )  # fmt: skip
    if "365-A" in line:
        # Numbers and words must both hold: a section is no number of this case.
        assert case.id not in search(clerk(), q=written)
    else:
        assert case.id in search(clerk(), q=written)


@pytest.mark.parametrize(
    ("asked", "other"),
    [
        ({"section": "365-a"}, {"section": "302"}), ({"act": "ata"}, {"act": "saa"}),
        ({"act": "ppc", "section": "365-A"}, {"act": "ata", "section": "365-A"}), ({"q": "u/s 365-A PPC"}, {"q": "302 PPC"}),
        ({"custody": "absconding"}, {"custody": "on_bail"}), ({"stage": "investigation"}, {"stage": "in_court"}),
        ({"is_terrorism": True}, {"is_terrorism": False}), ({"district": "karachi-south"}, {"district": "sukkur"}),
        ({"fir_from": str(days_ago(2))}, {"fir_from": str(days_ago(1))}), ({"fir_to": str(days_ago(2))}, {"fir_to": str(days_ago(3))}),
        ({}, {"decided_from": "2000-01-01"}), ({}, {"court_id": str(uuid.uuid4())}), ({}, {"name": "Ghulam Rasool"}),
        ({"police_station": STATION}, {"police_station": "Clifton"}), ({}, {"decided_to": "2100-01-01"}),
    ],
)  # fmt: skip
def test_each_filter_holds_beside_the_others(case: Found, asked: dict[str, Any], other: dict[str, Any]) -> None:
    """What is the case's finds it among its station's, what is not leaves it out."""
    assert case.id in search(clerk(), name=f"Aslam {WORD}", **asked)
    assert case.id not in search(clerk(), number=f"{case.number}/{YEAR}", **other)


@pytest.mark.parametrize("number", ["SC 1/2026", "1 of 2026", "Special Case No. 1/2026", "۱/۲۰۲۶"])
def test_a_number_in_court_finds_its_case(in_court: str, number: str) -> None:
    """However it is written; another year's does not."""
    assert in_court in search(clerk(), number=number, police_station=STATION, limit=200)
    assert in_court in search(clerk(), q=number, police_station=STATION, limit=200)
    assert in_court not in search(clerk(), number="1/2025", police_station=STATION)


def test_of_numbers_with_letters_each_is_its_own(case: Found) -> None:
    """420-A is not 420."""
    assert case.id not in search(clerk(), number=f"{case.number.removesuffix('-A')}/{YEAR}", police_station=STATION)
    assert case.id in search(clerk(), number=case.number, police_station=STATION)


def test_who_may_not_see_the_case_finds_it_by_nothing(case: Found) -> None:
    """Other districts see neither hit nor count; a sealed one shows to its readers alone, and that it was shown is kept."""
    for asked in (
        {"q": f"{case.number}/{YEAR}"},
        {"cnic": case.cnic},
        {"phone": case.phone},
        {"name": f"Aslam {WORD}"},
    ):
        assert search(clerk("sukkur"), **asked) == []
        facets = ask(api.count_found_cases, clerk("sukkur"), body=asked)
        assert (facets["counted"], facets["stage"], facets["custody"], facets["is_complete"]) == (0, [], [], True)
    number = unique_digits(5).lstrip("0")
    with database_of("cases").transaction() as session:
        hidden = str(sealed(session, registered(session, police_station=STATION, fir_number=number)))
    asked = {"number": number, "police_station": STATION}
    assert search(clerk(), **asked) == []
    assert ask(api.count_found_cases, clerk(), body=asked)["counted"] == 0
    seer = make_actor("cases.read", "cases.read_sealed", districts=("karachi-south",))
    assert search(seer, **asked) == [hidden]
    assert ask(api.count_found_cases, seer, body=asked)["counted"] == 1
    rows = ask(api.list_case_history, seer, path={"case_id": hidden})
    assert [row["actor_id"] for row in rows if row["action"] == "sealed_case_read"] == [seer.id, seer.id]


def test_a_child_is_found_by_name_for_the_team_alone() -> None:
    """Nor by CNIC or telephone (JJSA s.13)."""
    cnic, phone, name = "4210" + unique_digits(9), "0301" + unique_digits(7), f"Sajid {WORD[::-1]}"
    with database_of("cases").transaction() as session:
        case_id = registered(session, police_station=STATION)
        member = make_actor("cases.read", districts=())
        assigned(session, case_id, member.id)
    added(case_id, kind="victim", witness_kind=None, name=name, cnic=cnic, phone=phone, is_child=True)
    for asked in ({"name": name}, {"q": name}, {"cnic": cnic}, {"q": phone}):
        assert search(clerk(), **asked) == []
        assert search(member, **asked) == [str(case_id)]


def test_a_protected_witness_is_found_by_the_pseudonym_alone() -> None:
    """The name that was entered finds nothing any more, for nobody."""
    cnic, name = "4210" + unique_digits(9), f"Gul Bano {WORD[3:]}"
    with database_of("cases").transaction() as session:
        case_id = registered(session, police_station=STATION)
    person = added(case_id, name=name, cnic=cnic)
    assert search(office(), name=name) == [str(case_id)]
    pseudonym = f"Moon {WORD[::-1].upper()}"
    ask(api.protect_witness, office(), path=path_of(person), body=new_order(pseudonym=pseudonym), if_match="1")
    for asked in ({"name": name}, {"q": name}, {"cnic": cnic}):
        assert search(office(), **asked) == []
    assert search(office(), name=pseudonym.lower()) == [str(case_id)]


def test_records_of_things_and_persons_are_found() -> None:
    """By plate, IBAN and name, until they are withdrawn."""
    me = make_actor("cases.read", "cases.record", districts=("karachi-south",))
    with database_of("cases").transaction() as session:
        case_id = registered(session, police_station=STATION)
    plate, alias = unique_digits(7), f"Kaala {WORD[1:]}"
    car = {"kind": "vehicle", "role": "recovered", "registration": f"BGA-{plate}"}
    made = ask(api.add_entity, me, path={"case_id": case_id}, body=car)
    man = {"kind": "person", "role": "suspect", "name": "Rashid", "aliases": [alias]}
    ask(api.add_entity, me, path={"case_id": case_id}, body=man)
    assert search(clerk(), q=f"bga {plate}") == search(clerk(), name=alias) == [str(case_id)]
    path = {"case_id": case_id, "entity_id": made["id"]}
    ask(api.withdraw_entity, me, path=path, body={"reason": "Wrong"}, if_match="1")
    assert search(clerk(), q=f"bga {plate}") == []


def test_pages_follow_one_another_and_facets_count_them_all() -> None:
    """Newest first, none twice, none left out; the spread adds up, and says when it does not count all."""
    station = f"Paged {WORD}"
    with database_of("cases").transaction() as session:
        made = [str(registered(session, police_station=station)) for _ in range(5)]
    first = ask(api.search_cases, clerk(), body={"police_station": station, "limit": 3})
    rest = ask(api.search_cases, clerk(), body={"police_station": station, "limit": 3, "after": first["next"]})
    assert [row["id"] for row in (*first["items"], *rest["items"])] == made[::-1]
    assert rest["next"] is None
    facets = ask(api.count_found_cases, clerk(), body={"police_station": station})
    assert (facets["counted"], facets["is_complete"]) == (5, True)
    assert facets["custody"] == [{"value": "in_custody", "count": 5}]
    assert facets["fir_year"] == [{"value": str(YEAR), "count": 5}]
    assert facets["court_id"] == [{"value": None, "count": 5}]


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"q": "//"}, "q"), ({"name": "@@"}, "name"), ({"number": "x"}, "number"), ({"cnic": "42101"}, "cnic"),
        ({"phone": "12"}, "phone"), ({"section": "murder"}, "section"), ({"stage": "nowhere"}, "stage"),
        ({"fir_from": "31-12-2026"}, "fir_from"), ({"limit": 0}, "limit"), ({"after": "x"}, "after"),
        ({"court_id": "x"}, "court_id"), ({"shoe": "size"}, "shoe"),
    ],
)  # fmt: skip
def test_what_cannot_be_searched_for_is_refused_by_its_field(asked: dict[str, Any], field: str) -> None:
    """With what may be typed instead."""
    refused = refusal(api.search_cases, clerk(), body=asked)
    assert (refused.kind, list(refused.fields or {})) == ("invalid", [field])
