"""Cutting the published texts themselves: the Anti-Terrorism Act 1997, the prosecution service's Act, the court rules."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from services.learning.rules.acts import ParsedSection, parse_act

FOLDER = Path(__file__).parents[3].parent / "shared/data/law"
ATA = "anti-terrorism-act-1997.pdf"
SCPSA = "sindh-criminal-prosecution-service-act-2009-consolidated.pdf"
RULES = "sindh-criminal-court-rules-2012.pdf"


@cache
def read_act(name: str) -> dict[str, ParsedSection]:
    """Give a published text's sections by number, or skip when the PDF is not at hand."""
    path = FOLDER / name
    if not path.exists():
        pytest.skip(f"needs the published PDF {name} beside the checkout")
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path)]
    sections = parse_act("\f".join(pages))
    assert len({section.number for section in sections}) == len(sections)
    return {section.number: section for section in sections}


def test_the_anti_terrorism_act_has_its_sections_and_schedules() -> None:
    """All 96 entries of its contents, those that were inserted and omitted too, and five schedules."""
    found = read_act(ATA)

    assert len(found) == 101
    assert [number for number in found if "Schedule" in number] == [
        f"{word} Schedule" for word in ("First", "Second", "Third", "Fourth", "Fifth")
    ]


@pytest.mark.parametrize(
    ("number", "heading", "begins", "holds"),
    [
        ("6", "Terrorism", "(1) In this Act", "“terrorism” means"),
        ("7", "Punishment for acts of terrorism", "1\n[(1)] Whoever commits", "punishable, on conviction"),
        ("11H", "Fund raising", "(1) A person commits", "receives money or other property"),
        ("11I", "Use and possession", "A person commits", "he uses money"),
        ("11WW", "Lynching", "(1) Whenever any individuals", "mob"),
        ("11EEEE", "Preventive detention for inquiry", "4\n[(1) The Government", "medical checkup"),
        ("19B", "Pre-trial scrutiny", "Before commencement", "prosecutor"),
        ("21E", "Remand", "(1) Where a person is detained", "remand"),
        ("21F", "Remissions", "Notwithstanding", "no remission"),
        ("27A", "Presumption of proof against accused", "Any person", "explosive"),
    ],
)
def test_sections_of_the_anti_terrorism_act(number: str, heading: str, begins: str, holds: str) -> None:
    """Known sections carry their own heading and words, not a neighbour's."""
    section = read_act(ATA)[number]

    assert section.heading == heading
    assert section.text.startswith(begins)
    assert holds in section.text


def test_the_prosecution_services_act_has_its_sections() -> None:
    """Nineteen sections, and 9-A which the contents do not list."""
    assert list(read_act(SCPSA)) == [*map(str, range(1, 10)), "9-A", *map(str, range(10, 20))]


@pytest.mark.parametrize(
    ("number", "heading", "chapter", "holds"),
    [
        ("8", "Appointments", "CHAPTER-II", "District Public Prosecutor"),
        ("9", "Conduct of prosecution", "CHAPTER-III", "return the same within three days"),
        ("9-A", "Section 9-A", "CHAPTER-III", "call for a report within a specified time"),
        ("10", "Responsibilities of Police towards Prosecutors", "CHAPTER-III", "remove the defects"),
        ("11", "Duties of the Prosecutors", "CHAPTER-III", "annual report"),
    ],
)
def test_sections_of_the_prosecution_services_act(number: str, heading: str, chapter: str, holds: str) -> None:
    """Headings come from the contents, chapters from the body; the margin's titles are not in the text."""
    section = read_act(SCPSA)[number]

    assert section.heading == heading
    assert (section.chapter or "").startswith(chapter)
    assert holds in section.text


def test_the_court_rules_are_numbered_by_chapter() -> None:
    """Rules 1.1 to 23.10 are found, and the inspection form's questions at the end are none of them."""
    found = read_act(RULES)

    assert next(iter(found)) == "1.1"
    assert list(found)[-1] == "23.10"
    assert len(found) > 250
    assert [number for number in found if "." not in number] == ["2"]
    assert found["4.6"].heading.startswith("Guiding principles for the grant of remand")
