"""The demonstration's accounts: one for each role, all with CMMS_DEMO_PASSWORD, their names left in CMMS_DEMO_LOGINS_FILE.

Their ids are the same in every service's demonstration data (`seed_id`), so that cases and hearings name them.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from pathlib import Path
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from gateway.accounts.hashing import hash_password, is_password
from gateway.accounts.models import Account, AccountRole
from gateway.accounts.usecases.accounts import create_account
from gateway.accounts.usecases.grants import load_grants
from gateway.accounts.usecases.passwords import set_password
from gateway.accounts.usecases.roles import give_role
from services.common.actor import Actor
from services.common.answering import Equipment
from services.common.ids import seed_id

SINCE: Final = dt.date(2024, 1, 1)
DISTRICT: Final = "karachi-south"
SOURCE: Final = "Demonstration"
ACTOR: Final = Actor(id="service:gateway")
PEOPLE: Final[tuple[tuple[str, str, str, str, str], ...]] = (
    ("clerk", "clerk", "Nadia Memon", "clerk", DISTRICT),
    ("prosecutor1", "prosecutor1", "Bilal Soomro", "prosecutor", DISTRICT),
    ("prosecutor2", "prosecutor2", "Sana Qureshi", "prosecutor", DISTRICT),
    ("supervisor", "supervisor", "Imran Shaikh", "supervisor", DISTRICT),
    ("prosecutor-general", "prosecutor_general", "Farida Baloch", "prosecutor_general", "*"),
    ("trainer", "trainer", "Kamran Abro", "trainer", "*"),
    ("admin", "administrator", "Rukhsana Khan", "administrator", "*"),
    ("auditor", "auditor", "Yasir Laghari", "auditor", "*"),
)


def seed(equipment: Equipment) -> None:
    """Make the accounts that are missing, bring their password up to date, and write their logins down."""
    password = os.environ.get("CMMS_DEMO_PASSWORD")
    if not password:
        sys.exit("CMMS_DEMO_PASSWORD is missing: say with which password the demonstration's accounts sign in.")
    password_hash = hash_password(password)
    with equipment.database.transaction() as session:
        load_grants(session)
        for login, label, name, role, district in PEOPLE:
            _seed_person(session, login, label, name, password_hash)
            _seed_role(session, label, role, district)
            _renew_password(session, login, password, password_hash)
    _write_down(password)


def _seed_person(session: Session, login: str, label: str, name: str, password_hash: str) -> None:
    account_id = seed_id(f"account:{label}")
    if session.get(Account, account_id) is None:
        create_account(
            session, ACTOR, login=login, name=name, language="en", password_hash=password_hash, must_change=False,
            account_id=account_id,
        )  # fmt: skip


def _seed_role(session: Session, label: str, role: str, district: str) -> None:
    account_id = seed_id(f"account:{label}")
    held = session.scalar(sa.select(AccountRole.id).where(AccountRole.account_id == account_id).limit(1))
    if held is None:
        give_role(
            session, ACTOR, account_id, role=role, districts=[district], valid_from=SINCE, valid_to=None, source=SOURCE
        )


def _renew_password(session: Session, login: str, password: str, password_hash: str) -> None:
    account = session.execute(sa.select(Account).where(Account.login == login)).scalar_one()
    if not is_password(account.password_hash, password):
        set_password(session, ACTOR, account, password_hash, SOURCE)
        session.execute(sa.update(Account).where(Account.id == account.id).values(must_change_password=False))


def _write_down(password: str) -> None:
    file = os.environ.get("CMMS_DEMO_LOGINS_FILE")
    if not file:
        return
    logins = [
        {"login": login, "role": role, "name": name, "district": district} for login, _, name, role, district in PEOPLE
    ]
    path = Path(file)
    path.touch(mode=0o600)
    path.write_text(json.dumps({"password": password, "logins": logins}, indent=1))
