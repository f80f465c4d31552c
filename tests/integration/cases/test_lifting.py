"""A protection ends as it began: by the court's order, by who is named, by a second person (ATA s.21AA; SWPA 2013)."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
import sqlalchemy as sa

from services.cases import api
from services.cases.clients.vault import open_vault
from services.cases.models import ProtectedIdentity
from services.cases.usecases.vault import reseal_identities
from services.common.actor import Actor
from services.common.tables import outbox
from tests.conftest import database_of, make_actor
from tests.integration.cases.asking import ask, refusal
from tests.integration.cases.desk import DISTRICT, days_ago
from tests.integration.cases.file_people import added, elsewhere, kept_case, new_order, office, path_of, read

REASON = "The court set its order aside on the witness's own application"
ORDER = {"order_reference": "ATC-II, order of today", "ordered_on": str(days_ago(0)), "reason": REASON}


def protected(person: dict[str, Any], *openers: Actor, **changes: Any) -> dict[str, Any]:
    """Protect somebody whom these may ask to open."""
    body = new_order(opener_ids=[one.id for one in openers], **changes)
    found: dict[str, Any] = ask(
        api.protect_witness, office(), path=path_of(person), body=body, if_match=str(read(person)["version"])
    )
    return found


def witness_of(*openers: Actor, **changes: Any) -> dict[str, Any]:
    """Enter a witness and protect them, so that they have a row of their own in the vault."""
    person = added(kept_case(), cnic="42101-1234567-2", phone="03001234567", gender="female", **changes)
    return protected(person, *openers)


def asked(person: dict[str, Any], actor: Actor, **changes: Any) -> dict[str, Any]:
    """Ask that a protection end."""
    found: dict[str, Any] = ask(api.ask_lifting, actor, path=path_of(person), body={**ORDER, **changes})
    return found


def where(lifting: dict[str, Any]) -> dict[str, Any]:
    """Give the path of a request."""
    return {"case_id": lifting["case_id"], "lifting_id": lifting["id"]}


def decided(lifting: dict[str, Any], actor: Actor, decision: str = "approved") -> dict[str, Any]:
    """Decide on a request."""
    body = {"decision": decision, "reason": "The order is on file"}
    found: dict[str, Any] = ask(api.decide_lifting, actor, path=where(lifting), body=body)
    return found


def lifted(person: dict[str, Any], opener: Actor) -> dict[str, Any]:
    """End a protection by two people."""
    return decided(asked(person, opener), office())


def test_once_a_second_person_agrees_the_identity_is_in_the_file_again() -> None:
    """All that was taken out of the row comes back; until then nothing does, and the vault holds nothing of it afterwards."""
    opener = office()
    person = witness_of(opener, address="Lyari")
    lifting = asked(person, opener)
    assert (lifting["state"], read(person)["name"]) == ("asked", None)
    assert decided(lifting, office())["state"] == "approved"
    shown = read(person)
    assert (shown["label"], shown["name"], shown["cnic"], shown["cnic_as_written"], shown["phone"], shown["gender"]) == (
        "Gul Bano", "Gul Bano", "4210112345672", "42101-1234567-2", "+923001234567", "female",
    )  # fmt: skip
    assert (shown["address"], shown["is_protected"], shown["is_withheld"], shown["protection"]) == (
        "Lyari", False, False, None,
    )  # fmt: skip
    with database_of("cases").transaction() as session:
        kept = session.get_one(ProtectedIdentity, uuid.UUID(person["id"]))
        assert (kept.sealed, kept.lifted_at is not None) == (b"", True)
        kept.key_name = "an older key"
        session.flush()
        reseal_identities(session, open_vault())
        assert (kept.sealed, kept.key_name) == (b"", "an older key")


def test_who_asked_who_decided_and_by_which_order_is_kept() -> None:
    """In the case's history and in the list, without the name; the pseudonym can be read there for ever."""
    opener, second = office("cases.vault_approve"), office()
    person = witness_of(opener)
    decided(asked(person, opener), second)
    history = ask(api.list_case_history, office(), path={"case_id": person["case_id"]}, query={"limit": 200})
    steps = [row for row in history if row["action"] in {"lifting_asked", "protection_lifted"}]
    assert [(row["action"], row["actor_id"], row["detail"]["order_reference"]) for row in steps] == [
        ("lifting_asked", opener.id, "ATC-II, order of today"), ("protection_lifted", second.id, "ATC-II, order of today"),
    ]  # fmt: skip
    assert "Gul Bano" not in str(steps)
    (row,) = ask(api.list_liftings, opener, path={"case_id": person["case_id"]})
    assert (row["pseudonym"], row["asked_by"], row["decided_by"]) == ("PW-A", opener.id, second.id)
    assert ask(api.list_liftings, office("cases.vault_approve"), path={"case_id": person["case_id"]}) == []


def test_the_others_are_told_by_ids_alone() -> None:
    """That it is asked for, and how it was decided."""
    opener = office()
    person = witness_of(opener)
    lifting = asked(person, opener)
    decided(lifting, office())
    with database_of("cases").reading() as session:
        told = list(session.scalars(sa.select(outbox.c.envelope).where(outbox.c.envelope.contains(lifting["id"]))))
    assert len(told) == 2
    assert not any("Gul" in one or "42101" in one for one in told)


def test_only_who_is_named_asks_and_nobody_decides_on_their_own_request() -> None:
    """Somebody who may approve everything is not thereby named; a decision is made once."""
    opener, body = office(), {"decision": "approved", "reason": "x"}
    person = witness_of(opener)
    assert refusal(api.ask_lifting, office(), path=path_of(person), body=ORDER).code == "not_named_opener"
    lifting = asked(person, opener)
    assert refusal(api.ask_lifting, opener, path=path_of(person), body=ORDER).code == "lifting_asked_already"
    assert refusal(api.decide_lifting, opener, path=where(lifting), body=body).code == "second_person_needed"
    assert decided(lifting, office(), "refused")["state"] == "refused"
    assert refusal(api.decide_lifting, office(), path=where(lifting), body=body).code == "lifting_decided_already"
    assert (read(person)["name"], asked(person, opener)["state"]) == (None, "asked")


def test_deciding_is_a_permission_of_its_own() -> None:
    """Who may ask may not thereby decide; who may neither, does neither."""
    opener = office()
    person = witness_of(opener)
    lifting, body = asked(person, opener), {"decision": "approved", "reason": "x"}
    asker = make_actor("cases.read", "cases.vault", districts=(DISTRICT,))
    assert (
        refusal(api.decide_lifting, asker, path=where(lifting), body=body).facts["permission"] == "cases.vault_approve"
    )
    clerk = make_actor("cases.read", "cases.protect", districts=(DISTRICT,))
    assert refusal(api.ask_lifting, clerk, path=path_of(person), body=ORDER).facts["permission"] == "cases.vault"


def test_an_opener_who_was_withdrawn_meanwhile_lifts_nothing() -> None:
    """The request is refused, and whoever is named now asks anew."""
    opener = office()
    person = witness_of(opener)
    lifting = asked(person, opener)
    names = {"opener_ids": [str(uuid.uuid4())], "reason": "Transferred"}
    ask(api.name_openers, office(), path=path_of(person), body=names, if_match=str(person["version"]))
    body = {"decision": "approved", "reason": "x"}
    assert refusal(api.decide_lifting, office(), path=where(lifting), body=body).code == "no_longer_named"
    assert decided(lifting, office(), "refused")["state"] == "refused"


def test_requests_to_see_the_identity_end_with_the_protection() -> None:
    """One that waits lapses, one that lasts is over, and nobody is named any more."""
    first, second = office(), office()
    person = witness_of(first, second)
    openings = [
        ask(api.ask_opening, one, path=path_of(person), body={"reason": "Summons in person"}) for one in (first, second)
    ]
    at = {"case_id": person["case_id"], "opening_id": openings[0]["id"]}
    ask(api.decide_opening, office(), path=at, body={"decision": "approved", "reason": "x"})
    lifted(person, first)
    rows = ask(api.list_openings, office(), path={"case_id": person["case_id"]})
    assert {row["id"]: row["state"] for row in rows} == {openings[0]["id"]: "expired", openings[1]["id"]: "lapsed"}
    assert refusal(api.read_identity, first, path=path_of(person)).code == "no_such_person"


def test_a_person_is_protected_again_under_a_new_order_and_keeps_the_pseudonym() -> None:
    """The vault locks them away anew; nobody else of the case gets the name they stood by."""
    first, again = office(), office()
    person = witness_of(first)
    lifted(person, first)
    other = added(person["case_id"], name="Sohni Mirbahar")
    assert protected(other, office())["pseudonym"] == "PW-B"
    assert protected(person, again, pseudonym="PW-A")["pseudonym"] == "PW-A"
    assert read(person)["name"] is None
    lifted(person, again)
    assert read(person)["name"] == "Gul Bano"


def test_a_complainants_initials_come_back_too() -> None:
    """The case shows them as before the protection."""
    opener = office()
    person = added(kept_case(complainant_initials="G.B."), kind="complainant")
    protected(person, opener)
    lifted(person, opener)
    assert ask(api.read_case, office(), path={"case_id": person["case_id"]})["complainant_initials"] == "G.B."


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"ordered_on": "2090-01-01"}, "day_impossible"),
        ({"ordered_on": str(days_ago(9000))}, "day_impossible"),
        ({"reason": "short"}, "input_invalid"),
        ({"order_reference": ""}, "input_invalid"),
    ],
)
def test_a_request_that_cannot_be_is_refused(changes: dict[str, Any], code: str) -> None:
    """A day to come or before the order it ends, no reason, no order: nothing is kept."""
    opener = office()
    person = witness_of(opener)
    refused = refusal(api.ask_lifting, opener, path=path_of(person), body={**ORDER, **changes})
    assert refused.code == code
    assert ask(api.list_liftings, office(), path={"case_id": person["case_id"]}) == []


def test_out_of_sight_or_of_somebody_unprotected_there_is_nothing_to_lift() -> None:
    """The case does not exist for who may not see it; a request of another case is not found."""
    outsider = elsewhere()
    person = witness_of(outsider)
    body = {"decision": "approved", "reason": "x"}
    assert refusal(api.ask_lifting, outsider, path=path_of(person), body=ORDER).code == "no_such_case"
    assert refusal(api.list_liftings, outsider, path={"case_id": person["case_id"]}).code == "no_such_case"
    open_person = added(kept_case())
    assert refusal(api.ask_lifting, office(), path=path_of(open_person), body=ORDER).code == "no_such_person"
    opener = office()
    lifting = asked(witness_of(opener), opener)
    astray = {**where(lifting), "case_id": kept_case()}
    assert refusal(api.decide_lifting, office(), path=astray, body=body).code == "no_such_lifting"
