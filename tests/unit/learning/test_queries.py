"""What a search means: words, and the section that a citation names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.learning.rules.folding import make_index_text
from services.learning.rules.queries import MOST_TERMS, read_query


@pytest.mark.parametrize(
    ("query", "numbers", "laws"),
    [
        ("s. 173", ("173",), ()),
        ("s.173 CrPC", ("173",), ("crpc",)),
        ("section 7 ATA", ("7",), ("ata",)),
        ("489-F PPC", ("489f",), ("ppc",)),
        ("489F P.P.C.", ("489f",), ("ppc",)),
        ("489 F ppc", ("489", "489f"), ("ppc",)),
        ("489–F PPC", ("489f",), ("ppc",)),
        ("u/s 302/34 PPC", ("302", "34"), ("ppc",)),
        ("u/ss 302 r/w 34", ("302", "34"), ()),
        ("under section 11-EE of the ATA", ("11ee",), ("ata",)),
        ("s. 9(4)(a) SCPSA", ("9",), ("scpsa",)),
        ("r. 3.2", ("3.2",), ()),
        ("زیر دفعہ ۴۸۹", ("489",), ()),
        ("remand", (), ()),
        ("Act of 1997", (), ()),
        ("§", (), ()),
    ],
)
def test_what_a_citation_names(query: str, numbers: tuple[str, ...], laws: tuple[str, ...]) -> None:
    """Sections as lawyers write them, and the law by its abbreviation."""
    meaning = read_query(query)

    assert (meaning.numbers, meaning.laws) == (numbers, laws)


def test_a_law_may_be_named_by_its_title() -> None:
    """The words of a title are kept one by one, beside the abbreviation they are not."""
    assert read_query("section 7 Anti-Terrorism Act 1997").name == ("anti", "terrorism", "act")


def test_connecting_words_are_searched_when_nothing_is_cited() -> None:
    """`read with` beside a number joins; alone it is what was asked for."""
    assert read_query("section 7 of the ATA").terms == ("7", "ata")
    assert read_query("section of the rules").terms == ("section", "of", "the", "rules")


def test_a_compound_is_one_phrase() -> None:
    """`qatl-i-amd` must stand together; the same word twice counts once."""
    assert read_query("qatl-i-amd qatl-i-amd").terms == ("qatl i amd",)


def test_a_flood_of_words_is_bounded() -> None:
    """No more than twelve words are looked for."""
    assert len(read_query(" ".join(f"word{chr(97 + n)}" for n in range(20))).terms) == MOST_TERMS


@given(st.text(max_size=200))
def test_whatever_is_typed_has_a_meaning(query: str) -> None:
    """No input breaks the reading; terms are folded and never empty, numbers begin with a digit."""
    meaning = read_query(query)

    assert all(term and make_index_text(term) == term for term in meaning.terms)
    assert all(number[0].isdigit() for number in meaning.numbers)
    assert meaning.numbers or not (meaning.laws or meaning.name)
    assert all(meaning.laws)
    assert all(meaning.name)
