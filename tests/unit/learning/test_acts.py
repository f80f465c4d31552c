"""Cutting texts into sections, on small texts that show one difficulty each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.learning.rules.acts import parse_act

CONTENTS = "CONTENTS\n1. Short title\n2. Definitions\n3. Power to search\n"


def numbers(text: str) -> list[str]:
    """Give the numbers of the sections found."""
    return [section.number for section in parse_act(text)]


def test_a_heading_ends_with_its_dash() -> None:
    """Number, heading and text are parted; the preamble is left out."""
    found = parse_act("An Act to test.\n1. Short title.— This is the Act.\nIt begins.\n2. Extent.__ Everywhere.")

    assert [(one.number, one.heading, one.text) for one in found] == [
        ("1", "Short title", "This is the Act.\nIt begins."),
        ("2", "Extent", "Everywhere."),
    ]


@pytest.mark.parametrize("text", ["", "No numbers at all.", "In 1997 it was so.\n\f\n"])
def test_a_text_without_sections_has_none(text: str) -> None:
    """Nothing is invented."""
    assert parse_act(text) == []


def test_lists_inside_a_section_are_no_sections() -> None:
    """Numbers that begin again belong to the section they stand in."""
    text = "1. Forms.— Give:\n1. a name\n2. a place\n2. Fees.— Pay:\n1. cash\n3. Repeal.— Gone.\n4. Saving.— Kept."

    assert numbers(text)[-3:] == ["2", "3", "4"]


def test_inserted_sections_stand_in_their_order() -> None:
    """Letters after a number follow it: 11, 11A, 11AA, 11B, 12; 9-A after 9; chapters' rules 3.2 before 3.10."""
    lines = [f"{number}. Heading.— Text." for number in ("9", "9-A", "11", "11A", "11AA", "11B", "12")]

    assert numbers("\n".join(lines)) == ["9", "9-A", "11", "11A", "11AA", "11B", "12"]
    assert numbers("3.1 One.- A.\n3.2 Two.- B.\n3.10 Ten.- C.") == ["3.1", "3.2", "3.10"]


def test_the_contents_say_what_is_a_section() -> None:
    """A number that the contents do not list is none, and headings come from there when the body has none."""
    body = "1. Short title.— Text.\n2. In this Act:\n2A. of the other Act\n3. (1) An officer may search.\n"
    found = parse_act(CONTENTS + body)

    assert [(one.number, one.heading) for one in found] == [
        ("1", "Short title"),
        ("2", "Definitions"),
        ("3", "Power to search"),
    ]
    assert "2A. of the other Act" in found[1].text


def test_a_section_inserted_since_is_found_by_its_bracket() -> None:
    """`[“2-A.` is a section though the contents do not know it yet."""
    body = (
        "1. Short title.— Text.\n2. Definitions.— Words.\n[“2-A. (1) The officer may wait.\n3. Power to search.— Now.\n"
    )

    assert numbers(CONTENTS + body) == ["1", "2", "2-A", "3"]


def test_contents_and_body_may_spell_a_number_differently() -> None:
    """11I and 11-I are one section, called as in the contents; so is 2IF that was read for 21F with the same heading."""
    contents = "CONTENTS\n1. Title\n11I. Possession\n21F. Remissions\n22. Appeal\n"
    body = "1. Title.— A.\n11-I. Possession.— B.\n2IF. Remissions.— C.\n22. Appeal.— D.\n"

    assert numbers(contents + body) == ["1", "11I", "21F", "22"]
    assert numbers(contents + body.replace("2IF. Remissions", "2IF. Other")) == ["1", "11I", "22"]


def test_a_number_without_its_full_stop_begins_a_section_before_a_subsection() -> None:
    """`2 (1) The` opens section 2; `2 (1) of this Act` at a line's beginning refers to it."""
    body = "1. Short title.— Text.\n2 (1) The words mean.\n3. (1) An officer under section\n2 (1) of this Act may search.\n"

    assert [(one.number, one.text[:9]) for one in parse_act(CONTENTS + body)][1:] == [
        ("2", "(1) The w"),
        ("3", "(1) An of"),
    ]


def test_a_comma_after_letters_serves_as_full_stop() -> None:
    """`11WW, Lynching` is a section; `12, Lahore` is not."""
    assert numbers("11A. One.— A.\n11WW, Lynching.— B.\n12, Lahore\n13. Two.— C.") == ["11A", "11WW", "13"]


def test_contents_that_do_not_fit_the_body_are_not_believed() -> None:
    """When fewer than half of the listed sections are found, the text is cut by its numbers alone."""
    wrong = "CONTENTS\n50. Item\n51. Item\n52. Item\n"
    body = "".join(f"{number}. Heading.— Text.\n" for number in range(1, 9))

    assert numbers(wrong + body) == list("12345678")


def test_contents_to_the_end_are_no_contents() -> None:
    """A list that never begins again has no body: its lines are the sections."""
    assert numbers("Title\n\n\nCONTENTS\n1. One\n2. Two\n3. Three\n4. Four\n5. Five\n6. Six\n7. Seven\n") == list(
        "1234567"
    )


def test_chapters_title_the_sections_after_them() -> None:
    """A chapter's lines leave the section before and are the chapter of those that follow."""
    found = parse_act("CHAPTER I\nPRELIMINARY\n1. Title.— A.\nCHAPTER II\nPOWERS\n2. Search.— B.\n3. Seizure.— C.")

    assert [one.chapter for one in found] == ["CHAPTER I PRELIMINARY", "CHAPTER II POWERS", "CHAPTER II POWERS"]
    assert found[0].text == "A."


def test_schedules_are_parts_of_their_own() -> None:
    """What follows the last section under a schedule's title is not its text."""
    found = parse_act("1. Title.— A.\n2. Repeal.— B.\nTHE FIRST SCHEDULE\nmurder\nTHE SECOND SCHEDULE\ntheft")

    assert [(one.number, one.text.splitlines()[-1]) for one in found[1:]] == [
        ("2", "B."),
        ("First Schedule", "murder"),
        ("Second Schedule", "theft"),
    ]


def test_page_furniture_and_amendment_notes_are_left_out() -> None:
    """Running headers, page numbers and the notes under a page are no law."""
    pages = [
        f"THE TEST ACT\n{number}. Heading {number}.— Law of {number}.\n1 Subs. by Act II of 2015.\nmore notes\nPage {number} of 4"
        for number in range(1, 5)
    ]
    found = parse_act("\f".join(pages))

    assert [one.text for one in found] == [f"Law of {number}." for number in range(1, 5)]


def test_a_title_in_the_margin_is_not_text() -> None:
    """Old prints set the heading in the margin; between the section's lines it is dropped."""
    body = "1. Short title.— Text.\n2. (1) In this Act words\nDefinitions\nmean things.\n3. Power to search.— Now.\n"

    assert parse_act(CONTENTS + body)[1].text == "(1) In this Act words\nmean things."


def test_urdu_sections_are_found() -> None:
    """`۹۔` and `دفعہ ۱۰۔` begin sections; numbers are given in ASCII."""
    found = parse_act("۹۔ استغاثہ — پراسیکیوٹر رپورٹ دیکھے گا۔\nدفعہ ۱۰۔ پولیس — تعمیل کرے گی۔")

    assert [(one.number, one.heading) for one in found] == [("9", "استغاثہ"), ("10", "پولیس")]


def test_the_questions_of_a_form_after_the_rules_are_no_rules() -> None:
    """Where rules are numbered by chapter, plain numbers after the last of them belong to a form."""
    rules = "\n".join(f"1.{number} Heading.- Text." for number in range(1, 9))
    found = parse_act(rules + "\n1. Was the diary kept?\n2. Was it signed?\n3. By whom?")

    assert [one.number for one in found] == [f"1.{number}" for number in range(1, 9)]
    assert "Was the diary kept?" in found[-1].text


def test_a_section_without_a_heading_is_called_by_its_number() -> None:
    """No heading is made out of a sub-section's words."""
    assert parse_act("1. (1) Whoever does it — and more — is liable.\n2. (1) No.")[0].heading == "Section 1"


@given(st.lists(st.integers(1, 300), min_size=1, max_size=30, unique=True))
def test_growing_numbers_are_all_found(wanted: list[int]) -> None:
    """Well-formed sections come out whole: every number, heading and text, in order."""
    wanted.sort()
    found = parse_act("\n".join(f"{number}. Heading of it.— Words of {number}." for number in wanted))

    assert [(one.number, one.text) for one in found] == [(str(number), f"Words of {number}.") for number in wanted]


lines = st.sampled_from(
    ("CONTENTS", "1. A.— b", "2[3. C.— d", "CHAPTER I", "THE FIRST SCHEDULE", "\f", "12", "3.2 X", "[“2-A. (1) The", "9. ",
     "1 Subs. by", "(1) text", "۹۔ ب", "", "21A.", "2IF. A"),
)  # fmt: skip


@given(st.one_of(st.text(max_size=300), st.lists(lines, max_size=40).map("\n".join)))
def test_no_text_breaks_the_cutting(text: str) -> None:
    """Whatever comes out of a PDF, each section has a number, a heading that fits and a text."""
    for section in parse_act(text):
        assert section.number
        assert section.heading
        assert len(section.heading) <= 220
        assert section.text
