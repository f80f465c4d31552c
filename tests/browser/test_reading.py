"""Every screen that a link leads to: it stands, nothing is refused by the page's policy, and axe finds nothing (WCAG 2.2 AA)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any, Final

import pytest

from deploy.native.places import ROOT
from tests.browser.conftest import DESK, PHONE, Desk, Open
from tests.browser.speaking import find_foreign, find_foreign_words

WORDS: Final = ROOT / "gateway/web/src/words"
AXE: Final = ROOT / "gateway/web/node_modules/axe-core/axe.min.js"
RULES: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What the documentation shows, and under which name.
PICTURED: Final = {"/": "day", "/cases": "cases", "/calendar": "calendar", "/reports": "board"}
# Where a reader begins; every other page is found by the links on these and on those they lead to.
BEGINNINGS: Final = ("/", "/me", "/waiting")
_ID: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def kind_of(path: str) -> str:
    """Give what kind of page a path leads to: /cases/:id for the file of any case."""
    return _DAY.sub(":day", _ID.sub(":id", path))


def find_links(desk: Desk) -> list[str]:
    """Give the paths that the links on the page lead to, without what stands behind ? and #."""
    found = desk.page.eval_on_selector_all("a[href^='/']", "all => all.map((one) => new URL(one.href).pathname)")
    return [path for path in found if not path.startswith("/api/")]


def find_faults(desk: Desk) -> list[dict[str, Any]]:
    """Give what axe finds on the page as it stands."""
    # Not a script of the page: the policy that guards it would refuse one.
    desk.page.evaluate(AXE.read_text(encoding="utf-8"))
    found = desk.page.evaluate(
        "(rules) => axe.run(document, {runOnly: {type: 'tag', values: rules}}).then((result) => result.violations)",
        RULES,
    )
    return [
        {"rule": one["id"], "at": [node["target"] for node in one["nodes"]][:5], "says": one["help"]} for one in found
    ]


def walk(desk: Desk, look: Callable[[str, str], None]) -> list[str]:
    """Follow the links to one page of each kind, calling `look` with its kind and path; give the kinds, as they were found."""
    waiting = list(BEGINNINGS)
    seen: list[str] = []
    while waiting:
        path = waiting.pop(0)
        if (kind := kind_of(path)) in seen:
            continue
        seen.append(kind)
        desk.go(path)
        look(kind, path)
        waiting += find_links(desk)
    return seen


# One page of each kind is looked at in each direction; whoever comes there later, with other rights, only passes.
_LOOKED: Final[dict[str, set[str]]] = {"ltr": set(), "rtl": set()}


@pytest.mark.parametrize(
    ("login", "language", "least"),
    [
        ("supervisor", "en", 50), ("supervisor", "ur", 50), ("admin", "en", 25), ("admin", "sd", 25),
        ("trainer", "en", 10), ("trainer", "ur", 10), ("prosecutor1", "sd", 40),
    ],
)  # fmt: skip
def test_every_screen_can_be_read_by_everybody(desk: Open, login: str, language: str, least: int) -> None:
    """No link leads nowhere; axe finds nothing on any screen, from left to right and from right to left; no word is of another language."""
    faults: dict[str, Any] = {}
    nowhere = json.loads((WORDS / language / "common.json").read_text(encoding="utf-8"))["nowhere"]["title"]
    direction = "ltr" if language == "en" else "rtl"
    with desk(login, language=language) as someone:

        def look(kind: str, path: str) -> None:
            assert someone.page.locator("html").get_attribute("dir") == direction
            if login == "supervisor" and kind in PICTURED:
                someone.picture(f"{PICTURED[kind]}-{language}")
            if someone.page.locator("h1").first.inner_text() == nowhere:
                faults[kind] = f"{path} leads nowhere"
                return
            found = [] if kind in _LOOKED[direction] else find_faults(someone)
            foreign = {} if language == "en" else find_foreign_words(someone)
            if found or foreign:
                faults[kind] = {"axe": found, "foreign": foreign}
            _LOOKED[direction].add(kind)

        kinds = walk(someone, look)
    assert faults == {}, json.dumps(faults, indent=1, ensure_ascii=False)
    assert len(kinds) >= least, kinds


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
