"""The rules of signing in: waits, passwords, logins, secrets, and the files of grants."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.accounts.rules.delays import FREE, LONGEST, delay_after
from gateway.accounts.rules.logins import is_login
from gateway.accounts.rules.passwords import COMMON, MOST, find_fault
from gateway.accounts.rules.roles import ROLES, Grant, read_grants
from gateway.accounts.rules.sessions import hash_secret, looks_like_secret, make_secret, make_token

HEAD = "role,permission,valid_from,source"


@pytest.mark.parametrize(
    ("failures", "seconds"), [(0, 0), (4, 0), (5, 1), (6, 2), (9, 16), (14, 512), (15, 900), (1_000_000, 900)]
)
def test_five_failures_are_free_then_each_doubles_the_wait(failures: int, seconds: int) -> None:
    """The wait doubles from the fifth failure on and never passes a quarter of an hour."""
    assert delay_after(failures).total_seconds() == seconds


@given(st.integers(min_value=0, max_value=10**9))
def test_a_further_failure_never_shortens_the_wait(failures: int) -> None:
    """More failures wait at least as long, and at most the longest."""
    assert delay_after(failures) <= delay_after(failures + 1) <= LONGEST
    assert (delay_after(failures) > dt.timedelta(0)) == (failures >= FREE)


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("short", "at least 12"), ("x" * (MOST + 1), "at most 200"), ("aaaaaaaaaaaaaa", "different characters"),
        ("abababababab", "different characters"), ("my-Nadia.M-password", "login"), ("Pakistan1234", "first that anybody"),
    ],
)  # fmt: skip
def test_a_weak_password_is_refused_with_what_to_do(password: str, says: str) -> None:
    """Each fault has its sentence."""
    assert says in str(find_fault(password, "nadia.m"))


@pytest.mark.parametrize("password", ["four plain words together", "چار سادہ الفاظ ایک ساتھ", "x7#kQ!pL2@vN"])
def test_a_long_password_of_any_script_will_do(password: str) -> None:
    """Length counts, not kinds of characters."""
    assert find_fault(password, "nadia.m") is None


def test_common_passwords_are_kept_as_they_are_compared() -> None:
    """A password of the list is found however it is written, so the list is in lower case and long enough to be reached."""
    assert all(word == word.casefold() for word in COMMON)
    assert all("first that anybody" in str(find_fault(word.upper(), "somebody-else")) for word in COMMON)


@pytest.mark.parametrize(
    ("login", "is_good"),
    [
        ("clerk", True), ("a.b-c_d", True), ("abc", True), ("x" * 60, True), ("ab", False), ("x" * 61, False),
        ("Clerk", False), (".abc", False), ("abc-", False), ("a b c", False), ("کلرک", False), ("abc\n", False), ("", False),
    ],
)  # fmt: skip
def test_a_login_is_plain(login: str, is_good: bool) -> None:  # noqa: FBT001 - a column of the table
    """Three to sixty lower-case letters, digits, dots and hyphens, beginning and ending with a letter or digit."""
    assert is_login(login) is is_good


def test_grants_are_read_with_their_day_and_source() -> None:
    """A file's lines come out as they stand there."""
    assert list(read_grants([HEAD, "clerk,cases.read,2024-01-01,Order 1"], "cases.csv")) == [
        Grant("clerk", "cases.read", dt.date(2024, 1, 1), "Order 1")
    ]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("clark,cases.read,2024-01-01,Order 1", "known role"), ("clerk,,2024-01-01,Order 1", "a permission"),
        ("clerk,cases.read,2024-01-01,", "a source"), ("clerk,cases.read,yesterday,Order 1", "yesterday"),
        ("clerk,cases.read", "line 2"),
    ],
)  # fmt: skip
def test_a_wrong_line_of_grants_is_named(line: str, says: str) -> None:
    """The refusal names the file, the line and what is wrong."""
    with pytest.raises(ValueError, match=rf"cases.csv, line 2.*{says}|cases.csv, {says}"):
        list(read_grants([HEAD, line], "cases.csv"))


@pytest.mark.parametrize("head", ["", "role,permission", "permission,role,valid_from,source"])
def test_a_file_of_grants_has_its_columns(head: str) -> None:
    """A file of other columns is not guessed at."""
    with pytest.raises(ValueError, match="the columns must be role, permission, valid_from, source"):
        list(read_grants([head, "clerk,cases.read,2024-01-01,Order 1"], "cases.csv"))


def test_roles_are_named_once() -> None:
    """A role is one of seven words."""
    assert len(set(ROLES)) == len(ROLES) == 7


def test_secrets_are_random_and_look_like_ours() -> None:
    """A thousand secrets differ, are recognised, and are kept as a hash of 32 bytes."""
    made = [make() for make in (make_secret, make_token) for _ in range(500)]

    assert len({hash_secret(secret) for secret in made}) == len(set(made)) == 1000
    assert all(looks_like_secret(secret) and len(hash_secret(secret)) == 32 for secret in made)


@pytest.mark.parametrize(
    "secret", ["", "a" * 42, "a" * 44, "a" * 42 + "ء", "a" * 42 + "/", "cmms_" + "a" * 42, "CMMS_" + "a" * 43, "-" * 43]
)
def test_what_cannot_be_a_secret_is_not_looked_up(secret: str) -> None:
    """Other lengths and letters are refused before the database is asked."""
    assert not looks_like_secret(secret)
