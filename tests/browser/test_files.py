"""Files by hand: dragged here, sent over lines that break, opened and read under the page's strict policy."""

from __future__ import annotations

import base64
import hashlib
import secrets
from typing import Any, Final

import httpx
from playwright.sync_api import Page, expect

from tests.browser.conftest import Desk, Open
from tests.browser.scans import CODINGS, draw_scan
from tests.browser.test_lost import asks

SLOW_BYTES: Final = 300_000
_DROP: Final = """([place, name, content]) => {
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  const dragged = new DataTransfer();
  dragged.items.add(new File([bytes], name, { type: "application/pdf" }));
  document.querySelector(place).dispatchEvent(new DragEvent("drop", { dataTransfer: dragged, bubbles: true, cancelable: true }));
}"""
# How dark the page is at places in points from its lower left corner.
_DARKNESS: Final = """(places) => {
  const canvas = document.querySelector(".sheet canvas");
  const drawing = canvas.getContext("2d");
  const scale = canvas.width / 600;
  return places.map(([x, y]) => drawing.getImageData(x * scale, canvas.height - y * scale, 1, 1).data[0]);
}"""


def drop(desk: Desk, name: str, content: bytes) -> None:
    """Drag a file onto the place for files, and send it."""
    desk.open("/documents")
    place = "section[aria-label='Send a document']"
    expect(desk.page.locator(place)).to_be_visible()
    desk.page.evaluate(_DROP, [place, f"{name}.pdf", base64.b64encode(content).decode()])
    expect(desk.page.get_by_label("Title").last).to_have_value(name)
    desk.page.get_by_role("button", name="Send", exact=True).click()


def find(desk: Desk, title: str) -> Any:
    """Give what the API knows of a document."""
    listed = asks(desk, "GET", "/api/documents?limit=20")["items"]
    found = next(one for one in listed if one["title"] == title)
    return asks(desk, "GET", f"/api/documents/{found['id']}")


def expect_arrived(page: Page, name: str) -> None:
    """Wait until a document stands in the list and nothing of it is on its way any more."""
    expect(page.get_by_role("link", name=name)).to_be_visible()
    expect(page.locator("[data-file]")).to_have_count(0)


def test_a_scan_is_dropped_sent_and_read(desk: Open) -> None:
    """What scanners write is drawn (CCITT, JBIG2, JPEG 2000), a word in it is found, and nothing is refused by the policy."""
    name = f"Recovery memo {secrets.token_hex(4)}"
    content = draw_scan("Rashid Ali was seen at Kalri")
    with desk("clerk") as clerk:
        drop(clerk, name, content)
        expect_arrived(clerk.page, name)
        assert find(clerk, name)["sha256"] == hashlib.sha256(content).hexdigest()
        clerk.page.get_by_role("link", name=name).click()
        clerk.settle()
        clerk.page.get_by_role("button", name="Read", exact=True).click()
        finder = clerk.page.get_by_role("searchbox", name="Find in this document")
        finder.fill("kalri")
        expect(clerk.page.get_by_text("Found in 1 places")).to_be_visible()
        expect(clerk.page.locator(".sheet-mark")).to_have_count(1)
        places = [(x, 150 + 280 * number) for number in range(len(CODINGS)) for x in (250, 350)]
        assert clerk.page.evaluate(_DARKNESS, places) == [0, 255] * len(CODINGS)


def test_a_file_goes_on_after_the_page_is_loaded_anew(desk: Open) -> None:
    """A reload in the middle of sending costs nothing: the file goes by itself, once, and arrives whole."""
    name = f"Call records {secrets.token_hex(4)}"
    content = draw_scan("Call records", 1_500_000)
    with desk("clerk") as clerk:
        page = clerk.page
        line = clerk.context.new_cdp_session(page)
        line.send("Network.enable")
        clerk.open("/documents")
        slow = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": SLOW_BYTES}
        line.send("Network.emulateNetworkConditions", slow)
        drop(clerk, name, content)
        expect(page.locator("[data-file]").get_by_text("%")).to_contain_text("%")
        page.wait_for_function("() => Number.parseInt(document.querySelector('[data-file] .number')?.textContent) > 10")
        line.send("Network.emulateNetworkConditions", slow | {"uploadThroughput": -1})
        page.reload()
        expect_arrived(page, name)
        found = find(clerk, name)
        assert found["sha256"] == hashlib.sha256(content).hexdigest()
        given = asks(clerk, "GET", f"/api/documents/{found['id']}/download")
        assert httpx.get(given["url"]).content == content
        titles = [one["title"] for one in asks(clerk, "GET", "/api/documents?limit=20")["items"]]
        assert titles.count(name) == 1
