"""What is read of a request before anything else happens with it."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.mount import positional
from gateway.reading import (
    matches,
    read_body,
    read_cookie,
    read_correlation,
    read_if_match,
    read_key,
    read_query,
    read_traceparent,
    require_same_origin,
)
from services.cases.api import import_register
from services.common.errors import Problem

ORIGIN = "https://cmms.example"


def request(**headers: str) -> Any:
    """Give a request with these headers, underscores standing for hyphens."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return SimpleNamespace(get_header=named.get)


@pytest.mark.parametrize(
    ("sent", "is_kept"),
    [("browser-4711", True), ("a" * 64, True), ("a" * 65, False), ("short", False), ("a\nb" * 4, False), ("ab cd efgh", False), (None, False)],
)  # fmt: skip
def test_a_plain_correlation_id_is_kept(sent: str | None, is_kept: bool) -> None:  # noqa: FBT001 - a column of the table
    """What could forge a line of the log is replaced by an id of ours."""
    found = read_correlation(sent)

    assert (found == sent) is is_kept
    assert read_correlation(found) == found


@pytest.mark.parametrize(
    ("query", "read"),
    [("", {}), ("a=1&b=", {"a": "1", "b": ""}), ("a=%D8%AE+x", {"a": "خ x"}), ("a=1%26b%3D2", {"a": "1&b=2"})],
)
def test_a_query_is_read_as_it_was_meant(query: str, read: dict[str, str]) -> None:
    """Blanks, escapes and Urdu come through."""
    assert read_query(query) == read


@pytest.mark.parametrize("query", ["a", "a=%ff", "&&", "a=1&b", "&".join(f"a{number}=1" for number in range(101))])
def test_a_query_that_cannot_be_read_is_refused(query: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(Problem) as refused:
        read_query(query)
    assert refused.value.code == "query_malformed"


def test_a_parameter_given_twice_is_named() -> None:
    """Parts of a system that disagree on which one counts are a hole."""
    with pytest.raises(Problem) as refused:
        read_query("a=1&b=2&a=3")
    assert refused.value.facts == {"parameters": ["a"]}


@pytest.mark.parametrize(
    ("sent", "read"), [("key-12345678", "key-12345678"), ('"key-12345678"', "key-12345678"), ("!" * 200, "!" * 200)]
)
def test_an_idempotency_key_is_read_quoted_or_not(sent: str, read: str) -> None:
    """The quotes are no part of it."""
    assert read_key(sent) == read


@pytest.mark.parametrize(
    "sent", ["", "short", "a" * 201, "with a space", "key-1234567\n", "کلید-12345678", 'a"b"c"d"e"f']
)
def test_an_odd_idempotency_key_is_refused(sent: str) -> None:
    """Eight to two hundred visible characters, or a 400."""
    with pytest.raises(Problem) as refused:
        read_key(sent)
    assert refused.value.kind == "malformed"


def test_without_a_key_one_is_made() -> None:
    """Each request has a key of its own."""
    assert read_key(None) != read_key(None)


@pytest.mark.parametrize(("sent", "read"), [(None, None), ('"3"', "3"), (' "3" ', "3")])
def test_if_match_is_one_strong_etag(sent: str | None, read: str | None) -> None:
    """The version comes out of its quotes."""
    assert read_if_match(sent) == read


@pytest.mark.parametrize("sent", ["*", "3", 'W/"3"', '"3", "4"', '""', '"3', '"a b"'])
def test_other_guards_are_refused(sent: str) -> None:
    """A guard that we do not understand must not be passed over."""
    with pytest.raises(Problem) as refused:
        read_if_match(sent)
    assert refused.value.code == "if_match_malformed"


@pytest.mark.parametrize(
    ("held", "is_known"),
    [(None, False), ('"7"', True), ('W/"7"', True), ('"6", "7"', True), ("*", True), ('"77"', False), ("7", False), ("", False)],
)  # fmt: skip
def test_a_version_that_is_held_is_recognised(held: str | None, is_known: bool) -> None:  # noqa: FBT001 - a column
    """If-None-Match is a list, compared weakly."""
    assert matches(held, "7") is is_known


@pytest.mark.parametrize(
    ("header", "secret"),
    [
        (None, None), ("", None), ("session=abc", "abc"), ("a=1; session=abc; b=2", "abc"), ("session=a; session=b", None),
        ("xsession=abc", None), ("session", None), ("session=", ""), ("session=a=b", "a=b"),
    ],
)  # fmt: skip
def test_of_two_cookies_with_one_name_none_counts(header: str | None, secret: str | None) -> None:
    """A second one was planted by somebody."""
    assert read_cookie(header, "session") == secret


@pytest.mark.parametrize(
    "headers",
    [
        {}, {"sec_fetch_site": "same-origin"}, {"sec_fetch_site": "none"}, {"origin": ORIGIN},
        {"origin": "http://10.0.0.1:18400", "host": "10.0.0.1:18400"}, {"sec_fetch_site": "same-origin", "origin": "https://evil.example"},
    ],
)  # fmt: skip
def test_our_own_page_and_programs_may_change(headers: dict[str, str]) -> None:
    """The browser says where a request comes from; a program says nothing."""
    require_same_origin(request(**headers), ORIGIN)


@pytest.mark.parametrize(
    "headers",
    [
        {"sec_fetch_site": "cross-site"}, {"sec_fetch_site": "same-site"}, {"sec_fetch_site": "new-word", "origin": ORIGIN},
        {"origin": "null"}, {"origin": "https://evil.example"}, {"origin": "https://cmms.example.evil.example", "host": "cmms.example"},
        {"origin": ""},
    ],
)  # fmt: skip
def test_another_sites_page_may_not(headers: dict[str, str]) -> None:
    """A cookie that the browser adds by itself changes nothing for another site."""
    with pytest.raises(Problem) as refused:
        require_same_origin(request(**headers), ORIGIN)
    assert (refused.value.kind, refused.value.code) == ("forbidden", "cross_site")


@pytest.mark.parametrize(
    ("sent", "is_kept"),
    [
        ("00-" + "a" * 32 + "-" + "b" * 16 + "-01", True),
        ("00-" + "A" * 32 + "-" + "b" * 16 + "-01", False),
        ("", False),
        (None, False),
    ],
)
def test_a_trace_is_followed_when_it_is_well_formed(sent: str | None, is_kept: bool) -> None:  # noqa: FBT001 - a column
    """Anything else begins a trace of its own."""
    assert (read_traceparent(sent) == sent and sent is not None) is is_kept


@pytest.mark.parametrize(
    ("path", "template"),
    [
        ("/cases/{case_id}", "/cases/{at_02}"),
        ("/cases/{id}/accused/{accused_id}", "/cases/{at_02}/accused/{at_04}"),
        ("/courts", "/courts"),
    ],
)
def test_parameters_are_told_apart_by_their_place(path: str, template: str) -> None:
    """Two services that name the same place differently share one address."""
    assert positional(path) == template


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_no_header_breaks_the_reading(text: str) -> None:
    """Whatever a header holds, it is read or refused, and nothing else happens."""
    for read in (read_key, read_if_match, read_query, read_correlation, read_traceparent):
        try:
            read(text)
        except Problem as problem:
            assert problem.kind == "malformed"  # noqa: PT017 - that it may also pass is the point
    matches(text, "7")
    read_cookie(text, "session")


@pytest.mark.parametrize(
    ("limit", "size"), [(import_register.body_limit, "40 MB"), (1_500_000, "1.5 MB"), (2000, "2000 bytes")]
)
def test_200_megabytes_are_refused_by_what_they_say_of_themselves(limit: int, size: str) -> None:
    """Nothing of it is read; the refusal says how much may be sent, in words for a clerk."""
    unread = SimpleNamespace(content_length=200_000_000, stream=None)
    with pytest.raises(Problem) as refused:
        asyncio.run(read_body(unread, limit))
    assert (refused.value.kind, refused.value.code, refused.value.facts) == (
        "too_large",
        "body_too_large",
        {"limit": limit},
    )
    assert f"the {size} that" in refused.value.detail
