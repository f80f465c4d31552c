"""People made over the API for tests of the whole platform."""

from __future__ import annotations

from typing import Final

from deploy.demo.client import Person
from gateway.accounts import api as accounts

DISTRICT: Final = "karachi-south"
PASSWORD: Final = "four plain words together"


def hire_prosecutor(administrator: Person, login: str) -> str:
    """Make an account with a prosecutor's role, to whom work may be given; give its id."""
    given = {"login": login, "name": f"Prosecutor {login}", "language": "en", "password": PASSWORD}
    account: str = administrator.call(accounts.create_account, given)["id"]
    role = {"role": "prosecutor", "districts": [DISTRICT], "valid_from": "2026-01-01", "source": "Order of the test"}
    administrator.call(accounts.give_role, role, account_id=account)
    return account
