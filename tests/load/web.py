"""`./cmms bench web`: how many bytes the client's first screen costs, how long My day takes on a bad line, how soon a change is seen.

An instance of its own with the demonstration; Chromium behind a line of 400 kbit/s with 400 ms of delay, as its own developer
tools make it. Cold: a browser that was never here, already signed in. Warm: the same browser opening the page again. Beside them
the same page with the line as it is: what of the time is the line's. At last a hearing is moved before the eyes of its prosecutor.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import secrets
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, Final

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from deploy.native.instance import Instance
from deploy.native.places import ROOT
from deploy.native.progress import say

DIST: Final = ROOT / "gateway/web/dist"
PORT: Final = 26400
SLOW: Final = {"offline": False, "latency": 400, "downloadThroughput": 400_000 / 8, "uploadThroughput": 400_000 / 8}
_ARGUMENTS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)
_LONGEST_SECONDS: Final = 120
# Hearings, tasks and clocks stand there, and none of them is still being fetched.
_IS_READABLE: Final = (
    "() => document.querySelectorAll('main section h2').length >= 3 && !document.querySelector('main [aria-busy=true]')"
)


_PAKISTAN: Final = dt.timezone(dt.timedelta(hours=5))
_MOVES: Final = 5


@dataclass(frozen=True)
class Opening:
    """One opening of My day: seconds until it can be read, and bytes that came over the wire."""

    seconds: float
    kilobytes: float


def read_arguments(words: Sequence[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="./cmms bench web", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3, help="how often each way is tried (3)")
    parser.add_argument("--port", type=int, default=PORT, help=f"the first of the bench's ports ({PORT})")
    parser.add_argument("--json", type=Path, help="write the figures to a file as well")
    return parser.parse_args(words)


def list_sizes() -> list[tuple[str, int, int]]:
    """Give the largest parts of the build: name, bytes, bytes as Brotli."""
    found = []
    for path in DIST.rglob("*"):
        if path.suffix in (".js", ".mjs", ".css", ".woff2"):
            twin = path.with_name(path.name + ".br")
            found.append((path.name, path.stat().st_size, (twin if twin.exists() else path).stat().st_size))
    return sorted(found, key=lambda one: -one[2])[:15]


def open_day(page: Page, url: str) -> Opening:
    """Open My day and wait until hearings, tasks and clocks can be read."""
    received = 0

    def count(told: dict[str, Any]) -> None:
        nonlocal received
        received += int(told["encodedDataLength"])

    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", count)
    began = time.monotonic()
    page.goto(url, wait_until="commit")
    while not page.evaluate(_IS_READABLE):
        if time.monotonic() - began > _LONGEST_SECONDS:
            raise SystemExit("My day did not come within two minutes")
        time.sleep(0.05)
    seconds = time.monotonic() - began
    session.detach()
    return Opening(seconds, received / 1000)


def slow_down(page: Page) -> None:
    """Put the bad line before a page."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)


def sign_in(
    context: BrowserContext, url: str, password: str, language: str, login: str = "prosecutor1"
) -> dict[str, Any]:
    """Begin a session without opening the client, so that nothing of it is there yet; give who that is."""
    answer = context.request.post(f"{url}/api/login", data={"login": login, "password": password})
    if not answer.ok:
        raise SystemExit(f"signing in failed: {answer.status} {answer.text()}")
    context.add_init_script(
        f"localStorage.setItem('cmms.language', '{language}'); localStorage.setItem('cmms.entered', 'yes')"
    )
    who: dict[str, Any] = answer.json()
    return who


def measure_live(browser: Browser, url: str, password: str) -> list[float]:
    """Move a hearing several times; give the seconds from the answer to each until the prosecutor's open My day shows the new time."""
    clerk, prosecutor = browser.new_context(), browser.new_context()
    sign_in(clerk, url, password, "en", "clerk")
    who = sign_in(prosecutor, url, password, "en")["id"]

    def call(method: str, path: str, body: dict[str, Any] | None = None, version: int | None = None) -> Any:
        headers = {"If-Match": f'"{version}"'} if version else {}
        answer = clerk.request.fetch(f"{url}/api/{path}", method=method, data=body, headers=headers)
        if not answer.ok:
            raise SystemExit(f"{method} {path} failed: {answer.status} {answer.text()}")
        return answer.json()

    # A remand is heard on holidays too.
    tomorrow = dt.datetime.now(_PAKISTAN).date() + dt.timedelta(days=1)
    minute = secrets.randbelow(25)
    # Within the sitting hours of any day; back to an hour before only when it is no longer shown.
    times = [f"{9 + number % 3:02}:{minute + 5:02}" for number in range(1 + _MOVES)]
    hearing = call(
        "POST", "hearings",
        {
            "case_id": call("GET", "cases?limit=1&stage=in_court")["items"][0]["id"],
            "court_id": call("GET", "courts?limit=1")["items"][0]["id"],
            "purpose": "remand", "minutes": 5, "prosecutor_ids": [who], "starts_at": f"{tomorrow}T{times[0]}:00+05:00",
        },
    )  # fmt: skip
    page = prosecutor.new_page()
    page.goto(url)
    page.locator("main").get_by_text(times[0]).first.wait_for()
    took = []
    for time_of_day in times[1:]:
        body = {"starts_at": f"{tomorrow}T{time_of_day}:00+05:00", "reason": "The accused is brought later"}
        version = call("GET", f"hearings/{hearing['id']}")["version"]
        call("POST", f"hearings/{hearing['id']}/moves", body, version)
        began = time.monotonic()
        page.locator("main").get_by_text(time_of_day).first.wait_for()
        took.append(time.monotonic() - began)
    clerk.close()
    prosecutor.close()
    return took


def measure(browser: Browser, url: str, password: str, *, language: str, is_slow: bool) -> tuple[Opening, Opening]:
    """Open My day in a browser that was never here, then once more."""
    context = browser.new_context(service_workers="allow")
    sign_in(context, url, password, language)
    page = context.new_page()
    if is_slow:
        slow_down(page)
    cold = open_day(page, url)
    page.wait_for_function(
        "navigator.serviceWorker.controller !== null || navigator.serviceWorker.ready.then(() => true)"
    )
    page.wait_for_timeout(6_000)
    warm = open_day(page, url)
    context.close()
    return cold, warm


def run(arguments: argparse.Namespace) -> tuple[list[dict[str, Any]], list[float]]:
    """Start the instance, measure, take it down; give the openings, and the seconds after which moves were seen."""
    instance = Instance(ROOT / ".run/bench-web", arguments.port, "memstore")
    rows = []
    try:
        instance.start()
        password = instance.places.secrets["demo_password"]
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(_ARGUMENTS))
            for language in ("en", "ur"):
                for is_slow in (True, False):
                    say(f"opening My day in {language}, {'on the bad line' if is_slow else 'with the line as it is'}")
                    pairs = [
                        measure(browser, instance.places.public_url, password, language=language, is_slow=is_slow)
                        for _ in range(arguments.rounds)
                    ]
                    for name, openings in (
                        ("cold", [pair[0] for pair in pairs]),
                        ("warm", [pair[1] for pair in pairs]),
                    ):
                        rows.append(
                            {
                                "language": language, "line": "400 kbit/s, 400 ms" if is_slow else "as it is", "opening": name,
                                "seconds": round(median(one.seconds for one in openings), 2),
                                "slowest": round(max(one.seconds for one in openings), 2),
                                "kilobytes": round(median(one.kilobytes for one in openings), 1),
                            }
                        )  # fmt: skip
            say("moving a hearing before a prosecutor's eyes")
            moves = measure_live(browser, instance.places.public_url, password)
            browser.close()
    finally:
        instance.stop()
        instance.remove()
    return rows, moves


def main() -> None:
    """Measure and print."""
    arguments = read_arguments(sys.argv[1:])
    rows, moves = run(arguments)
    print(f"\n{'part of the build':44} {'bytes':>9} {'Brotli':>9}")
    for name, size, small in list_sizes():
        print(f"{name[:44]:44} {size:9} {small:9}")
    print(f"\n{'language':9} {'line':20} {'opening':8} {'seconds':>8} {'slowest':>8} {'kB':>8}")
    for row in rows:
        print(
            f"{row['language']:9} {row['line']:20} {row['opening']:8} {row['seconds']:8} {row['slowest']:8} {row['kilobytes']:8}"
        )
    print(
        f"\na moved hearing stood on another's screen after {median(moves):.2f} s, at most {max(moves):.2f} s, of {len(moves)} moves"
    )
    if arguments.json:
        arguments.json.write_text(json.dumps({"openings": rows, "moves": moves}, indent=1))


if __name__ == "__main__":
    main()
