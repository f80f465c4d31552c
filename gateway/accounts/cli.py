"""`./cmms user …`: accounts from the command line, for the first administrator and for when nobody can sign in.

A password is read from standard input or asked for, never taken from the command line, where other users could see it.
"""

from __future__ import annotations

import argparse
import datetime as dt
import getpass
import os
import sys
from collections.abc import Callable
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from gateway.accounts.hashing import hash_password
from gateway.accounts.models import Account, AccountRole
from gateway.accounts.rules.passwords import find_fault
from gateway.accounts.rules.roles import ROLES
from gateway.accounts.usecases.accounts import change_account, create_account
from gateway.accounts.usecases.grants import load_grants
from gateway.accounts.usecases.passwords import set_password
from gateway.accounts.usecases.roles import end_role, give_role
from services.common.actor import Actor
from services.common.database import Database
from services.common.errors import Problem

OPERATOR = Actor(id="service:gateway")


def main(words: list[str] | None = None) -> None:
    """Read the command line and do what it says in one transaction."""
    arguments = _parse(sys.argv[1:] if words is None else words)
    url = os.environ.get("CMMS_DATABASE_URL")
    if not url:
        sys.exit("CMMS_DATABASE_URL is missing: say which database holds the accounts.")
    database = Database(url, size=1, name="gateway-cli")
    try:
        with database.transaction() as session:
            arguments.run(session, arguments)
    except Problem as problem:
        sys.exit(problem.detail)
    finally:
        database.engine.dispose()


def _parse(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="cmms", description="Accounts, their passwords and roles")
    groups = parser.add_subparsers(required=True, metavar="user|grants")
    user = groups.add_parser("user", help="accounts").add_subparsers(required=True, metavar="COMMAND")
    add = _command(
        user, "add", add_user, "let a person sign in; the password is read from standard input", "login", "name"
    )
    add.add_argument("--language", choices=("en", "ur", "sd"), default="en")
    _command(user, "list", list_users, "list the accounts with the roles they hold today")
    _command(user, "lock", lock_user, "end a person's sessions and let him in no more", "login", "reason")
    _command(user, "unlock", unlock_user, "let a person in again", "login", "reason")
    _command(
        user,
        "password",
        give_password,
        "set a password that its owner must change; it is read from standard input",
        "login",
    )
    give = _command(user, "give", give_user_role, "give a role", "login", "role", "districts")
    give.add_argument("--source", default="by the operator", help="the order that gives it")
    end = _command(user, "end", end_user_role, "end a role today", "login", "role")
    end.add_argument("--source", default="by the operator", help="the order that ends it")
    grants = groups.add_parser("grants", help="what each role may do").add_subparsers(required=True, metavar="COMMAND")
    _command(grants, "load", bring_grants, "bring the files of grants into the database")
    return parser.parse_args(words)


def _command(
    group: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run: Callable[[Session, argparse.Namespace], None],
    says: str,
    *positional: str,
) -> argparse.ArgumentParser:
    parser = group.add_parser(name, help=says, description=says)
    for argument in positional:
        parser.add_argument(argument, choices=ROLES if argument == "role" else None)
    parser.set_defaults(run=run)
    return parser


def add_user(session: Session, arguments: argparse.Namespace) -> None:
    """Let a person sign in."""
    password_hash = hash_password(read_password(arguments.login))
    create_account(
        session,
        OPERATOR,
        login=arguments.login,
        name=arguments.name,
        language=arguments.language,
        password_hash=password_hash,
    )
    print(f"{arguments.login} can sign in, and is asked for a new password then.")


def list_users(session: Session, _arguments: argparse.Namespace) -> None:
    """List the accounts."""
    today = _today()
    roles: dict[object, list[str]] = {}
    for held in session.scalars(sa.select(AccountRole).order_by(AccountRole.role)):
        if held.valid_from <= today and (held.valid_to is None or held.valid_to > today):
            roles.setdefault(held.account_id, []).append(f"{held.role} ({', '.join(held.districts)})")
    for account in session.scalars(sa.select(Account).order_by(Account.login)):
        state = "locked" if account.is_locked else "open"
        print(f"{account.login}\t{account.name}\t{state}\t{'; '.join(roles.get(account.id, [])) or 'no role'}")


def lock_user(session: Session, arguments: argparse.Namespace) -> None:
    """Lock an account."""
    _set_locked(session, arguments, is_locked=True)


def unlock_user(session: Session, arguments: argparse.Namespace) -> None:
    """Unlock an account, and forget its failed sign-ins."""
    _set_locked(session, arguments, is_locked=False)


def give_password(session: Session, arguments: argparse.Namespace) -> None:
    """Set a password."""
    account = find_account(session, arguments.login)
    set_password(session, OPERATOR, account, hash_password(read_password(account.login)), "by the operator")
    print(f"{account.login} has a new password and is asked for another one at the next sign-in.")


def give_user_role(session: Session, arguments: argparse.Namespace) -> None:
    """Give a role from today on."""
    account = find_account(session, arguments.login)
    districts = arguments.districts.split(",")
    give_role(
        session, OPERATOR, account.id, role=arguments.role, districts=districts, valid_from=_today(), valid_to=None,
        source=arguments.source,
    )  # fmt: skip
    print(f"{account.login} is {arguments.role} in {', '.join(districts)} from today on.")


def end_user_role(session: Session, arguments: argparse.Namespace) -> None:
    """End a role today."""
    account = find_account(session, arguments.login)
    held = session.scalar(
        sa.select(AccountRole.id).where(
            AccountRole.account_id == account.id, AccountRole.role == arguments.role, AccountRole.valid_to.is_(None)
        )
    )
    if held is None:
        sys.exit(f"{account.login} holds no such role.")
    end_role(session, OPERATOR, account.id, held, valid_to=_today(), source=arguments.source)
    print(f"{account.login} is {arguments.role} no longer.")


def bring_grants(session: Session, _arguments: argparse.Namespace) -> None:
    """Load the grants."""
    print(f"{load_grants(session)} grants changed.")


def find_account(session: Session, login: str) -> Account:
    """Give the account of a login, or say that there is none."""
    found = session.execute(sa.select(Account).where(Account.login == login.casefold())).scalar_one_or_none()
    if found is None:
        sys.exit(f"Nobody signs in as {login}. See: cmms user list")
    return found


def read_password(login: str) -> str:
    """Read a new password from standard input, or ask for it twice at a terminal; stop when it is too weak."""
    if sys.stdin.isatty():
        password = getpass.getpass("Password: ")
        if getpass.getpass("Again: ") != password:
            sys.exit("The two are not the same.")
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    fault = find_fault(password, login)
    if fault:
        sys.exit(fault)
    return password


def _set_locked(session: Session, arguments: argparse.Namespace, *, is_locked: bool) -> None:
    account = find_account(session, arguments.login)
    change_account(session, OPERATOR, account.id, None, {"is_locked": is_locked, "reason": arguments.reason})
    print(f"{account.login} is {'locked' if is_locked else 'open'}.")


def _today() -> dt.date:
    return dt.datetime.now(ZoneInfo("Asia/Karachi")).date()


if __name__ == "__main__":
    main()
