"""How the accounts' operations are answered: read the request, call the use case, write the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from gateway.accounts import api, queries
from gateway.accounts.hashing import hash_password
from gateway.accounts.usecases import accounts, device_keys, passwords, roles, tokens, views
from services.common.answering import Call
from services.common.answers import Answer, answer_json, no_content
from services.common.api import Operation


@dataclass(frozen=True, slots=True)
class Answering:
    """The function that answers an operation; `transaction` is False when it opens its own."""

    function: Callable[[Any, Call], Answer]
    transaction: bool


ANSWERS: Final[dict[Operation, Answering]] = {}


def _answers(
    operation: Operation, *, transaction: bool = True
) -> Callable[[Callable[[Call], Answer]], Callable[[Call], Answer]]:
    def keep(function: Callable[[Call], Answer]) -> Callable[[Call], Answer]:
        ANSWERS[operation] = Answering(lambda _service, call: function(call), transaction)
        return function

    return keep


@_answers(api.read_me)
def read_me(call: Call) -> Answer:
    """Answer who is signed in."""
    return queries.read_me(call.session, call.actor.id, call.actor.session_id)


@_answers(api.change_password, transaction=False)
def change_password(call: Call) -> Answer:
    """Change the own password."""
    passwords.change_password(call.database, call.actor, call.body["old_password"], call.body["new_password"])
    return no_content()


@_answers(api.read_device_key)
def read_device_key(call: Call) -> Answer:
    """Answer the own key for a device."""
    return answer_json({"key": device_keys.give_key(call.session, call.actor, call.query["device"])})


@_answers(api.list_tokens)
def list_tokens(call: Call) -> Answer:
    """Answer the own sessions and tokens."""
    return queries.list_sessions(call.session, call.actor.id, call.actor.session_id, call.query)


@_answers(api.create_token, transaction=False)
def create_token(call: Call) -> Answer:
    """Issue a token. Its own transaction: the answer holds a secret, so no idempotency key may remember it."""
    with call.database.transaction() as session:
        issued = tokens.create_token(session, call.actor, call.body["name"], call.body["days"])
    shown = {
        "id": issued.session_id,
        "name": call.body["name"],
        "token": issued.secret,
        "expires_at": issued.expires_at,
    }
    return answer_json(shown, status=201, location="/api/tokens")


@_answers(api.revoke_token)
def revoke_token(call: Call) -> Answer:
    """End one of the own sessions or tokens."""
    tokens.revoke_token(call.session, call.actor, call.path["token_id"])
    return no_content()


@_answers(api.list_views)
def list_views(call: Call) -> Answer:
    """Answer the own views and those that are shared."""
    return queries.list_views(call.session, call.actor, call.query)


@_answers(api.keep_view)
def keep_view(call: Call) -> Answer:
    """Keep a view."""
    view_id = views.keep_view(call.session, call.actor, call.body)
    return queries.read_view(call.session, call.actor, view_id, status=201)


@_answers(api.change_view)
def change_view(call: Call) -> Answer:
    """Replace one of the own views."""
    view_id = call.path["view_id"]
    views.change_view(call.session, call.actor, view_id, call.if_match, call.body)
    return queries.read_view(call.session, call.actor, view_id)


@_answers(api.forget_view)
def forget_view(call: Call) -> Answer:
    """Remove one of the own views."""
    views.forget_view(call.session, call.actor, call.path["view_id"])
    return no_content()


@_answers(api.list_people)
def list_people(call: Call) -> Answer:
    """Answer colleagues."""
    return queries.list_people(call.session, call.query)


@_answers(api.read_person)
def read_person(call: Call) -> Answer:
    """Answer the name behind an id."""
    return queries.read_person(call.session, call.path["account_id"])


@_answers(api.list_accounts)
def list_accounts(call: Call) -> Answer:
    """Answer accounts."""
    return queries.list_accounts(call.session, call.query)


@_answers(api.read_account)
def read_account(call: Call) -> Answer:
    """Answer one account."""
    return queries.read_account(call.session, call.path["account_id"])


@_answers(api.create_account, transaction=False)
def create_account(call: Call) -> Answer:
    """Let a person sign in. Its own transaction, as nothing derived from a password may lie with an idempotency key."""
    body = call.body
    accounts.require_good_password(body["password"], body["login"])
    password_hash = hash_password(body["password"])
    with call.database.transaction() as session:
        account_id = accounts.create_account(
            session, call.actor, login=body["login"], name=body["name"], language=body["language"],
            password_hash=password_hash,
        )  # fmt: skip
    return queries.read_account(call.session, account_id, status=201, location=f"/api/accounts/{account_id}")


@_answers(api.change_account)
def change_account(call: Call) -> Answer:
    """Change, lock or unlock an account."""
    account_id = call.path["account_id"]
    accounts.change_account(call.session, call.actor, account_id, call.if_match, call.body)
    call.session.flush()
    return queries.read_account(call.session, account_id)


@_answers(api.reset_password, transaction=False)
def reset_password(call: Call) -> Answer:
    """Set somebody's password."""
    body = call.body
    passwords.reset_password(call.database, call.actor, call.path["account_id"], body["new_password"], body["reason"])
    return no_content()


@_answers(api.give_role)
def give_role(call: Call) -> Answer:
    """Give a role."""
    account_id = call.path["account_id"]
    roles.give_role(call.session, call.actor, account_id, **call.body)
    return queries.read_account(call.session, account_id, status=201, location=f"/api/accounts/{account_id}")


@_answers(api.end_role)
def end_role(call: Call) -> Answer:
    """End a role."""
    account_id = call.path["account_id"]
    roles.end_role(call.session, call.actor, account_id, call.path["role_id"], **call.body)
    call.session.flush()
    return queries.read_account(call.session, account_id)
