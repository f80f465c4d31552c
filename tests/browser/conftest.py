"""Debian's Chromium before the whole platform, as `./cmms test` started it; a desk for each of the demonstration's people."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from deploy.native.places import ROOT
from tests.conftest import read_instance

# A busy machine makes nothing wrong: what is waited for comes, or the test ends here.
PATIENCE_MS: Final = 30_000
# As root Chromium runs without its sandbox only; nothing may be fetched from outside.
ARGUMENTS: Final = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
)  # fmt: skip
PHONE: Final = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 2,
}
DESK: Final = {"viewport": {"width": 1280, "height": 900}}
PICTURES: Final = ROOT / "docs/screenshots"
_PICTURED: Final = ("day", "cases", "case", "calendar", "board")
# The browser says so by itself when nobody is signed in yet, and when a test cut the line.
_EXPECTED: Final = (
    "status of 401",
    "net::ERR_INTERNET_DISCONNECTED",
    "net::ERR_FAILED",
    "status of 409",
    "status of 412",
    "status of 422",
)


# Parts of a page may begin to be fetched in the very moment in which the last one came.
STANDS: Final = """() => new Promise((tell) => {
  const stands = () => !document.querySelector("[aria-busy=true]") && document.querySelector("h1")?.checkVisibility();
  const before = stands();
  setTimeout(() => tell(before && stands()), 80);
})"""


@dataclass
class Desk:
    """A browser of one person's, signed in."""

    page: Page
    context: BrowserContext
    url: str
    problems: list[str]

    def open(self, path: str) -> None:
        """Go to a place and wait until it stands."""
        self.page.goto(self.url + path)
        self.settle()

    def go(self, path: str) -> None:
        """Go to another page of the client as its own links do, without loading it anew."""
        self.page.evaluate(
            "(to) => { history.pushState({}, '', to); dispatchEvent(new PopStateEvent('popstate')) }", path
        )
        self.settle()

    def settle(self) -> None:
        """Wait until the page's title stands and nothing is being fetched, and both still hold a moment later."""
        expect(self.page.locator("h1").first).to_be_visible()
        self.page.wait_for_function(STANDS)
        expect(self.page.locator("h1").first).to_be_visible()

    def open_case(self, wanted: str) -> None:
        """Find a case by its FIR's number and open its file, down to its last part."""
        self.open(f"/cases?q={wanted}")
        self.page.locator("table.rows a", has_text=re.compile(rf"(^|\D){wanted}/\d{{4}}")).first.click()
        expect(self.page.locator("#history")).to_be_attached()
        self.settle()

    def picture(self, name: str) -> None:
        """Keep a picture of what one sees first among the documentation's, when the run is told to make them."""
        if not os.environ.get("CMMS_PICTURES") or name.partition("-")[0] not in _PICTURED:
            return
        PICTURES.mkdir(exist_ok=True)
        self.page.evaluate("scrollTo(0, 0)")
        # What comes near the eye is only then asked for.
        self.page.wait_for_timeout(500)
        self.settle()
        self.page.screenshot(path=PICTURES / f"{name}.png")


Open = Callable[..., AbstractContextManager[Desk]]


@pytest.fixture(scope="session")
def gateway_url() -> str:
    """Give the address of the platform."""
    found = read_instance().get("gateway_url")
    if not found:
        pytest.skip("needs the whole platform: run by ./cmms test")
    return str(found)


@pytest.fixture(scope="session")
def password() -> str:
    """Give the password of the demonstration's people."""
    logins = json.loads(Path(read_instance()["demo_logins"]).read_text())
    return str(logins["password"])


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give Chromium."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(ARGUMENTS))
        yield started
        started.close()


@pytest.fixture
def desk(browser: Browser, gateway_url: str, password: str) -> Open:
    """Give what opens the desk of a person: by login, in a language, on a device."""

    @contextmanager
    def open_desk(
        login: str,
        *,
        language: str = "en",
        device: dict[str, Any] | None = None,
        workers: str = "block",
        first_password: str | None = None,
    ) -> Iterator[Desk]:
        options: dict[str, Any] = {
            **(device or DESK),
            "service_workers": workers,
            "locale": "en-GB",
            "timezone_id": "Asia/Karachi",
        }
        context = browser.new_context(**options)
        context.set_default_timeout(PATIENCE_MS)
        expect.set_options(timeout=PATIENCE_MS)
        context.add_init_script(f"localStorage.setItem('cmms.language', '{language}')")
        page = context.new_page()
        problems: list[str] = []
        page.on("console", lambda said: _note(said, problems))
        page.on("request", lambda asked: _note_stranger(asked.url, problems))
        page.on("pageerror", lambda error: problems.append(str(error)))
        found = Desk(page, context, gateway_url, problems)
        try:
            enter(found, login, first_password or password)
            yield found
            assert found.problems == []
        except BaseException:
            page.screenshot(path=ROOT / ".run" / f"browser-failed-{login}.png")
            raise
        finally:
            context.close()

    return open_desk


def enter(desk: Desk, login: str, password: str) -> None:
    """Sign in as a person does."""
    page = desk.page
    page.goto(desk.url + "/")
    page.locator("input[name=login]").fill(login)
    page.locator("input[name=password]").fill(password)
    page.locator("form button[type=submit]").click()
    expect(page.locator("#content")).to_be_visible()
    desk.settle()


def _note_stranger(url: str, problems: list[str]) -> None:
    # The gateway and the store are here; whoever else is asked would learn who works on what.
    if not url.startswith(("http://127.0.0.1:", "blob:", "data:")):
        problems.append(f"a third party was asked: {url}")


def _note(said: ConsoleMessage, problems: list[str]) -> None:
    text = f"{said.text} {said.location.get('url', '')}"
    # Whoever acted before accounts were kept has no name behind the id, a sealed case on a court's list no number: the page says so.
    unnamed = "status of 404" in text and ("/api/people/" in text or text.endswith("/reference"))
    if said.type == "error" and not unnamed and not any(part in text for part in _EXPECTED):
        problems.append(text)
