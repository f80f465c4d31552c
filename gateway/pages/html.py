"""What the pages share: the frame, the style sheet, the choice of language."""

from __future__ import annotations

from html import escape
from typing import Final

LANGUAGES: Final = ("en", "ur")
NAMES: Final = {"en": "English", "ur": "اردو"}
STATE_PATH: Final = "/api/state"
STYLE_PATH: Final = "/style.css"
STYLE: Final = """
:root { color-scheme: light dark; --line: #8886; --soft: #8881; --link: #0b5394; }
@media (prefers-color-scheme: dark) { :root { --link: #8ec5ff; } }
body { font: 1rem/1.6 system-ui, "Noto Sans", "Noto Naskh Arabic", sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; }
a { color: var(--link); }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
header, nav ul { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: baseline; }
nav ul { list-style: none; padding: 0; margin: 0; }
h1 { font-size: 1.6rem; } h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--line); } h3 { margin-bottom: .3rem; }
table { border-collapse: collapse; width: 100%; } caption { text-align: start; font-weight: 600; padding: .4rem 0; }
th, td { text-align: start; padding: .4rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
code, pre { font-family: ui-monospace, monospace; background: var(--soft); border-radius: 3px; overflow-wrap: anywhere; }
.method { font-weight: 700; } .scroll { overflow-x: auto; } .away { font-weight: 700; }
"""


def choose_language(asked: str | None, accepted: str | None) -> str:
    """Give the language of `?lang=`, or the first of Accept-Language that we speak, or English."""
    if asked in LANGUAGES:
        return str(asked)
    for part in (accepted or "").split(",")[:20]:
        language = part.partition(";")[0].strip().partition("-")[0].lower()
        if language in LANGUAGES:
            return language
    return "en"


def frame(title: str, body: str, language: str, path: str) -> bytes:
    """Give a whole page; `body` is HTML, `title` is text."""
    direction = "rtl" if language == "ur" else "ltr"
    links = "".join(_link(code, path, is_current=code == language) for code in LANGUAGES)
    return (
        f'<!doctype html><html lang="{language}" dir="{direction}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(title)}</title>'
        f'<link rel="stylesheet" href="{STYLE_PATH}"></head><body><header><h1>{escape(title)}</h1>'
        f'<nav aria-label="Language / زبان"><ul>{links}</ul></nav></header><main>{body}</main></body></html>'
    ).encode()


def _link(code: str, path: str, *, is_current: bool) -> str:
    current = ' aria-current="true"' if is_current else ""
    return f'<li><a href="{escape(path)}?lang={code}" lang="{code}" hreflang="{code}"{current}>{NAMES[code]}</a></li>'
