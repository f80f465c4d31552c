"""The part of a section that is shown, and the hits in it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from services.learning.rules.folding import fold, make_index_text
from services.learning.rules.snippets import LENGTH, make_snippet

words = st.lists(st.sampled_from(("bail", "remand", "کراچی", "كراچي", "دَفعہ", "489-F", "the", "\n", "…")), max_size=200)


def marked(text: str, *terms: str) -> list[str]:
    """Give what is marked in the snippet."""
    snippet = make_snippet(text, terms)
    return [snippet.text[start : start + length] for start, length in snippet.hits]


def test_a_hit_is_found_in_other_endings_of_a_latin_word() -> None:
    """A longer word is marked also where the text has it with another ending, a short one only as it is."""
    assert marked("Scrutinising; scrutinised. A scrutiny.", "scrutinise") == ["Scrutinising", "scrutinised", "scrutiny"]
    assert marked("The acts of an act", "act") == ["act"]


def test_a_hit_is_marked_as_it_is_written() -> None:
    """Whatever the spelling of the text, the mark covers its own characters, diacritics included."""
    assert marked("تھانہ كَراچي میں", "کراچی") == ["كَراچي"]


def test_a_citation_is_marked_with_its_hyphen() -> None:
    """`489 f` finds 489-F and not 1489."""
    assert marked("under 1489 or 489-F, not 489", "489 f") == ["489-F"]


def test_a_word_inside_another_is_no_hit() -> None:
    """`age` is not marked in `damage`."""
    assert marked("damage of age", "age") == ["age"]


def test_the_cut_begins_before_the_first_hit() -> None:
    """A hit far down is in the snippet, which begins and ends at a word."""
    text = "alpha beta gamma " * 100 + "remand ordered " + "delta " * 200
    snippet = make_snippet(text, ["remand"])

    assert [snippet.text[start : start + length] for start, length in snippet.hits] == ["remand"]
    assert snippet.text.split()[0] in ("alpha", "beta", "gamma")
    assert snippet.text.split()[-1] == "delta"


def test_without_a_hit_the_beginning_is_shown() -> None:
    """No term, or one that only the heading has: the text's first words."""
    assert make_snippet("short text", []).text == "short text"
    assert make_snippet("short text", ["!!"]) == make_snippet("short text", ["absent"])
    assert make_snippet("", ["absent"]).text == ""


def test_words_without_spaces_are_cut_anyway() -> None:
    """A text of one long word does not make a snippet of any length."""
    assert len(make_snippet("x" * 5000 + "-bail-" + "y" * 5000, ["bail"]).text) == LENGTH


def test_no_more_than_twenty_hits_travel() -> None:
    """A word that fills the text is marked twenty times."""
    assert len(make_snippet("ab " * 200, ["ab"]).hits) == 20


@given(words, st.lists(st.sampled_from(("bail", "remand", "کراچی", "489 f", "!")), max_size=3))
def test_a_snippet_is_a_part_and_its_hits_lie_in_it(given_words: list[str], terms: list[str]) -> None:
    """The snippet stands in the text as it is; hits are in order, do not overlap, and hold what was looked for."""
    text = " ".join(given_words)
    snippet = make_snippet(text, terms)

    assert snippet.text in text
    assert len(snippet.text) <= LENGTH
    end = 0
    for start, length in snippet.hits:
        assert end <= start < start + length <= len(snippet.text)
        end = start + length
        hit = make_index_text(snippet.text[start:end])
        assert any(hit.startswith(make_index_text(term)[:4]) for term in terms if make_index_text(term))


@given(words)
def test_what_the_text_holds_is_marked(given_words: list[str]) -> None:
    """A word that the text holds is marked, wherever it stands."""
    text = " ".join(given_words)

    assert bool(make_snippet(text, ["remand"]).hits) == ("remand" in fold(text))
