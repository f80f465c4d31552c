"""The chain-of-custody sheet: a page with every step, what is superseded, and the gaps."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

from services.cases import api
from tests.integration.cases.asking import ask, refusal
from tests.integration.cases.exhibiting import File, nothing


class Page(HTMLParser):
    """Reads a page's cells, and holds that what it opens it closes."""

    def __init__(self, text: str) -> None:
        """Read the page."""
        super().__init__()
        self.cells: list[str] = []
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element; none of them runs anything."""
        assert not any(name.startswith("on") for name, _ in attrs)
        self.tags.add(tag)
        if tag != "meta":
            self.open.append(tag)
        if tag == "td":
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Read text."""
        if self.cells and "td" in self.open:
            self.cells[-1] += data


def sheet(file: File, exhibit: dict[str, Any], lang: str = "en") -> dict[str, Any]:
    """Read an exhibit's sheet."""
    found: dict[str, Any] = ask(api.read_custody_sheet, file.me, path=file.where(exhibit), query={"lang": lang})
    return found


def test_a_sheet_shows_each_step_with_its_papers_and_people_by_number() -> None:
    """A row a step; nobody's name; no gap in a whole chain."""
    file = File()
    found = sheet(file, file.enter(custody=file.whole()))
    page = Page(found["html"])
    assert found["exhibit"] == "Parcel 2"
    assert len(page.cells) == 10 * len(file.whole())
    assert {"112/2026", "88/21", "M.K.", "person 3 of the file", "deposited in the malkhana"} <= set(page.cells)
    assert "Moharrar" not in found["html"]
    assert "None found." in found["html"]
    assert found["gaps"] == []


def test_a_sheet_says_what_was_superseded_and_what_lacks() -> None:
    """The withdrawn step is struck out with its reason, and the gap that it leaves is a sentence with its judgments."""
    file = File()
    made = file.enter(custody=file.whole())
    path = file.where(made, event_id=made["custody"][2]["id"])
    ask(api.withdraw_custody, file.me, path=path, body={"reason": "Of <another> parcel"}, if_match="1")
    found = sheet(file, made)
    page = Page(found["html"])
    assert "del" in page.tags
    assert "Superseded: Of <another> parcel" in page.cells
    said = [gap["says"] for gap in found["gaps"]]
    assert any("Register XIX entry is missing" in one for one in said)
    assert "2018 SCMR 2039" in found["html"]


def test_what_a_clerk_writes_is_shown_and_never_run() -> None:
    """Markup in a description, a place, a paper's number stays text; Urdu stands as it was written."""
    file = File()
    description = "<script>alert(1)</script> نو خول"
    steps = [file.step("seized", 0, place="<img src=x>", reference="<b>1</b>"), file.step("sealed", 0)]
    found = sheet(file, file.enter(description=description, custody=steps, parcel_number="<i>2"))
    page = Page(found["html"])
    assert not {"script", "img", "b", "i"} & page.tags
    assert "نو خول" in found["html"]
    assert {"<img src=x>", "<b>1</b>"} <= set(page.cells)


def test_a_sheet_in_another_language_has_no_english_sentence() -> None:
    """Right to left, its headings, steps, people and gaps in Urdu or Sindhi; what was typed and the law as they are."""
    file = File()
    made = file.enter(description="نو خول", custody=file.whole())
    path = file.where(made, event_id=made["custody"][2]["id"])
    ask(api.withdraw_custody, file.me, path=path, body={"reason": "غلط"}, if_match="1")
    for lang, person in (("ur", "فائل کا شخص نمبر"), ("sd", "فائل جو شخص نمبر")):
        found = sheet(file, made, lang)
        assert f'<html lang="{lang}" dir="rtl">' in found["html"]
        assert person in found["html"]
        assert found["gaps"]
        shown = re.sub(r"<style>.*?</style>|<[^>]*>", " ", re.sub(r"<bdi[^>]*>[^<]*</bdi>", "", found["html"]))
        assert not re.search(r"[a-z]{2,}", shown), shown


def test_a_sheet_of_nothing_is_not_found() -> None:
    """Nor one of another case's exhibit."""
    file, other = File(), File()
    foreign = file.where(other.enter())
    assert refusal(api.read_custody_sheet, file.me, path=foreign).code == "no_such_exhibit"
    assert refusal(api.read_custody_sheet, file.me, path={**file.path, "exhibit_id": nothing()}).code == (
        "no_such_exhibit"
    )
