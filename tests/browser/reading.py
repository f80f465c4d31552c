"""Reading as everybody must be able to: axe's findings on a page (WCAG 2.2 AA), and the walk over every screen that a link leads to."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import partial
from typing import Any, Final

from deploy.native.places import ROOT
from tests.browser.conftest import Desk, Open
from tests.browser.speaking import find_foreign_words

WORDS: Final = ROOT / "gateway/web/src/words"
AXE: Final = ROOT / "gateway/web/node_modules/axe-core/axe.min.js"
RULES: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What the documentation shows, under which name and at which address.
PICTURED: Final = {
    "/": ("day", "/"),
    "/cases": ("cases", "/cases"),
    "/calendar": ("calendar", "/calendar?whose=all"),
    "/reports": ("board", "/reports"),
}
# Where a reader begins; every other page is found by the links on these and on those they lead to.
BEGINNINGS: Final = ("/", "/me", "/waiting")
_IS_SMALL: Final = """async (target) => {
  document.querySelector(target[0]).scrollIntoView({ block: "center" });
  await new Promise(requestAnimationFrame);
  const found = await axe.run({ include: [target] }, { runOnly: { type: "rule", values: ["target-size"] } });
  return found.violations.length > 0;
}"""
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
    """Give what axe finds on the page as it stands, and finds again once all is still: a part that just came may have hidden the rest.

    What is too small is looked at again in the middle of the screen: axe counts only what it sees of it, and where the page happens
    to be scrolled to, the bar at an edge may cover most of a button.
    """
    # Not a script of the page: the policy that guards it would refuse one.
    desk.page.evaluate(AXE.read_text(encoding="utf-8"))
    if not _run_axe(desk):
        return []
    desk.settle()
    return [fault for fault in map(partial(_keep_small, desk), _run_axe(desk)) if fault["at"]]


def _keep_small(desk: Desk, fault: dict[str, Any]) -> dict[str, Any]:
    if fault["rule"] != "target-size":
        return fault
    return {**fault, "at": [target for target in fault["at"] if desk.page.evaluate(_IS_SMALL, target)]}


def _run_axe(desk: Desk) -> list[dict[str, Any]]:
    found = desk.page.evaluate(
        "(rules) => axe.run(document, {runOnly: {type: 'tag', values: rules}}).then((result) => result.violations)",
        RULES,
    )
    return [{"rule": one["id"], "at": [node["target"] for node in one["nodes"]], "says": one["help"]} for one in found]


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


def read_every_screen(desk: Open, login: str, language: str, looked: set[str]) -> list[str]:
    """Follow the links with a person's rights: none leads nowhere, axe finds nothing, no word is of another language; give the kinds of pages.

    One page of each kind is looked at: those in `looked` were before, and are added to; whoever comes there later, with other
    rights, only passes.
    """
    faults: dict[str, Any] = {}
    nowhere = json.loads((WORDS / language / "common.json").read_text(encoding="utf-8"))["nowhere"]["title"]
    direction = "ltr" if language == "en" else "rtl"
    with desk(login, language=language) as someone:

        def look(kind: str, path: str) -> None:
            assert someone.page.locator("html").get_attribute("dir") == direction
            if login == "supervisor" and kind in PICTURED:
                name, address = PICTURED[kind]
                someone.go(address)
                someone.picture(f"{name}-{language}")
            if someone.page.locator("h1").first.inner_text() == nowhere:
                faults[kind] = f"{path} leads nowhere"
                return
            found = [] if kind in looked else find_faults(someone)
            foreign = {} if language == "en" else find_foreign_words(someone)
            if found or foreign:
                faults[kind] = {"axe": found, "foreign": foreign}
            looked.add(kind)

        kinds = walk(someone, look)
    assert faults == {}, json.dumps(faults, indent=1, ensure_ascii=False)
    return kinds
