"""Who is asking: what a token proves, and what it does not."""

from __future__ import annotations

import base64
import time
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.common.actor import Actor, Signer, Verifier, make_key_pair
from services.common.answering import authorise, require_time
from services.common.api import Operation
from services.common.errors import Problem

KEYS = {name: make_key_pair() for name in ("gateway", "cases", "stranger")}
VERIFIER = Verifier({name: KEYS[name][1] for name in ("gateway", "cases")})
PERSON = {
    "sub": "0198f3a0-0000-7000-8000-000000000001",
    "roles": ["clerk"],
    "may": ["a"],
    "districts": ["sukkur"],
    "sid": "s",
}


def sign(issuer: str = "gateway", *, key: str | None = None, lifetime: float = 60, **claims: Any) -> str:
    """Sign a person's claims, changed."""
    return Signer(issuer, KEYS[key or issuer][0]).sign({**PERSON, **claims}, lifetime=lifetime)


def code_of(token: Any) -> str:
    """Give the code of the refusal of a token."""
    with pytest.raises(Problem) as refused:
        VERIFIER.verify(token)
    assert refused.value.kind == "unauthenticated"
    return refused.value.code


def test_a_token_says_who_asks() -> None:
    """Id, roles, permissions, districts and session come out as they were signed."""
    actor = VERIFIER.verify(sign())

    assert (actor.id, actor.roles, actor.may, actor.districts, actor.session_id) == (
        PERSON["sub"], ("clerk",), frozenset({"a"}), ("sukkur",), "s",
    )  # fmt: skip
    assert not actor.is_service


@pytest.mark.parametrize(
    ("token", "code"),
    [
        (None, "actor_missing"), ("", "actor_missing"), (sign(lifetime=-1), "actor_expired"), (sign(key="stranger"), "actor_not_trusted"),
        (sign("cases"), "actor_not_trusted"), (sign("stranger"), "actor_not_trusted"), (sign(sub="service:cases"), "actor_not_trusted"),
        (sign("cases", sub="service:gateway"), "actor_not_trusted"), (sign("cases", sub="service:"), "actor_not_trusted"),
        ("a.b", "actor_not_trusted"), ("a.b.c", "actor_not_trusted"), ("..", "actor_not_trusted"), ("€.€", "actor_not_trusted"),
    ],
)  # fmt: skip
def test_what_nobody_we_trust_signed_is_refused(token: str | None, code: str) -> None:
    """A key speaks for its own issuer only: the gateway's for people, a service's for that service."""
    assert code_of(token) == code


@given(st.integers(min_value=0), st.integers(min_value=1, max_value=255))
def test_a_changed_byte_anywhere_is_found(place: int, by: int) -> None:
    """Whichever byte of the claims or the signature is changed, the token is none any more."""
    body, signature = (bytearray(base64.urlsafe_b64decode(part + "==")) for part in sign().split("."))
    whole = body + signature
    whole[place % len(whole)] ^= by
    parts = (whole[: len(body)], whole[len(body) :])

    assert (
        code_of(".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts)) == "actor_not_trusted"
    )


def test_a_token_that_was_good_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """A verified token is remembered, and still expires."""
    token = sign(lifetime=60)
    VERIFIER.verify(token)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 61)

    assert code_of(token) == "actor_expired"


def test_no_token_lives_longer_than_two_minutes() -> None:
    """Whatever lifetime is asked for."""
    claims = orjson.loads(base64.urlsafe_b64decode(sign(lifetime=10**9).split(".")[0] + "=="))

    assert claims["exp"] <= time.time() + 120


def test_a_signature_of_bytes_is_bound_to_its_issuer() -> None:
    """A checkpoint signed by one service is not another's."""
    signature = Signer("cases", KEYS["cases"][0]).sign_bytes(b"digest")

    assert VERIFIER.verify_bytes("cases", b"digest", signature)
    assert not any((
        VERIFIER.verify_bytes("gateway", b"digest", signature), VERIFIER.verify_bytes("cases", b"Digest", signature),
        VERIFIER.verify_bytes("nobody", b"digest", signature), VERIFIER.verify_bytes("cases", b"digest", "no signature"),
    ))  # fmt: skip


@pytest.mark.parametrize(
    ("actor", "options", "code"),
    [
        (Actor(id="a"), {}, None), (Actor(id="a"), {"may": "x"}, "permission_missing"), (Actor(id="a", may=frozenset({"x"})), {"may": "x"}, None),
        (Actor(id="anonymous"), {}, "sign_in_first"), (Actor(id="anonymous"), {"public": True}, None),
        (Actor(id="anonymous", may=frozenset({"x"})), {"may": "x"}, "sign_in_first"),
        (Actor(id="service:b"), {}, "service_not_allowed"), (Actor(id="service:b"), {"also": ("b",)}, None), (Actor(id="service:a"), {"may": "x"}, None),
        (Actor(id="service:b", may=frozenset({"x"})), {"may": "x"}, "service_not_allowed"), (Actor(id="service:b"), {"public": True}, "service_not_allowed"),
    ],
)  # fmt: skip
def test_who_may_call_an_operation(actor: Actor, options: dict[str, Any], code: str | None) -> None:
    """A person by his permission, nobody what is not public, a service what names it or is its own."""
    operation = Operation("a", "GET", "/x", names=["read_x"], **options)
    if code is None:
        assert authorise(operation, actor) is actor
        return
    with pytest.raises(Problem) as refused:
        authorise(operation, actor)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("districts", "id_", "sees", "sees_none"),
    [(("sukkur",), "a", False, False), (("karachi-south",), "a", True, False), (("*",), "a", True, True), ((), "service:b", True, True), ((), "a", False, False)],
)  # fmt: skip
def test_what_is_in_sight(districts: tuple[str, ...], id_: str, sees: bool, sees_none: bool) -> None:  # noqa: FBT001 - columns
    """The own districts; what has no district only for those who see everywhere."""
    actor = Actor(id=id_, districts=districts)

    assert (actor.sees_district("karachi-south"), actor.sees_district(None)) == (sees, sees_none)


def test_time_that_is_over_is_over() -> None:
    """A deadline that has passed is refused; none, and one to come, are not."""
    require_time(None)
    require_time(time.time() * 1000 + 5000)
    with pytest.raises(Problem) as refused:
        require_time(time.time() * 1000 - 1)
    assert refused.value.kind == "too_late"
