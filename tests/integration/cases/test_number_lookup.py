"""Printed numbers lead to the cases they mean, in the reader's sight alone; lists name nobody who may not be named."""

from __future__ import annotations

import uuid
from typing import Any

import sqlalchemy as sa

from services.cases import api
from services.cases.models import Case
from services.cases.schemas.trial import Transfer
from services.cases.usecases.numbers import transfer_case
from services.common.actor import Actor
from services.common.ids import new_id
from tests.conftest import database_of, make_actor
from tests.integration.cases.asking import ask, refusal
from tests.integration.cases.connecting import unique_digits
from tests.integration.cases.desk import DISTRICT, days_ago, filed, loaded, new_accused, registered, sealed
from tests.integration.cases.file_people import added, on_team

READER = make_actor("cases.read", districts=(DISTRICT,))
SERVICE = make_actor(id="service:scheduling", districts=())
YEAR = days_ago(2).year


def kept(number: str | None = None, *, court_id: uuid.UUID | None = None, **changes: Any) -> uuid.UUID:
    """Keep a case; with a number it is in court under it."""
    with database_of("cases").transaction() as session:
        if number is None:
            return registered(session, **changes)
        case_id = filed(session, **changes)
        values = {"court_case_number": number, **({"court_id": court_id} if court_id else {})}
        session.execute(sa.update(Case).where(Case.id == case_id).values(values))
        return case_id


def find(actor: Actor, *lines: dict[str, Any], **asked: Any) -> list[list[list[str]]]:
    """Give for each line and number the ids of the cases it may mean."""
    body = {"lines": [{"place": place, **line} for place, line in enumerate(lines)], **asked}
    items = ask(api.find_cases_by_numbers, actor, body=body)["items"]
    return [[[one["case_id"] for one in number["candidates"]] for number in item["numbers"]] for item in items]


def test_a_number_is_found_in_every_spelling() -> None:
    """Court's number and FIR, in words, digits and letters of any keyboard; all spellings give the one case."""
    court, fir = unique_digits(6), unique_digits(6)
    station = f"Lookup {court}"
    case_id = str(kept(f"Special Case No. {court}-A of {YEAR}", police_station=station, fir_number=fir))
    urdu = court.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    spellings = [
        {"number": f"Spl.C.No.{court}-A/{YEAR}"}, {"number": f"{court} a / {YEAR}"}, {"number": f"مقدمہ نمبر {urdu} الف سال {YEAR}"},
        {"number": f"{court}/A of {YEAR}"}, {"fir": f"{fir}/{YEAR}", "police_station": station.lower()},
        {"number": f"Crime No. {fir}/{YEAR} of PS {station.split(maxsplit=1)[0]}"}, {"number": f"{court}-A/{YEAR} (FIR {fir}/{YEAR} u/s 302/34 PPC)"},
    ]  # fmt: skip
    assert find(READER, *spellings[:5]) == [[[case_id]]] * 5
    assert find(READER, spellings[6]) == [[[case_id]]]
    assert find(READER, spellings[5]) == [[[]]], "a FIR of another station is another FIR"


def test_several_numbers_in_a_line_are_several_cases() -> None:
    """Connected cases that are heard together stand in one line; each number has its own candidates, in their order."""
    digits = unique_digits(6)
    cases = [str(kept(f"{digits}{suffix}/{YEAR}")) for suffix in ("", "-A", "-B")]
    assert find(READER, {"number": f"{digits}, {digits}-A & {digits}-B of {YEAR}"}) == [[[case] for case in cases]]


def test_a_court_has_its_own_numbers() -> None:
    """The same number before another court is another case; where only another court has it, that is shown."""
    number, here, there = unique_digits(6), new_id(), new_id()
    mine, other = kept(f"SC {number}/{YEAR}", court_id=here), kept(f"SC {number}/{YEAR}", court_id=there)
    line = {"number": f"S.C. {number}/{YEAR}"}
    assert find(READER, line, court_id=str(here)) == [[[str(mine)]]]
    assert find(READER, line, court_id=str(there)) == [[[str(other)]]]
    assert len(find(READER, line)[0][0]) == 2
    assert len(find(READER, line, court_id=str(new_id()))[0][0]) == 2


def test_a_number_without_year_is_looked_for_before_the_court_alone() -> None:
    """Elsewhere it would mean anything."""
    number, court = unique_digits(6), new_id()
    case_id = kept(f"SC {number}/{YEAR}", court_id=court)
    assert find(READER, {"number": f"Sessions Case {number}"}, court_id=str(court)) == [[[str(case_id)]]]
    assert find(READER, {"number": f"Sessions Case {number}"}) == [[[]]]


def test_a_former_number_still_finds_the_case() -> None:
    """A case that went to another court is found by its old number too (SCCR 7.2), marked as such."""
    old, new = unique_digits(6), unique_digits(6)
    with database_of("cases").transaction() as session:
        case_id = filed(session)
        for number in (old, new):
            body = loaded(
                Transfer, court_id=str(new_id()), court_case_number=f"SC {number}/{YEAR}", order_reference="HC 12",
                transferred_on=str(days_ago(0)),
            )  # fmt: skip
            transfer_case(session, make_actor("cases.read"), case_id, body, if_match=None)
    lines = [{"place": place, "number": f"SC {number}/{YEAR}"} for place, number in enumerate((old, new))]
    items = ask(api.find_cases_by_numbers, READER, body={"lines": lines})["items"]
    found = [(one["case_id"], one["found_by"]) for item in items for one in item["numbers"][0]["candidates"]]
    assert found == [(str(case_id), "former_number"), (str(case_id), "court_number")]


def test_what_is_no_number_or_an_application_finds_nothing() -> None:
    """A name, sections of law, a bail application's own number: a clerk chooses."""
    assert find(READER, {"number": "The State v. A.B."}, {"number": "u/s 302/34 PPC"}) == [[], []]
    assert find(READER, {"number": f"Bail Appln 1/{YEAR}"}) == [[[]]]


def test_only_what_the_reader_may_see_is_found() -> None:
    """Neither other districts nor sealed cases; a service that asks for a person sees no more than they would."""
    number = unique_digits(6)
    case_id = kept(f"{number}/{YEAR}")
    hidden = kept(f"{number}/{YEAR}", district="kashmore")
    with database_of("cases").transaction() as session:
        secret = sealed(session, kept(f"{number}/{YEAR}"))
    line = {"number": f"{number}/{YEAR}"}
    assert find(READER, line) == [[[str(case_id)]]]
    reader = {"account_id": READER.id, "districts": [DISTRICT], "reads_sealed": False}
    assert find(SERVICE, line, reader=reader) == [[[str(case_id)]]]
    everywhere = find(SERVICE, line, reader={**reader, "districts": ["*"], "reads_sealed": True})
    assert {*everywhere[0][0]} == {str(case_id), str(hidden), str(secret)}
    assert (
        refusal(api.find_cases_by_numbers, READER, body={"lines": [{"place": 1}], "reader": reader}).code
        == "reader_not_yours"
    )
    assert refusal(api.find_cases_by_numbers, SERVICE, body={"lines": [{"place": 1}]}).code == "reader_missing"
    assert refusal(api.find_cases_by_numbers, make_actor(), body={"lines": [{"place": 1}]}).code == "permission_missing"


def titles(actor: Actor, *case_ids: uuid.UUID, form: str = "office", **more: Any) -> list[dict[str, Any]]:
    """Read how a list names cases."""
    body = {"case_ids": [str(case_id) for case_id in case_ids], "form": form, **more}
    found: list[dict[str, Any]] = ask(api.read_case_titles, actor, body=body)["items"]
    return found


def test_a_list_names_the_first_who_may_be_named() -> None:
    """By name in the office, by initials in public."""
    case_id = kept(f"SC 7/{YEAR}", accused=[new_accused(), new_accused(initials="E.F.")])
    with database_of("cases").reading() as session:
        accused = session.scalar(sa.text("SELECT id FROM accused WHERE case_id = :id AND number = 1"), {"id": case_id})
    added(case_id, kind="accused", witness_kind=None, accused_id=str(accused), name="Aslam Baloch")
    (office,) = titles(READER, case_id)
    assert (office["first_accused"], office["accused_count"], office["court_case_number"]) == (
        "Aslam Baloch",
        2,
        f"SC 7/{YEAR}",
    )
    (public,) = titles(READER, case_id, form="public")
    assert (public["first_accused"], public["is_withheld"], public["has_child"]) == ("A.B.", False, False)


def test_a_child_is_named_to_its_team_alone() -> None:
    """JJSA s.13: neither name nor initials elsewhere, and in public not even there."""
    case_id = kept(f"SC 8/{YEAR}", accused=[new_accused(is_juvenile=True)])
    member = on_team(case_id)
    assert titles(READER, case_id)[0]["first_accused"] is None
    assert titles(member, case_id)[0]["first_accused"] == "A.B."
    (public,) = titles(member, case_id, form="public")
    assert (public["first_accused"], public["has_child"]) == (None, True)


def test_a_sealed_case_is_withheld_in_public() -> None:
    """Nothing of it stands on a public list, whoever makes it; who may not see it gets no title at all."""
    with database_of("cases").transaction() as session:
        case_id = sealed(session, kept(f"SC 9/{YEAR}"))
    chief = make_actor("cases.read", "cases.read_sealed", districts=(DISTRICT,))
    assert titles(chief, case_id)[0]["court_case_number"] == f"SC 9/{YEAR}"
    (public,) = titles(chief, case_id, form="public")
    assert public.pop("is_withheld") is True
    assert set(public.values()) == {str(case_id), None}
    assert titles(READER, case_id) == []
