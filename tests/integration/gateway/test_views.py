"""Views of the list of cases follow their person; some are shared with a district by who may."""

from __future__ import annotations

import uuid
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from gateway.accounts.models import Account, SavedView
from gateway.accounts.rules.views import MOST_VIEWS
from services.common.database import Database
from services.common.ids import new_id
from services.common.tables import audit_entries
from tests.integration.gateway.running import Gateway, make_account

FILTER = {
    "stage": "trial",
    "court_id": str(uuid.uuid4()),
    "fir_from": "2026-01-01",
    "is_terrorism": False,
    "q": "Allah Ditta",
}


def new_view(**changes: Any) -> dict[str, Any]:
    """Give a valid view."""
    return {"name": "My trials", "filter": FILTER, "columns": ["stage", "next_hearing_at"], **changes}


def kept(client: httpx.Client, **changes: Any) -> dict[str, Any]:
    """Keep a view and give what is answered."""
    answer = client.post("/api/me/views", json=new_view(**changes))
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


def listed(client: httpx.Client) -> list[dict[str, Any]]:
    """Give the views that somebody sees."""
    found: list[dict[str, Any]] = client.get("/api/me/views").json()["items"]
    return found


def change(client: httpx.Client, view: dict[str, Any], version: int | None = None, **changes: Any) -> httpx.Response:
    """Change a view as somebody who read it in this version."""
    match = {"If-Match": f'"{version or view["version"]}"'}
    return client.put(f"/api/me/views/{view['id']}", json=new_view(**changes), headers=match)


@pytest.fixture
def clerk(gateway: Gateway, accounts: Database) -> httpx.Client:
    """Give somebody of Karachi South."""
    return gateway.sign_in(make_account(accounts))


@pytest.fixture
def supervisor(gateway: Gateway, accounts: Database) -> httpx.Client:
    """Give somebody of Thatta who may share views, so that no other test sees them."""
    return gateway.sign_in(make_account(accounts, "views.share", districts=("thatta",)))


def test_a_view_follows_its_person(gateway: Gateway, accounts: Database) -> None:
    """Kept on one device it is there on another as it was, and nobody else sees it."""
    login = make_account(accounts)
    one, other = gateway.sign_in(login), gateway.sign_in(login)

    view = kept(one)

    assert listed(other) == [view]
    assert {name: view[name] for name in ("name", "filter", "columns", "is_shared", "is_mine", "version")} == {
        **new_view(), "is_shared": False, "is_mine": True, "version": 1,
    }  # fmt: skip
    assert listed(gateway.sign_in(make_account(accounts))) == []


def test_a_view_is_changed_by_who_saw_it_last(clerk: httpx.Client) -> None:
    """What another device changed meanwhile is not overwritten unseen."""
    view = kept(clerk)
    changed = change(clerk, view, name="Trials", filter={})
    assert (changed.status_code, changed.json()["filter"], changed.headers["etag"]) == (200, {}, '"2"')
    assert change(clerk, view).status_code == 412
    assert clerk.put(f"/api/me/views/{view['id']}", json=new_view()).status_code == 428
    assert [row["name"] for row in listed(clerk)] == ["Trials"]


def test_a_view_that_is_removed_is_gone(clerk: httpx.Client) -> None:
    """From every device; its name is free again."""
    view = kept(clerk)
    assert clerk.delete(f"/api/me/views/{view['id']}").status_code == 204
    again = clerk.delete(f"/api/me/views/{view['id']}")
    assert (again.status_code, again.json()["code"]) == (404, "view_unknown")
    assert change(clerk, view).status_code == 404
    assert kept(clerk)["version"] == 1


def test_a_name_is_given_once(clerk: httpx.Client) -> None:
    """Neither a new view nor a changed one takes the name of another; it may keep its own."""
    first, second = kept(clerk), kept(clerk, name="دادو")
    for answer in (clerk.post("/api/me/views", json=new_view()), change(clerk, second)):
        assert (answer.status_code, answer.json()["code"]) == (409, "view_name_taken")
    assert change(clerk, first, filter={}).status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""}, {"name": "x" * 61}, {"filter": {"unknown": "1"}}, {"filter": {"fir_from": "soon"}}, {"filter": {"q": "x" * 201}},
        {"columns": ["stage"] * 21}, {"columns": ["No Column"]}, {"filter": None}, {"filter": {"court_id": "atc"}}, {"more": 1},
    ],
)  # fmt: skip
def test_a_view_of_another_shape_is_refused(clerk: httpx.Client, wrong: dict[str, Any]) -> None:
    """The member that is wrong is named."""
    answer = clerk.post("/api/me/views", json=new_view(**wrong))
    assert (answer.status_code, list(answer.json()["errors"])) == (422, list(wrong))


def test_views_are_bounded(gateway: Gateway, accounts: Database) -> None:
    """One person keeps fifty."""
    login = make_account(accounts)
    client = gateway.sign_in(login)
    with accounts.transaction() as session:
        account_id = session.scalar(sa.select(Account.id).where(Account.login == login))
        session.add_all(
            SavedView(
                id=new_id(), account_id=account_id, name=f"View {number}", filter={}, columns=[], is_shared=False, districts=[]
            )
            for number in range(MOST_VIEWS)
        )  # fmt: skip
    answer = client.post("/api/me/views", json=new_view())
    assert (answer.status_code, answer.json()["code"]) == (409, "too_many_views")


def test_a_shared_view_shows_in_its_district_alone(
    gateway: Gateway, accounts: Database, supervisor: httpx.Client
) -> None:
    """Colleagues see it with whose it is, and change nothing of it; other districts, and the province, do not."""
    view = kept(supervisor, is_shared=True)
    colleague = gateway.sign_in(make_account(accounts, districts=("thatta", "badin")))
    [seen] = listed(colleague)
    assert (seen["id"], seen["is_mine"], seen["owner_id"]) == (
        view["id"],
        False,
        supervisor.get("/api/me").json()["id"],
    )
    assert change(colleague, view).status_code == 404
    assert colleague.delete(f"/api/me/views/{view['id']}").status_code == 404
    for districts in (("sukkur",), ("*",)):
        assert view["id"] not in {
            row["id"] for row in listed(gateway.sign_in(make_account(accounts, districts=districts)))
        }
    change(supervisor, view, is_shared=False)
    assert listed(colleague) == []


def test_what_is_shared_with_the_province_shows_everywhere(gateway: Gateway, accounts: Database) -> None:
    """And goes when its owner may no longer sign in."""
    login = make_account(accounts, "views.share", districts=("*",))
    view = kept(gateway.sign_in(login), is_shared=True)
    clerk = gateway.sign_in(make_account(accounts, districts=("badin",)))
    assert [row["id"] for row in listed(clerk)] == [view["id"]]
    with accounts.transaction() as session:
        session.execute(sa.update(Account).where(Account.login == login).values(is_locked=True))
    assert listed(clerk) == []


def test_who_may_not_share_keeps_views_for_themselves(clerk: httpx.Client) -> None:
    """Neither new nor afterwards."""
    view = kept(clerk)
    for answer in (
        clerk.post("/api/me/views", json=new_view(name="x", is_shared=True)),
        change(clerk, view, is_shared=True),
    ):
        assert (answer.status_code, answer.json()["code"]) == (403, "may_not_share_views")


def test_the_trail_says_that_views_changed_and_not_what_they_hold(accounts: Database, supervisor: httpx.Client) -> None:
    """A filter may hold somebody's name: ids and whether it is shared are enough."""
    view = kept(supervisor, is_shared=True)
    change(supervisor, view, is_shared=False)
    supervisor.delete(f"/api/me/views/{view['id']}")
    chosen = sa.select(audit_entries.c.action, audit_entries.c.entry).where(
        audit_entries.c.subject == f"view:{view['id']}"
    )
    with accounts.reading() as session:
        entries = session.execute(chosen.order_by(audit_entries.c.at)).all()
    assert [entry.action for entry in entries] == ["view_kept", "view_changed", "view_forgotten"]
    assert not any(word in entry.entry for entry in entries for word in ("My trials", "Allah Ditta"))
