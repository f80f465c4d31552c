"""Answers are read from bytes however the network cuts them."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.load.wire import AnswerReader, MalformedAnswerError

PLAIN = b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 7\r\n\r\n{"a":1}'
CHUNKED = b"HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{}1\r\n4;x=y\r\n2345\r\n0\r\n\r\n"
LAST = b"HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 4\r\n\r\nbusy"
EMPTY = b"HTTP/1.1 204 No Content\r\n\r\n"


def _feed(reader: AnswerReader, raw: bytes, cuts: list[int]) -> list[bool]:
    edges = [0, *sorted({cut % len(raw) for cut in cuts} - {0}), len(raw)]
    return [reader.feed(raw[begin:end]) for begin, end in itertools.pairwise(edges)]


@given(st.sampled_from([PLAIN, CHUNKED, LAST]), st.lists(st.integers(0, 500)))
def test_an_answer_is_complete_with_its_last_byte(raw: bytes, cuts: list[int]) -> None:
    """Wherever it is cut, it is complete once, at its end, and its length is that of its body."""
    reader = AnswerReader(keeps=True)
    said = _feed(reader, raw, cuts)
    assert said == [False] * (len(said) - 1) + [True]
    assert reader.length == len(reader.body)


@given(st.lists(st.sampled_from([PLAIN, CHUNKED, EMPTY]), min_size=1, max_size=6))
def test_one_answer_after_another_is_read(answers: list[bytes]) -> None:
    """A kept connection carries any mix of answers."""
    reader = AnswerReader(keeps=True)
    bodies = {PLAIN: b'{"a":1}', CHUNKED: b"{}12345", EMPTY: b""}
    for raw in answers:
        assert reader.feed(raw)
        assert (reader.status, reader.body) == (int(raw[9:12]), bodies[raw])


def test_only_what_went_wrong_is_kept() -> None:
    """A good answer's bytes are counted, not kept; a refusal's are kept to be shown, and its connection's end is noted."""
    reader = AnswerReader()
    assert reader.feed(PLAIN)
    assert (reader.length, reader.body, reader.closes) == (7, b"", False)
    assert reader.feed(LAST)
    assert (reader.length, reader.body, reader.closes) == (4, b"busy", True)


@pytest.mark.parametrize("raw", [b"SSH-2.0-x\r\n\r\n", PLAIN + b"more"])
def test_what_is_no_answer_is_refused(raw: bytes) -> None:
    """Bytes that are not HTTP, or more of them than the answer has, are not taken for an answer."""
    with pytest.raises(MalformedAnswerError):
        AnswerReader().feed(raw)
