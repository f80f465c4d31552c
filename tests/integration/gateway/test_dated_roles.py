"""Roles and what they may do are dated: only what holds today counts, and what was is kept."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from gateway.accounts.models import Account, AccountRole, RolePermission
from gateway.accounts.usecases.grants import load_grants
from gateway.accounts.usecases.roles import end_role, give_role
from services.common.audit import pending_entries
from services.common.database import Database
from services.common.errors import Problem
from tests.conftest import rolled_back
from tests.integration.gateway.running import ADMIN, Gateway, make_account

HEAD = "role,permission,valid_from,source\n"
TODAY = dt.datetime.now(dt.timezone(dt.timedelta(hours=5))).date()
DAY = dt.timedelta(days=1)


def change(accounts: Database, table: type[Any], login: str, valid_from: dt.date, valid_to: dt.date | None) -> None:
    """Set the days of an account's role, or of what its role may do."""
    with accounts.transaction() as session:
        role = session.execute(
            sa.select(AccountRole).join(Account, Account.id == AccountRole.account_id).where(Account.login == login)
        ).scalar_one()
        session.execute(
            sa.update(table).where(table.role == role.role).values(valid_from=valid_from, valid_to=valid_to)
        )


@pytest.mark.parametrize("table", [AccountRole, RolePermission])
@pytest.mark.parametrize(
    ("days", "holds"),
    [
        ((0, None), True), ((-5, 1), True), ((1, None), False), ((-5, 0), False), ((-5, -1), False), ((0, 0), False), ((1, 9), False),
    ],
)  # fmt: skip
def test_what_is_to_come_or_over_does_not_count(
    gateway: Gateway, accounts: Database, table: type[Any], days: tuple[int, int | None], *, holds: bool
) -> None:
    """A role, or a permission of it, counts from its first day on, and no longer on the day it ends."""
    login = make_account(accounts, "accounts.read")
    change(accounts, table, login, TODAY + days[0] * DAY, None if days[1] is None else TODAY + days[1] * DAY)
    client = gateway.sign_in(login)

    me = client.get("/api/me").json()
    listed = client.get("/api/accounts")

    assert me["may"] == (["accounts.read"] if holds else [])
    assert bool(me["districts"]) is (holds or table is RolePermission)
    assert listed.status_code == (200 if holds else 403)


def test_a_token_loses_what_its_owner_loses(gateway: Gateway, accounts: Database) -> None:
    """A bearer token carries what its owner may do now, not what he might when it was made; another role's is refused."""
    login = make_account(accounts, "accounts.read")
    token = gateway.sign_in(login).post("/api/tokens", json={"name": "phone"}).json()["token"]
    headers = {"Authorization": f"Bearer {token}"}
    other = (
        gateway.sign_in(make_account(accounts, "things.read")).post("/api/tokens", json={"name": "x"}).json()["token"]
    )
    assert gateway.client().get("/api/accounts", headers=headers).status_code == 200
    refused = gateway.client().get("/api/accounts", headers={"Authorization": f"Bearer {other}"})
    assert (refused.status_code, refused.json()["code"]) == (403, "permission_missing")

    change(accounts, AccountRole, login, TODAY - 5 * DAY, TODAY)

    gateway.wait_for(lambda: gateway.client().get("/api/accounts", headers=headers).status_code == 403, seconds=10)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give an empty folder of grants."""
    return tmp_path


def rows(session: Session) -> list[tuple[str, dt.date, dt.date | None]]:
    """Give the rows of the made-up permissions."""
    session.flush()
    found = session.execute(
        sa.select(RolePermission.permission, RolePermission.valid_from, RolePermission.valid_to)
        .where(RolePermission.permission.like("made.%"))
        .order_by(RolePermission.permission, RolePermission.valid_from)
    )
    return [(row[0], row[1], row[2]) for row in found]


def write(folder: Path, *permissions: str) -> None:
    """Write a file that grants these."""
    lines = [f"clerk,{permission},2024-01-01,Order 1\n" for permission in permissions]
    (folder / "made.csv").write_text(HEAD + "".join(lines), encoding="utf-8")


def test_files_of_grants_become_dated_rows(accounts: Database, folder: Path) -> None:
    """A new line grants from its day; a line that is gone ends today; nothing is overwritten; a second load changes nothing."""
    with rolled_back(accounts) as session:
        write(folder, "made.one", "made.two")
        assert load_grants(session, folder) > 0
        session.flush()
        assert load_grants(session, folder) == 0
        write(folder, "made.two")
        assert load_grants(session, folder) == 1
        assert rows(session) == [("made.one", dt.date(2024, 1, 1), TODAY), ("made.two", dt.date(2024, 1, 1), None)]
        assert "grants_loaded" in [entry["action"] for entry in pending_entries(session)]


def test_a_grant_that_comes_back_begins_anew(accounts: Database, folder: Path) -> None:
    """The time between stays on record; one that was taken away and given back on one day is simply open again."""
    with rolled_back(accounts) as session:
        write(folder, "made.one")
        load_grants(session, folder)
        session.execute(
            sa.update(RolePermission).where(RolePermission.permission == "made.one").values(valid_to=TODAY - DAY)
        )
        load_grants(session, folder)
        assert rows(session) == [("made.one", dt.date(2024, 1, 1), TODAY - DAY), ("made.one", TODAY, None)]
        write(folder)
        load_grants(session, folder)
        write(folder, "made.one")
        load_grants(session, folder)
        assert rows(session) == [("made.one", dt.date(2024, 1, 1), TODAY - DAY), ("made.one", TODAY, None)]


def test_a_wrong_file_of_grants_changes_nothing(accounts: Database, folder: Path) -> None:
    """The file and line are named, and no other file is loaded by halves."""
    (folder / "a.csv").write_text(HEAD + "clerk,made.one,2024-01-01,Order 1\n", encoding="utf-8")
    (folder / "b.csv").write_text(HEAD + "nobody,made.two,2024-01-01,Order 1\n", encoding="utf-8")
    with rolled_back(accounts) as session:
        with pytest.raises(ValueError, match=r"b.csv, line 2"):
            load_grants(session, folder)
        assert rows(session) == []


def account_of(session: Session, login: str) -> Account:
    """Give an account."""
    return session.execute(sa.select(Account).where(Account.login == login)).scalar_one()


def give(session: Session, account: Account, **changes: Any) -> Any:
    """Give the role of a trainer."""
    values: dict[str, Any] = {
        "role": "trainer", "districts": ["karachi-south", "karachi-south"], "valid_from": TODAY, "valid_to": None, "source": "Order 2", **changes,
    }  # fmt: skip
    return give_role(session, ADMIN, account.id, **values)


@pytest.mark.parametrize(
    ("days", "districts", "refused"),
    [
        ((0, None), ["sukkur"], True), ((5, 9), ["*"], True), ((0, None), ["karachi-south", "sukkur"], True),
        ((-9, 0), ["sukkur"], False), ((0, None), ["karachi-south"], False),
    ],
)  # fmt: skip
def test_roles_held_at_once_hold_in_the_same_districts(
    accounts: Database, days: tuple[int, int | None], districts: list[str], *, refused: bool
) -> None:
    """Who records in one district and decides in another would do both in both; before or after the other role it is allowed."""
    login = make_account(accounts)
    with rolled_back(accounts) as session:
        account = account_of(session, login)
        held = session.execute(sa.select(AccountRole).where(AccountRole.account_id == account.id)).scalar_one()
        held.valid_from = TODAY
        first, last = TODAY + days[0] * DAY, None if days[1] is None else TODAY + days[1] * DAY
        given = {"districts": districts, "valid_from": first, "valid_to": last}
        if refused:
            with pytest.raises(Problem) as problem:
                give(session, account, **given)
            assert problem.value.code == "districts_differ"
        else:
            assert give(session, account, **given)


def test_a_role_is_given_and_ended_by_an_order(accounts: Database) -> None:
    """Both are recorded with their source; districts are named once; the account's version grows."""
    login = make_account(accounts)
    with rolled_back(accounts) as session:
        account = account_of(session, login)
        role_id = give(session, account)
        end_role(session, ADMIN, account.id, role_id, valid_to=TODAY + DAY, source="Order 3")
        session.flush()
        session.refresh(account)

        held = session.get_one(AccountRole, role_id)
        assert (held.districts, held.valid_to, account.version) == (["karachi-south"], TODAY + DAY, 3)
        assert [(entry["action"], entry["reason"]) for entry in pending_entries(session)] == [
            ("role_given", "Order 2"), ("role_ended", "Order 3"),
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"valid_to": TODAY}, "role_ends_too_early"), ({"valid_to": TODAY - DAY}, "role_ends_too_early")],
)
def test_a_role_ends_after_it_begins(accounts: Database, changes: dict[str, Any], code: str) -> None:
    """A role of no day is a mistake of typing."""
    login = make_account(accounts)
    with rolled_back(accounts) as session, pytest.raises(Problem) as refused:
        give(session, account_of(session, login), **changes)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("valid_to", "source", "code"),
    [
        (TODAY - DAY, "x", "role_ends_too_early"),
        (TODAY + 9 * DAY, "x", "role_ended_already"),
        (TODAY + 5 * DAY, "x", "role_ended_already"),
    ],
)
def test_a_role_is_not_ended_before_it_began_nor_made_longer(
    accounts: Database, valid_to: dt.date, source: str, code: str
) -> None:
    """Ending a role may bring its end forward, never put it off: that is a new order."""
    login = make_account(accounts)
    with rolled_back(accounts) as session:
        account = account_of(session, login)
        role_id = give(session, account, valid_to=TODAY + 5 * DAY)
        with pytest.raises(Problem) as refused:
            end_role(session, ADMIN, account.id, role_id, valid_to=valid_to, source=source)
        assert refused.value.code == code
        end_role(session, ADMIN, account.id, role_id, valid_to=TODAY + 2 * DAY, source=source)


def test_a_failure_of_the_database_is_not_taken_for_a_held_role(accounts: Database) -> None:
    """Another constraint that is broken is no conflict of roles."""
    login = make_account(accounts)
    with rolled_back(accounts) as session, pytest.raises(sa.exc.IntegrityError):
        give(session, account_of(session, login), source=None)
