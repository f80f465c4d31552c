"""Reading a search and cutting the snippet that shows why a page was found."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from services.documents.rules.folding import fold
from services.documents.rules.searching import SNIPPET_LENGTH, make_snippet, read_search

PAGE = "The State versus Allah Ditta.\nگواہ نے كہا کہ ملزم مقـدمہ سے بری نہیں۔ Section 302 PPC."


def test_quoted_words_are_a_phrase() -> None:
    """Words in double quotes must follow one another; the others may stand anywhere."""
    wanted = read_search('bail "Allah  Ditta" ۳۰۲')
    assert wanted.phrases == ("allah ditta",)
    assert wanted.words == "bail 302"
    assert wanted.terms == {"bail", "302", "allah", "ditta"}


def test_signs_alone_are_no_search() -> None:
    """A search of punctuation has nothing to look for."""
    assert read_search('"…" -- !').is_empty
    assert not read_search("a").is_empty


def test_found_words_are_marked_as_they_were_written() -> None:
    """The snippet keeps the page's own spelling and says where each found word stands."""
    snippet = make_snippet(PAGE, read_search("کہا مقدمہ"))
    assert [snippet.text[start:end] for start, end in snippet.found] == ["كہا", "مقـدمہ"]
    assert "\n" not in snippet.text


def test_a_page_without_the_words_shows_its_beginning() -> None:
    """Without a match the snippet is the page's beginning, unmarked."""
    snippet = make_snippet(PAGE, read_search("nothing"))
    assert PAGE.startswith(snippet.text[:20])
    assert snippet.found == ()


def test_a_late_word_brings_its_surroundings() -> None:
    """A word far down the page is shown with what stands before it, from a word's beginning on."""
    snippet = make_snippet("x" * 30 + " " + "lorem ipsum " * 100 + "needle here", read_search("needle"))
    assert snippet.text.startswith(("lorem", "ipsum"))
    (span,) = snippet.found
    assert snippet.text[span[0] : span[1]] == "needle"


@given(st.text(max_size=600), st.text(max_size=40))
def test_spans_lie_inside_the_snippet(page: str, asked: str) -> None:
    """Whatever the page and the search, each marked span folds to a word that was looked for."""
    wanted = read_search(asked)
    snippet = make_snippet(page, wanted)
    assert len(snippet.text) <= SNIPPET_LENGTH
    for start, end in snippet.found:
        assert 0 <= start < end <= len(snippet.text)
        assert any(term in fold(snippet.text[start:end]) for term in wanted.terms)
