"""No word in the wrong language: every screen in Urdu and in Sindhi, but for what people typed, names, and law as it is cited."""

from __future__ import annotations

import ast
import json
import re
from functools import cache
from typing import Final

import pytest

from deploy.native.places import ROOT
from tests.browser.conftest import Desk, Open
from tests.browser.test_reading import walk

# Names, file names and citations stand isolated; what is written in English for whoever reads English says so.
_TEXTS: Final = """() => {
  const found = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (element && !element.closest("script, style, noscript, bdi, code, pre, [lang=en], [translate=no]")) {
      found.add(walker.currentNode.textContent.trim());
    }
  }
  for (const name of ["aria-label", "title", "placeholder", "alt"]) {
    for (const element of document.querySelectorAll(`[${name}]:not([lang=en])`)) found.add(element.getAttribute(name).trim());
  }
  return [...found];
}"""
_WORD: Final = r"[A-Za-z]*[a-z]{2,}[A-Za-z]*"
_RUN: Final = re.compile(rf"\b{_WORD}(?:[ ,;:'’\-]+{_WORD}){{2,}}")
# What the client shows of a word that it does not have: its key.
_KEY: Final = re.compile(r"[a-z]{3,}(?:[ .][a-z]+)*")
# English is a language's own name; Mantine measures texts in a field of its own that nobody sees.
_ALLOWED: Final = {"autosize measurement", "English"}
_ISOLATED: Final = re.compile("\u2068[^\u2069]*\u2069")


@cache
def typed() -> str:
    """Give all that the demonstration's people typed: the texts of the seeds."""
    places = [
        *ROOT.glob("services/*/seed*.py"),
        *ROOT.glob("gateway/accounts/seed*.py"),
        *ROOT.glob("deploy/demo/*.py"),
    ]
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in places]
    found = [node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    return "\n".join(text for text in found if isinstance(text, str))


def find_foreign(text: str) -> str | None:
    """Give what of a text is English that nobody typed; nothing when all is well."""
    plain = _ISOLATED.sub("", text)
    if text in _ALLOWED:
        return None
    if _KEY.fullmatch(plain) and plain not in typed():
        return plain
    return next((run[0] for run in _RUN.finditer(plain) if run[0] not in typed()), None)


def read_all(desk: Desk) -> dict[str, str]:
    """Give the foreign words on the page as it stands, all that folds open opened."""
    desk.page.evaluate("() => document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    desk.settle()
    texts: list[str] = desk.page.evaluate(_TEXTS)
    return {foreign: text for text in texts if (foreign := find_foreign(text))}


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


@pytest.mark.parametrize("language", ["ur", "sd"])
@pytest.mark.parametrize("login", ["supervisor", "admin", "trainer"])
def test_no_screen_speaks_english(desk: Open, login: str, language: str) -> None:
    """Every place that a link leads to."""
    faults: dict[str, dict[str, str]] = {}
    with desk(login, language=language) as someone:

        def look(kind: str, path: str) -> None:
            if found := read_all(someone):
                faults[kind] = found

        walk(someone, look)
        assert faults == {}, json.dumps(faults, indent=1, ensure_ascii=False)


@pytest.mark.parametrize("language", ["ur", "sd"])
def test_no_part_of_a_case_speaks_english(desk: Open, language: str) -> None:
    """The file of a case that has been through much, all its parts."""
    with desk("supervisor", language=language) as supervisor:
        supervisor.open_case("51")
        for part in supervisor.page.locator("main section[id]").all():
            part.scroll_into_view_if_needed()
        supervisor.settle()
        found = read_all(supervisor)
    assert found == {}, json.dumps(found, indent=1, ensure_ascii=False)
