"""What is read most: the file of a case, and My day on a phone; and that words of another language are found at all."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import DESK, PHONE, Open
from tests.browser.reading import find_faults
from tests.browser.speaking import find_foreign, find_foreign_words


@pytest.mark.parametrize("language", ["en", "ur"])
@pytest.mark.parametrize("device", [DESK, PHONE], ids=["desk", "phone"])
def test_a_case_file_can_be_read_by_everybody(desk: Open, language: str, device: dict[str, Any]) -> None:
    """The file of a case, all of it, on a desk and on a phone."""
    with desk("supervisor", language=language, device=device) as supervisor:
        supervisor.open_case("51")
        for part in supervisor.page.locator("main section[id]").all():
            part.scroll_into_view_if_needed()
        supervisor.settle()
        supervisor.picture(f"case-{language}{'-phone' if device is PHONE else ''}")
        assert find_faults(supervisor) == []
        assert language == "en" or find_foreign_words(supervisor) == {}


@pytest.mark.parametrize("language", ["en", "ur"])
def test_the_day_fits_a_phone(desk: Open, language: str) -> None:
    """On a phone nothing is wider than the screen, and the bar at the bottom leads to the main places."""
    with desk("prosecutor1", language=language, device=PHONE) as prosecutor:
        prosecutor.picture(f"day-{language}-phone")
        wide = prosecutor.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0
        assert find_faults(prosecutor) == []
        prosecutor.page.locator(".bottom-bar a").nth(1).click()
        prosecutor.settle()
        assert prosecutor.page.url.endswith("/cases")


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("مقدمہ The court has decided", "The court has decided"), ("page.duties", "page.duties"), ("ATA s.19(7) اور CrPC s.173", None),
        ("ایف آئی آر 64/2026، تھانہ Boat Basin", None), ("\u2068Anti-Terrorism Court of Karachi\u2069 میں", None),
    ],
)  # fmt: skip
def test_foreign_words_are_found(text: str, foreign: str | None) -> None:
    """Three English words in a row, and the key of a word that is missing; not citations and names."""
    assert find_foreign(text) == foreign
