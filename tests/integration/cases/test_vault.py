"""The vault is opened by two people, with a reason, for a short time; each look is kept."""

from __future__ import annotations

import datetime as dt
import os
import uuid
from typing import Any

import pytest
import sqlalchemy as sa
from cryptography.fernet import Fernet

from services.cases import api
from services.cases.clients.vault import Vault, open_vault
from services.cases.models import ProtectedIdentity, VaultOpening
from services.cases.schemas.vault import NewOpening
from services.cases.usecases.vault import LASTS, LASTS_AFTER_BREAK, ask_opening, reseal_identities
from services.common.actor import Actor
from services.common.errors import Problem
from tests.conftest import database_of, make_actor
from tests.integration.cases.asking import ask, give, refusal
from tests.integration.cases.desk import DISTRICT, loaded
from tests.integration.cases.file_people import added, elsewhere, kept_case, new_order, office, path_of

REASON = "The court summons the witness in person"


def witness_of(*openers: Actor, is_sealed: bool = False, **changes: Any) -> dict[str, Any]:
    """Enter a protected witness whom these may ask to open."""
    named = [one.id for one in openers] or [str(uuid.uuid4())]
    body = {"name": "Sassui Khaskheli", "cnic": "42101-1234567-2", **new_order(opener_ids=named), **changes}
    where = {"case_id": kept_case(is_sealed=is_sealed)}
    found: dict[str, Any] = ask(api.add_protected_witness, office(), path=where, body=body)
    return found


def asked(person: dict[str, Any], actor: Actor, **changes: Any) -> dict[str, Any]:
    """Ask to see an identity."""
    found: dict[str, Any] = ask(api.ask_opening, actor, path=path_of(person), body={"reason": REASON, **changes})
    return found


def decided(opening: dict[str, Any], actor: Actor, decision: str = "approved") -> dict[str, Any]:
    """Decide on a request."""
    where = {"case_id": opening["case_id"], "opening_id": opening["id"]}
    body = {"decision": decision, "reason": "The order is on file"}
    found: dict[str, Any] = ask(api.decide_opening, actor, path=where, body=body)
    return found


def identity(person: dict[str, Any], actor: Actor) -> dict[str, Any]:
    """Read who somebody is."""
    found: dict[str, Any] = ask(api.read_identity, actor, path=path_of(person))
    return found


def closed(person: dict[str, Any], actor: Actor) -> str:
    """Give the code with which the vault stays closed."""
    return refusal(api.read_identity, actor, path=path_of(person)).code


def lasting(opening: dict[str, Any]) -> dt.timedelta:
    """Give how long an approval lasts."""
    decided_at, expires_at = (dt.datetime.fromisoformat(opening[name]) for name in ("decided_at", "expires_at"))
    return expires_at - decided_at


def steps(person: dict[str, Any]) -> list[tuple[str, str]]:
    """Give who did what, of the steps that concern the vault."""
    rows = ask(api.list_case_history, office(), path={"case_id": person["case_id"]}, query={"limit": 200})
    wanted = ("opening_asked", "opening_approved", "opening_refused", "identity_opened")
    return [(row["action"], row["actor_id"]) for row in rows if row["action"] in wanted]


def test_a_named_opener_reads_after_a_second_person_approved() -> None:
    """Not before, and each look is kept with who looked."""
    opener, second = office(), office()
    person = witness_of(opener)
    assert closed(person, opener) == "vault_closed"
    opening = asked(person, opener)
    assert (opening["state"], opening["is_break_glass"], closed(person, opener)) == ("asked", False, "vault_closed")
    approved = decided(opening, second)
    assert (approved["state"], lasting(approved)) == ("approved", LASTS)
    for _ in range(2):
        found = identity(person, opener)
    assert (found["name"], found["cnic"], found["cnic_as_written"], found["pseudonym"]) == (
        "Sassui Khaskheli", "4210112345672", "42101-1234567-2", "PW-A",
    )  # fmt: skip
    assert steps(person) == [
        ("opening_asked", opener.id), ("opening_approved", second.id), ("identity_opened", opener.id),
        ("identity_opened", opener.id),
    ]  # fmt: skip
    assert closed(person, second) == "vault_closed"


def test_nobody_decides_on_their_own_request() -> None:
    """Not even who may do everything; and a decision is made once."""
    opener = office()
    opening = asked(witness_of(opener), opener)
    where = {"path": {"case_id": opening["case_id"], "opening_id": opening["id"]}}
    body = {"decision": "approved", "reason": "x"}
    assert refusal(api.decide_opening, opener, **where, body=body).code == "second_person_needed"
    decided(opening, office(), "refused")
    assert refusal(api.decide_opening, office(), **where, body=body).code == "opening_decided_already"


def test_a_refused_request_opens_nothing_and_another_may_be_asked() -> None:
    """One request at a time."""
    opener = office()
    person = witness_of(opener)
    opening = asked(person, opener)
    again = refusal(api.ask_opening, opener, path=path_of(person), body={"reason": REASON})
    assert again.code == "opening_asked_already"
    assert decided(opening, office(), "refused")["expires_at"] is None
    assert closed(person, opener) == "vault_closed"
    assert asked(person, opener)["id"] != opening["id"]


def test_who_is_not_named_breaks_the_glass_or_stays_outside() -> None:
    """It has to be said, is kept as such, needs a second person too, and lasts shorter."""
    stranger = office()
    person = witness_of()
    refused = refusal(api.ask_opening, stranger, path=path_of(person), body={"reason": REASON})
    assert refused.code == "not_named_opener"
    approved = decided(asked(person, stranger, is_break_glass=True), office())
    assert (approved["is_break_glass"], lasting(approved)) == (True, LASTS_AFTER_BREAK)
    assert identity(person, stranger)["name"] == "Sassui Khaskheli"
    named = office()
    assert asked(witness_of(named), named, is_break_glass=True)["is_break_glass"] is False


def test_an_approval_expires() -> None:
    """From that instant on nothing opens, and the list says so."""
    opener = office()
    person = witness_of(opener)
    decided(asked(person, opener), office())
    with database_of("cases").transaction() as session:
        ended = sa.func.clock_timestamp() - sa.text("interval '1 second'")
        session.execute(
            sa.update(VaultOpening).where(VaultOpening.person_id == uuid.UUID(person["id"])).values(expires_at=ended)
        )
    assert closed(person, opener) == "vault_closed"
    (row,) = ask(api.list_openings, opener, path={"case_id": person["case_id"]})
    assert row["state"] == "expired"
    assert asked(person, opener)["state"] == "asked"


def test_a_withdrawn_opener_reads_nothing_any_more() -> None:
    """Neither on an approval that lasts nor on one to come."""
    first, second = office(), office()
    person = witness_of(first, second)
    decided(asked(person, first), office())
    waiting = asked(person, second)
    names = {"opener_ids": [str(uuid.uuid4())], "reason": "Both transferred"}
    ask(api.name_openers, office(), path=path_of(person), body=names, if_match="1")
    assert closed(person, first) == "vault_closed"
    where = {"case_id": waiting["case_id"], "opening_id": waiting["id"]}
    body = {"decision": "approved", "reason": "x"}
    assert refusal(api.decide_opening, office(), path=where, body=body).code == "no_longer_named"


def test_one_sees_ones_own_requests_and_who_decides_sees_all() -> None:
    """Newest first; nobody else learns who asked."""
    first, second = office("cases.vault_approve"), office("cases.vault_approve")
    person = witness_of(first, second)
    mine, theirs = asked(person, first), asked(person, second)
    where = {"case_id": person["case_id"]}
    assert [row["id"] for row in ask(api.list_openings, first, path=where)] == [mine["id"]]
    assert [row["id"] for row in ask(api.list_openings, office(), path=where)] == [theirs["id"], mine["id"]]


def test_only_a_protected_persons_identity_is_in_the_vault() -> None:
    """Of somebody unprotected there is nothing to ask for."""
    person = added(kept_case())
    assert refusal(api.ask_opening, office(), path=path_of(person), body={"reason": REASON}).code == "no_such_person"
    assert closed(person, office()) == "no_such_person"


@pytest.mark.parametrize("is_sealed", [True, False])
def test_out_of_sight_the_vault_does_not_exist(is_sealed: bool) -> None:  # noqa: FBT001 - a table's column
    """Neither in another district nor in a sealed case."""
    outsider = office("cases.read_sealed") if is_sealed else elsewhere()
    person = witness_of(outsider, is_sealed=is_sealed)
    where = {"case_id": person["case_id"]}
    body, decision = {"reason": REASON}, {"decision": "approved", "reason": "x"}
    codes = {
        refusal(api.ask_opening, outsider, path=path_of(person), body=body).code,
        refusal(api.list_openings, outsider, path=where).code,
        refusal(api.read_identity, outsider, path=path_of(person)).code,
        refusal(api.decide_opening, outsider, path={**where, "opening_id": uuid.uuid4()}, body=decision).code,
    }
    assert codes == {"no_such_case"}


def test_a_request_of_another_case_is_not_found() -> None:
    """The address names the case too."""
    opener = office()
    opening = asked(witness_of(opener), opener)
    where = {"case_id": kept_case(), "opening_id": opening["id"]}
    body = {"decision": "approved", "reason": "x"}
    assert refusal(api.decide_opening, office(), path=where, body=body).code == "no_such_opening"


@pytest.mark.parametrize("body", [{}, {"reason": "short"}, {"reason": REASON, "is_break_glass": "yes"}])
def test_a_request_without_its_reason_is_refused(body: dict[str, Any]) -> None:
    """A reason that says something, and break-glass as true or false."""
    opener = office()
    assert refusal(api.ask_opening, opener, path=path_of(witness_of(opener)), body=body).code == "input_invalid"


def test_a_service_asks_for_no_identity() -> None:
    """Whatever it may be allowed: a person asks."""
    person = witness_of()
    ids, body = (uuid.UUID(person["case_id"]), uuid.UUID(person["id"])), loaded(NewOpening, reason=REASON)
    with database_of("cases").transaction() as session, pytest.raises(Problem) as refused:
        ask_opening(session, Actor(id="service:cases", districts=("*",)), *ids, body)
    assert refused.value.code == "person_needed"


def test_a_new_key_opens_what_an_old_one_locked_until_all_lies_under_it() -> None:
    """Both keys are held while it goes on; afterwards the old one alone opens nothing, and the new one alone does."""
    opener = office()
    person = witness_of(opener)
    decided(asked(person, opener), office())
    person_id, old, new = uuid.UUID(person["id"]), open_vault(), Fernet.generate_key().decode()
    both = Vault([new, *_old_keys()])
    with database_of("cases").transaction() as session:
        while reseal_identities(session, both):
            pass
        assert reseal_identities(session, both) == 0
        kept = session.get_one(ProtectedIdentity, person_id)
        assert kept.key_name == Vault([new]).key_name
        assert Vault([new]).open(person_id, kept.sealed)["name"] == "Sassui Khaskheli"
        with pytest.raises(Problem, check=lambda problem: problem.code == "identity_unreadable"):
            old.open(person_id, kept.sealed)
        while reseal_identities(session, Vault([*_old_keys(), new])):
            pass
    assert identity(person, opener)["name"] == "Sassui Khaskheli"


def test_an_identity_that_was_exchanged_or_changed_does_not_open() -> None:
    """Another person's, put in its place by whoever has the database, and one with a byte changed."""
    opener = office()
    person = witness_of(opener)
    decided(asked(person, opener), office())
    person_id = uuid.UUID(person["id"])
    for sealed in (open_vault().seal(uuid.uuid4(), {"name": "Somebody else"}), b"gAAAA"):
        with database_of("cases").transaction() as session:
            session.get_one(ProtectedIdentity, person_id).sealed = sealed
        assert closed(person, opener) == "identity_unreadable"


@pytest.mark.parametrize("keys", ["", "no-key"])
def test_without_its_keys_the_vault_refuses_and_says_why(keys: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is protected in clear text because a setting is missing."""
    person = added(kept_case())
    monkeypatch.setenv("CMMS_VAULT_KEYS", keys)
    open_vault.cache_clear()
    refused = refusal(api.protect_witness, office(), path=path_of(person), body=new_order(), if_match="1")
    monkeypatch.undo()
    open_vault.cache_clear()
    assert (refused.kind, refused.code) == ("unavailable", "vault_without_keys")


def test_approving_is_a_permission_of_its_own() -> None:
    """Who may ask may not thereby decide."""
    opener = office()
    opening = asked(witness_of(opener), opener)
    where = {"case_id": opening["case_id"], "opening_id": opening["id"]}
    asker = make_actor("cases.read", "cases.vault", districts=(DISTRICT,))
    body = {"decision": "approved", "reason": "x"}
    assert refusal(api.decide_opening, asker, path=where, body=body).facts["permission"] == "cases.vault_approve"
    assert give(api.list_openings, asker, path={"case_id": opening["case_id"]}).status == 200


def _old_keys() -> list[str]:
    return os.environ["CMMS_VAULT_KEYS"].split(",")
