"""The page at `/api/state`: where the API is described, and which parts of the system are running."""

from __future__ import annotations

from html import escape
from typing import Any, Final

from gateway.limits import page_headers
from gateway.oversight.state import State
from gateway.pages.html import STATE_PATH, STYLE, choose_language, frame
from gateway.reading import read_correlation

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

    def __init__(self, state: State, *, secure: bool) -> None:
        """Take what knows how the parts are."""
        self._state = state
        self._headers = page_headers(secure=secure)

    async def on_get(self, req: Any, resp: Any) -> None:
        """Answer the page."""
        language = choose_language(req.get_param("lang"), req.get_header("accept-language"))
        states = await self._state.ask_all(read_correlation(req.get_header("x-correlation-id")))
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
