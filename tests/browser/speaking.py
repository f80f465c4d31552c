"""Words in the wrong language: English on a page in Urdu or in Sindhi, but for what people typed, names, and law as it is cited."""

from __future__ import annotations

import ast
import re
from functools import cache
from typing import Final

from deploy.native.places import ROOT
from tests.browser.conftest import Desk

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
    """Give all that people typed: the texts of the seeds, and those of the tests that ran before."""
    places = [
        *ROOT.glob("services/*/seed*.py"),
        *ROOT.glob("gateway/accounts/seed*.py"),
        *ROOT.glob("deploy/demo/**/*.py"),
        *ROOT.glob("tests/journeys/*.py"),
        *ROOT.glob("tests/browser/test_[dfl]*.py"),
        ROOT / "tests/browser/test_keyboard.py",
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


def find_foreign_words(desk: Desk) -> dict[str, str]:
    """Give the foreign words on the page as it stands, all that folds open opened."""
    desk.page.evaluate("() => document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    desk.settle()
    texts: list[str] = desk.page.evaluate(_TEXTS)
    return {foreign: text for text in texts if (foreign := find_foreign(text))}
