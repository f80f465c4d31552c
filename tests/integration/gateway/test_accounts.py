"""Accounts and roles, as administrators keep them over the API."""

from __future__ import annotations

import uuid

import httpx
import sqlalchemy as sa

from services.common.database import Database
from services.common.tables import audit_entries
from tests.integration.gateway.running import PASSWORD, ROLE, Gateway, act, make_account, new_account


def test_account_is_made_and_given_a_role(administrator: httpx.Client, gateway: Gateway, accounts: Database) -> None:
    """A new person signs in, must change the password, and holds what the role gives; the audit trail tells who did it."""
    account = new_account(administrator)
    given = act(administrator, account, "roles", ROLE)

    assert account.status_code == 201, account.text
    assert account.headers["location"] == f"/api/accounts/{account.json()['id']}"
    assert given.status_code == 201, given.text
    assert given.json()["roles"][0]["districts"] == ["jacobabad"]
    me = gateway.sign_in(account.json()["login"]).get("/api/me").json()
    assert (me["roles"], me["districts"], me["must_change_password"]) == (["clerk"], ["jacobabad"], True)
    with accounts.reading() as session:
        subject = f"account:{account.json()['id']}"
        actions = session.scalars(sa.select(audit_entries.c.action).where(audit_entries.c.subject == subject)).all()
    assert sorted(actions) == ["account_created", "role_given", "signed_in"]


def test_role_is_ended_and_kept_on_record(administrator: httpx.Client, gateway: Gateway) -> None:
    """An ended role gives nothing any more but stays listed; it cannot be held twice at a time, nor end twice."""
    account = new_account(administrator)
    role_id = act(administrator, account, "roles", ROLE).json()["roles"][0]["id"]

    twice = act(administrator, account, "roles", ROLE)
    ended = act(administrator, account, f"roles/{role_id}/end", {"valid_to": "2026-02-01", "source": "Order 20/2026"})
    again = act(administrator, account, f"roles/{role_id}/end", {"valid_to": "2026-03-01", "source": "Order 21/2026"})

    assert (twice.status_code, twice.json()["code"]) == (409, "role_held_already")
    assert (ended.status_code, ended.json()["roles"][0]["valid_to"]) == (200, "2026-02-01")
    assert (again.status_code, again.json()["code"]) == (409, "role_ended_already")
    assert gateway.sign_in(account.json()["login"]).get("/api/me").json()["roles"] == []


def test_nobody_gives_himself_a_role(administrator: httpx.Client) -> None:
    """Even an administrator needs another one for his own roles, and cannot lock himself out."""
    me = administrator.get("/api/me").json()["id"]
    etag = administrator.get(f"/api/accounts/{me}").headers["etag"]

    given = administrator.post(f"/api/accounts/{me}/roles", json=ROLE)
    locked = administrator.patch(
        f"/api/accounts/{me}", json={"is_locked": True, "reason": "x"}, headers={"If-Match": etag}
    )

    assert (given.status_code, given.json()["code"]) == (403, "own_roles")
    assert (locked.status_code, locked.json()["code"]) == (409, "own_account")


def test_change_is_guarded(administrator: httpx.Client) -> None:
    """A change needs the version that was read, and is refused when somebody was faster."""
    account = new_account(administrator)
    path, etag = f"/api/accounts/{account.json()['id']}", account.headers["etag"]
    change = {"name": "Sana", "reason": "spelling"}

    unguarded = administrator.patch(path, json=change)
    done = administrator.patch(path, json=change, headers={"If-Match": etag})
    late = administrator.patch(path, json=change, headers={"If-Match": etag})

    assert (unguarded.status_code, unguarded.json()["code"]) == (428, "if_match_missing")
    assert (done.status_code, done.json()["name"]) == (200, "Sana")
    assert done.headers["etag"] != etag
    assert (late.status_code, late.json()["code"]) == (412, "changed_meanwhile")


def test_locking_ends_sessions(administrator: httpx.Client, gateway: Gateway, accounts: Database) -> None:
    """A person who is locked is out, and comes in again when unlocked."""
    login = make_account(accounts)
    theirs = gateway.sign_in(login)
    account = next(a for a in administrator.get("/api/accounts", params={"login": login}).json()["items"])
    path = f"/api/accounts/{account['id']}"

    def set_locked(*, locked: bool) -> None:
        etag = administrator.get(path).headers["etag"]
        body = {"is_locked": locked, "reason": "on leave"}
        assert administrator.patch(path, json=body, headers={"If-Match": etag}).status_code == 200

    set_locked(locked=True)
    secret = theirs.cookies["session"]
    assert gateway.client().get("/api/me", headers={"Cookie": f"session={secret}"}).status_code == 401
    set_locked(locked=False)
    assert gateway.sign_in(login).get("/api/me").status_code == 200


def test_password_is_set_again(administrator: httpx.Client, gateway: Gateway) -> None:
    """A lost password is set by an administrator and must be changed; an unknown account or a weak word is refused."""
    account = new_account(administrator)
    new = "seven other plain words"

    assert act(administrator, account, "password", {"new_password": new, "reason": "lost"}).status_code == 204
    assert gateway.sign_in(account.json()["login"], new).get("/api/me").json()["must_change_password"] is True
    weak = act(administrator, account, "password", {"new_password": "short", "reason": "lost"})
    assert (weak.status_code, weak.json()["code"]) == (422, "password_weak")
    nobody = administrator.post(f"/api/accounts/{uuid.uuid4()}/password", json={"new_password": new, "reason": "x"})
    assert (nobody.status_code, nobody.json()["code"]) == (404, "account_unknown")


def test_whoever_has_chosen_a_password_goes_on_at_once(administrator: httpx.Client, gateway: Gateway) -> None:
    """Nothing is answered before; afterwards nobody remembers that they were held."""
    account = new_account(administrator)
    act(administrator, account, "roles", {**ROLE, "role": "administrator", "districts": ["*"]})
    newcomer = gateway.sign_in(account.json()["login"])

    assert newcomer.get("/api/accounts").status_code == 403
    passwords = {"old_password": PASSWORD, "new_password": "seven other plain words"}
    assert newcomer.post("/api/me/password", json=passwords).status_code == 204
    assert newcomer.get("/api/accounts").status_code == 200


def test_login_is_given_once(administrator: httpx.Client) -> None:
    """A login belongs to one person, and is written one way."""
    account = new_account(administrator)

    taken = new_account(administrator, login=account.json()["login"])
    odd = new_account(administrator, login="Upper Case")
    weak = new_account(administrator, password="12345678")

    assert (taken.status_code, taken.json()["code"]) == (409, "login_taken")
    assert (odd.status_code, list(odd.json()["errors"])) == (422, ["login"])
    assert (weak.status_code, weak.json()["code"]) == (422, "password_weak")


def test_other_roles_see_no_accounts(clerk: httpx.Client, administrator: httpx.Client) -> None:
    """A clerk sees colleagues' names but neither accounts nor their making."""
    account = new_account(administrator)

    assert clerk.get("/api/accounts").status_code == 403
    assert new_account(clerk).json()["code"] == "permission_missing"
    person = clerk.get(f"/api/people/{account.json()['id']}")
    assert set(person.json()) == {"id", "name", "roles", "districts", "is_locked"}
    assert clerk.get(f"/api/people/{uuid.uuid4()}").status_code == 404


def test_people_are_found_by_role_and_district(administrator: httpx.Client, clerk: httpx.Client) -> None:
    """Colleagues are listed page by page, by the role they hold today and where."""
    for _ in range(3):
        act(administrator, new_account(administrator), "roles", {**ROLE, "role": "trainer", "districts": ["thatta"]})

    first = clerk.get("/api/people", params={"role": "trainer", "district": "thatta", "limit": "2"})
    link = first.headers["link"]
    second = clerk.get(link[1 : link.index(">")])

    assert len(first.json()["items"]) == 2
    assert link.endswith('rel="next"')
    assert len(second.json()["items"]) == 1
    assert "link" not in second.headers
    assert clerk.get("/api/people", params={"role": "trainer", "district": "sukkur"}).json()["items"] == []
    assert administrator.get("/api/accounts", params={"role": "trainer"}).json()["items"]


def test_people_are_found_by_words_of_their_names(administrator: httpx.Client, clerk: httpx.Client) -> None:
    """In any order and case, signs taken as they are; page by page in the order of the names."""
    word = f"Q{uuid.uuid4().hex[:12]}"
    names = [f"Zubair {word} Soomro", f"Amna {word} Shah", f"Bilal {word} Soomro"]
    for name in names:
        assert new_account(administrator, name=name).status_code == 201

    def found(q: str, **more: str) -> list[str]:
        return [row["name"] for row in clerk.get("/api/people", params={"q": q, **more}).json()["items"]]

    assert found(word) == sorted(names)
    assert found(f"soomro {word.lower()}") == [names[2], names[0]]
    assert found(f"{word}%") == []
    first = clerk.get("/api/people", params={"q": word, "limit": "2"})
    link = first.headers["link"]
    assert [row["name"] for row in clerk.get(link[1 : link.index(">")]).json()["items"]] == [names[0]]


def test_repeated_change_answers_the_same(administrator: httpx.Client) -> None:
    """The same Idempotency-Key gives the same answer once more, and refuses another request."""
    account = new_account(administrator)
    path, headers = f"/api/accounts/{account.json()['id']}/roles", {"Idempotency-Key": f"key-{uuid.uuid4()}"}

    first = administrator.post(path, json=ROLE, headers=headers)
    second = administrator.post(path, json=ROLE, headers=headers)
    other = administrator.post(path, json={**ROLE, "role": "auditor"}, headers=headers)

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.content == second.content
    assert (other.status_code, other.json()["code"]) == (409, "idempotency_key_reused")
