"""The published Anti-Terrorism Act from the extractor's pages to a citation that is found."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from services.learning import api
from tests.integration.learning.asking import ask, read_pages
from tests.integration.learning.factories import LIBRARIAN, add_item, learner

ACT = Path(__file__).parents[3].parent / "shared/data/law/anti-terrorism-act-1997.pdf"


@pytest.fixture(scope="module")
def item() -> dict[str, Any]:
    """Import the Act's text into an item of its own."""
    if not ACT.exists():
        pytest.skip("needs the published PDF of the Anti-Terrorism Act beside the checkout")
    text = "\f".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(ACT))
    made = add_item(title_en="The whole of the Anti-Terrorism Act", abbreviation="WATA")
    found = ask(api.import_sections, LIBRARIAN, path={"item_id": made["id"]}, body={"text": text}, if_match="1")
    assert found.value["section_count"] == 101
    return made


@pytest.mark.parametrize(
    ("query", "number"),
    [("s. 7 WATA", "7"), ("u/s 21-E W.A.T.A.", "21E"), ("11-I wata", "11I"), ("section 11EEEE of the WATA", "11EEEE")],
)
def test_a_section_of_the_act_is_found_by_its_citation(item: dict[str, Any], query: str, number: str) -> None:
    """The first that is found is the section that was cited."""
    found = ask(api.search_sections, learner(), query={"q": query}).value["items"][0]

    assert (found["item_id"], found["number"]) == (item["id"], number)


def test_a_section_of_the_act_is_found_by_its_words(item: dict[str, Any]) -> None:
    """What the Act calls the scrutiny before the trial is found by other forms of its words."""
    found = read_pages(api.search_sections, learner(), query={"q": "pre-trial scrutiny formalities prosecutors"})

    assert [row["number"] for row in found if row["item_id"] == item["id"]] == ["19B"]


def test_the_acts_sections_are_listed_in_their_order(item: dict[str, Any]) -> None:
    """By small pages: from section 1 to the last schedule, each once, numbered as printed."""
    rows = read_pages(api.list_sections, learner(), path={"item_id": item["id"]}, limit=30)

    assert [row["place"] for row in rows] == list(range(1, 102))
    assert (rows[0]["number"], rows[-1]["number"]) == ("1", "Fifth Schedule")
