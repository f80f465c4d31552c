"""Searching the library: by words, by citation, in Urdu; what is shown, in which order, as of which day."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from services.learning import api
from tests.integration.learning.asking import ask, read_pages, refusal
from tests.integration.learning.factories import add_item, learner, section_body


def find(q: str, **query: Any) -> list[dict[str, Any]]:
    """Give all that a search finds."""
    return read_pages(api.search_sections, learner(), query={"q": q, **query})


def letters() -> str:
    """Give a word that nothing else in the library has."""
    return "zx" + "".join(chr(97 + int(digit, 16)) for digit in uuid.uuid4().hex[:7])


@pytest.fixture
def law() -> str:
    """Give the abbreviation of an Act with sections 7, 11-EE and 173."""
    law = letters()
    sections = [
        section_body("7", heading="Punishment for terrorism", text=f"{law} Whoever commits it is punished with death."),
        section_body("11-EE", heading="Proscription", text=f"{law} A person may be listed under section 7."),
        section_body(
            "173", heading="Report of police officer", text=f"{law} Every investigation is completed at once."
        ),
    ]
    add_item(abbreviation=".".join(law), title_en=f"Anti-Terrorism {law} Act", sections=sections)
    return law


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("section 7 {}", "7"),
        ("7 {}", "7"),
        ("u/s 7(2) {}", "7"),
        ("s. 173 {}", "173"),
        ("s.173 of the {}", "173"),
        ("11EE {}", "11-EE"),
        ("11-ee {}", "11-EE"),
        ("۱۷۳ {}", "173"),
        ("دفعہ ۷ {}", "7"),
        ("section 7 Anti-Terrorism {} Act", "7"),
    ],
)
def test_a_citation_finds_its_section_first(law: str, query: str, number: str) -> None:
    """However it is written, the section that is cited comes before those that only mention it."""
    found = find(query.format(law))

    assert found[0]["number"] == number


@pytest.mark.parametrize("abbreviated", [True, False])
def test_a_citation_comes_before_texts_that_mention_it(abbreviated: bool) -> None:  # noqa: FBT001 - how the law is named
    """The cited section comes first though its text has none of the words and another has them all in its heading."""
    law = letters()
    heading = f"Of section 8 of the {law} statute"
    add_item(
        abbreviation=f"{law[:3]}. {law[3:]}." if abbreviated else None,
        title_en=f"The {law} statute",
        sections=[section_body("8", text="Whoever does it."), section_body("9", heading=heading)],
    )

    assert [row["number"] for row in find(f"section 8 of the {law} statute")] == ["8", "9"]


def test_an_abbreviation_comes_before_a_title() -> None:
    """A law that is abbreviated so comes before one that has the word in its title; part of a word is no name."""
    word = letters()
    abbreviated = add_item(abbreviation=f"{word[:1]}.{word[1:2]}. {word[2:]}", sections=[section_body("8")])
    titled = add_item(title_en=f"{word} statute", sections=[section_body("8")])
    add_item(title_en=f"a{word}s statute", sections=[section_body("8")])

    assert [row["item_id"] for row in find(f"s. 8 {word}")] == [abbreviated["id"], titled["id"]]


def test_a_number_without_a_law_finds_it_in_every_law(law: str) -> None:
    """`s. 173` is looked up in all laws, and comes before texts with the number in them."""
    rows = find("s. 173")

    assert {row["number"] for row in rows if law in row["title_en"]} == {"173"}


def test_words_are_found_in_other_forms(law: str) -> None:
    """`investigations complete` finds `investigation is completed`; every word must be there."""
    assert [row["number"] for row in find(f"investigations complete {law}")] == ["173"]
    assert find(f"investigations bail {law}") == []


def test_headings_weigh_more(law: str) -> None:
    """A word of the heading comes before the same word far down in a text."""
    word = letters()
    add_item(sections=[section_body("1", text=f"{word} " + "other words " * 30), section_body("2", heading=word)])

    assert [row["number"] for row in find(word)] == ["2", "1"]


def test_urdu_is_found_on_any_keyboard() -> None:
    """Arabic and Urdu letters, diacritics and joiners make no difference; the mark covers what is written."""
    word = letters()
    text = f"{word} ہر مُقدمے کی تفتیش كراچي پولیس مکمل کرے گی۔"
    add_item(language="ur", sections=[section_body("9", heading="تفتیش", text=text)])
    for typed in ("کراچی", "كراچى", "کَراچی", "مقدمے", "تفتيش"):
        found = find(f"{typed} {word}")
        assert [row["number"] for row in found] == ["9"]
        snippet = found[0]["snippet"]
        marked = [snippet["text"][hit["start"] : hit["start"] + hit["length"]] for hit in snippet["hits"]]
        assert word in marked
        assert len(marked) == 2


def test_a_snippet_shows_the_place() -> None:
    """From a long text the part around the first hit is shown, hits as places in it."""
    word = letters()
    add_item(sections=[section_body(text="before this. " * 200 + f"the {word} itself" + " after that." * 200)])
    snippet = find(word)[0]["snippet"]
    hit = snippet["hits"][0]

    assert snippet["text"][hit["start"] : hit["start"] + hit["length"]] == word
    assert 100 < len(snippet["text"]) <= 240


def test_the_law_of_a_day_is_searched() -> None:
    """Today's text is found unless another day is asked for."""
    word = letters()
    old = add_item(in_force_from="2000-01-01", sections=[section_body(text=f"{word} old")])
    new = add_item(in_force_from="2020-01-01", supersedes_id=old["id"], sections=[section_body(text=f"{word} new")])
    add_item(in_force_from="2099-01-01", sections=[section_body(text=f"{word} to come")])

    assert [row["item_id"] for row in find(word)] == [new["id"]]
    assert [row["item_id"] for row in find(word, as_of="2010-01-01")] == [old["id"]]
    assert find(word, as_of="1999-01-01") == []


def test_a_search_is_narrowed_by_kind_and_language() -> None:
    """Only judgments, only Urdu texts, only the law of Sindh."""
    word = letters()
    for kind, language in (("act", "en"), ("judgment", "en"), ("act", "ur")):
        add_item(
            kind=kind,
            language=language,
            jurisdiction="sindh" if kind == "judgment" else None,
            sections=[section_body(text=word)],
        )

    assert len(find(word)) == 3
    assert [row["kind"] for row in find(word, kind="judgment")] == ["judgment"]
    assert [row["language"] for row in find(word, language="ur")] == ["ur"]
    assert [row["kind"] for row in find(word, jurisdiction="sindh")] == ["judgment"]


def test_pages_of_a_search_hold_everything_once(law: str) -> None:
    """By twos, every section is found once, also one that both words and citation find."""
    word = letters()
    add_item(abbreviation=word, sections=[section_body(str(number), text=word) for number in range(1, 8)])
    rows = find(f"section 3 {word}")

    assert [row["number"] for row in rows] == ["3"]
    assert sorted(row["number"] for row in find(word)) == list("1234567")


@pytest.mark.parametrize("q", ["!!!", "§", "ـ", "' OR 1=1 --", "a & b | !c <-> :*", "\\", "%", "the of and"])
def test_odd_searches_break_nothing(q: str) -> None:
    """Signs are no operators; what means nothing finds nothing or little, and never fails."""
    assert isinstance(find(q), list)


@pytest.mark.parametrize(
    ("query", "field"), [({}, "q"), ({"q": " "}, "q"), ({"q": "x" * 201}, "q"), ({"q": "x", "limit": 51}, "limit"),
                         ({"q": "x", "as_of": "today"}, "as_of"), ({"q": "x", "kind": "novel"}, "kind")],
)  # fmt: skip
def test_a_bad_search_is_named_by_its_field(query: dict[str, Any], field: str) -> None:
    """What is wrong is said beside the parameter that it is wrong in."""
    problem = refusal(api.search_sections, learner(), query=query)

    assert (problem.kind, list(problem.fields or {})) == ("invalid", [field])


def test_a_cursor_that_nobody_gave_is_refused() -> None:
    """A number too large for a place in the list is refused as a wrong place, not a failure."""
    huge = "WyI5OTk5OTk5OTk5OTk5OTk5OTk5OTk5IiwiMDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAwIl0"
    assert refusal(api.search_sections, learner(), query={"q": "x", "after": huge}).kind == "invalid"
    assert ask(api.search_sections, learner(), query={"q": "x", "limit": 50}).status == 200
