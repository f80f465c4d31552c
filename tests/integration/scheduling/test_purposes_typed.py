"""The operation that reads what a clerk types, before it is kept."""

from __future__ import annotations

import pytest

from services.scheduling import api
from tests.conftest import make_actor
from tests.integration.scheduling.answering import ANYONE, refusal
from tests.integration.scheduling.asking import ask

READER = make_actor("scheduling.read")


@pytest.mark.parametrize(
    ("kind", "written", "code", "category", "title"),
    [
        ("purpose", "Evid. of P.Ws", "prosecution_evidence", "trial", "Prosecution evidence"),
        ("purpose", "prosecution_evidence", "prosecution_evidence", "trial", "Prosecution evidence"),
        ("purpose", "Adjourned", None, "other", None),
        ("purpose", "Do the needful", None, "unknown", None),
        ("cause", "گواہ غیر حاضر", "witness_absent", "cause", "Prosecution witness absent"),
        ("cause", "stayed", "stayed", "cause", "Stayed by a higher court"),
        ("cause", "Accused and his counsel absent", None, "unknown", None),
    ],
)
def test_what_is_typed_is_shown_as_it_would_be_kept(
    kind: str, written: str, code: str | None, category: str, title: str | None
) -> None:
    """By code or in a clerk's words; what is not understood, or names nothing to be done, has no code."""
    read = ask(api.read_typed_words, READER, body={"kind": kind, "written": written}).value

    assert (read["code"], read["category"], read["title_en"]) == (code, category, title)
    assert (read["title_ur"] is None) == (code is None)
    assert read["written"] == written


def test_who_may_not_and_what_makes_no_sense_is_refused() -> None:
    """It needs the permission to read, a kind and some words."""
    assert refusal(api.read_typed_words, ANYONE, body={"kind": "cause", "written": "x"}).kind == "forbidden"
    wrong = refusal(api.read_typed_words, READER, body={"kind": "verdict", "written": ""})
    assert set(wrong.fields or ()) == {"kind", "written"}
