"""The page at `/api/state`: where the API is described, and which parts of the system are running."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from html import escape
from typing import Any, Final

from gateway.bus import Bus
from gateway.limits import page_headers
from gateway.pages.html import STATE_PATH, STYLE, choose_language, frame
from gateway.reading import read_correlation
from services.common.database import Database
from services.common.errors import Problem

WAIT_SECONDS: Final = 1.0
_HELLO: Final = b'{"args": [], "kwargs": {}}'

WORDS: Final[dict[str, dict[str, str]]] = {
    "en": {
        "title": "Case Management and Monitoring System",
        "purpose": "For public prosecution services: cases, hearings, documents, training and notices.",
        "docs": "Description of the programming interface (API)",
        "openapi": "The same for programs (OpenAPI 3.1)",
        "state": "State of the system",
        "part": "Part",
        "is": "State",
        "running": "running",
        "away": "not running",
        "silent": "did not answer within a second",
        "cases": "Cases",
        "scheduling": "Hearings and calendars",
        "documents": "Documents",
        "learning": "Training and library",
        "notifications": "Notices",
        "bus": "Message broker",
        "accounts": "Accounts",
    },
    "ur": {
        "title": "مقدمات کے انتظام اور نگرانی کا نظام",
        "purpose": "سرکاری استغاثہ کے لیے: مقدمات، سماعتیں، دستاویزات، تربیت اور اطلاعات۔",
        "docs": "پروگرامنگ انٹرفیس (API) کی تفصیل",
        "openapi": "یہی تفصیل پروگراموں کے لیے (OpenAPI 3.1)",
        "state": "نظام کی حالت",
        "part": "حصہ",
        "is": "حالت",
        "running": "چل رہا ہے",
        "away": "بند ہے",
        "silent": "ایک سیکنڈ میں جواب نہیں آیا",
        "cases": "مقدمات",
        "scheduling": "سماعتیں اور کیلنڈر",
        "documents": "دستاویزات",
        "learning": "تربیت اور کتب خانہ",
        "notifications": "اطلاعات",
        "bus": "پیغام رساں",
        "accounts": "اکاؤنٹ",
    },
}


class FrontPage:
    """`GET /api/state` and its style sheet."""

    def __init__(
        self, bus: Bus, database: Database, services: Sequence[str], threads: ThreadPoolExecutor, *, secure: bool
    ) -> None:
        """Take what the page looks at."""
        self._bus = bus
        self._database = database
        self._services = services
        self._threads = threads
        self._headers = page_headers(secure=secure)

    async def on_get(self, req: Any, resp: Any) -> None:
        """Answer the page; every part is asked at once, and a second is waited at most."""
        language = choose_language(req.get_param("lang"), req.get_header("accept-language"))
        states = await self._ask_all(read_correlation(req.get_header("x-correlation-id")))
        resp.set_headers(self._headers)
        resp.set_header("content-language", language)
        resp.set_header("vary", "accept-language")
        resp.data = _render(language, states)

    async def on_get_style(self, _req: Any, resp: Any) -> None:
        """Answer the style sheet of all the pages."""
        resp.set_headers(self._headers)
        resp.content_type = "text/css; charset=utf-8"
        resp.set_header("cache-control", "public, max-age=3600")
        resp.data = STYLE.encode()

    async def _ask_all(self, correlation_id: str) -> dict[str, str]:
        asking = [self._ask(service, correlation_id) for service in self._services]
        answers = await asyncio.gather(self._look_at_accounts(), *asking)
        states = dict(zip(("accounts", *self._services), answers, strict=True))
        return {"bus": "running" if self._bus.is_up else "away", **states}

    async def _ask(self, service: str, correlation_id: str) -> str:
        try:
            await self._bus.send(service, "hello", _HELLO, {"nameko.correlation_id": correlation_id}, WAIT_SECONDS)
        except Problem as problem:
            return "silent" if problem.kind == "too_late" else "away"
        return "running"

    async def _look_at_accounts(self) -> str:
        looking = asyncio.get_running_loop().run_in_executor(self._threads, self._database.is_up)
        try:
            return "running" if await asyncio.wait_for(looking, WAIT_SECONDS) else "away"
        except TimeoutError:
            return "silent"


def _render(language: str, states: dict[str, str]) -> bytes:
    words = WORDS[language]
    rows = "".join(
        f'<tr><th scope="row">{escape(words.get(part, part))}</th><td class="{state}">{words[state]}</td></tr>'
        for part, state in states.items()
    )
    body = (
        f"<p>{words['purpose']}</p><ul>"
        f'<li><a href="/api/docs?lang={language}">{words["docs"]}</a></li>'
        f'<li><a href="/api/openapi.json">{words["openapi"]}</a></li></ul>'
        f"<table><caption>{words['state']}</caption><thead><tr><th scope='col'>{words['part']}</th>"
        f"<th scope='col'>{words['is']}</th></tr></thead><tbody>{rows}</tbody></table>"
    )
    return frame(words["title"], body, language, STATE_PATH)
