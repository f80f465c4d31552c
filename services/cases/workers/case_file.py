"""A case as a PDF: the package that was gathered, set for people to read.

Latin text in Noto Sans, Arabic letters (Urdu, Sindhi) in Noto Naskh, shaped and in their own direction; each cell finds its own.
Nothing is fetched from anywhere while it is set.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import jinja2
import weasyprint

_FOLDER: Final = Path(__file__).parent
_UUID: Final = re.compile(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")
_INSTANT: Final = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d")
_SHORT_WORDS: Final = {
    "fir": "FIR",
    "id": "",
    "ids": "",
    "on": "on",
    "at": "at",
    "cnic": "CNIC",
    "ur": "(Urdu)",
    "sd": "(Sindhi)",
}
# What a reader sees elsewhere, or what only programs use.
_PASSED_OVER: Final = frozenset({"id", "version", "case_id", "import_id", "case", "rule_valid_from"})
_CODE_WORD: Final = re.compile(r"^[a-z]+(_[a-z]+)+$")
_MOST_INLINE: Final = 8
_MOST_COLUMNS: Final = 6
_RIGHT_TO_LEFT: Final = ("R", "AL")


def make_pdf(package: dict[str, Any]) -> bytes:
    """Set a package as PDF/A."""
    text = _template(package.get("accounts", {})).render(package=package, case=package["case"])
    document = weasyprint.HTML(string=text, url_fetcher=_fetch_nothing, base_url=None)
    made: bytes = document.write_pdf(pdf_variant="pdf/a-3u", pdf_tags=False)
    return made


def label(name: str) -> str:
    """Give a member's name as a heading: `fir_on` is "FIR on"."""
    words = [_SHORT_WORDS.get(word, word) for word in name.removeprefix("is_").split("_")]
    text = " ".join(word for word in words if word)
    return text[:1].upper() + text[1:]


def is_simple(value: Any) -> bool:
    """Tell whether a value fits into a cell: a single one, a list of such, or a few of them by name."""
    if isinstance(value, list):
        return all(not isinstance(one, (dict, list)) for one in value)
    if isinstance(value, dict):
        return len(value) <= _MOST_INLINE and all(
            not isinstance(one, dict) and is_simple(one) for one in value.values()
        )
    return True


def plain(value: Any, accounts: Mapping[str, Any] = MappingProxyType({})) -> str:
    """Give a value as it is read: yes or no, words without underscores, an instant to the minute.

    Of an account on the roster the designation, the seat and the end of its id; of other things the end of the id.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(plain(one, accounts) for one in value)
    if isinstance(value, dict):
        return "; ".join(f"{label(name)}: {plain(one, accounts)}" for name, one in members(value))
    text = str(value)
    if _UUID.match(text):
        return _account(accounts[text], text) if text in accounts else f"…{text[-12:]}"
    if _CODE_WORD.match(text):
        return text.replace("_", " ")
    return text[:16].replace("T", " ") if _INSTANT.match(text) else text


def _account(post: Mapping[str, Any], account_id: str) -> str:
    told = [str(post[name]).replace("-", " ") for name in ("designation", "seat") if post[name]]
    return f"{', '.join(told)} (…{account_id[-6:]})" if told else f"…{account_id[-12:]}"


def lines(value: Any, accounts: Mapping[str, Any] = MappingProxyType({})) -> list[tuple[str, str]]:
    """Give a value line by line, each with its direction: that of its first letter."""
    return [(_direction(line), line) for line in plain(value, accounts).splitlines()]


def columns(rows: Any) -> list[str]:
    """Give the columns of rows that fit into a table side by side; none when they do not."""
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return []
    shown = [members(row) for row in rows]
    names = list(dict.fromkeys(name for row in shown for name, _ in row))
    fits = len(names) <= _MOST_COLUMNS and all(is_simple(value) for row in shown for _, value in row)
    return names if fits else []


def members(row: dict[str, Any]) -> list[tuple[str, Any]]:
    """Give what of a row is shown: what it says, without what only programs use."""
    return [
        (name, value) for name, value in row.items() if name not in _PASSED_OVER and value not in (None, [], {}, "")
    ]


def _direction(line: str) -> str:
    kinds = (unicodedata.bidirectional(letter) for letter in line)
    return "rtl" if next((kind for kind in kinds if kind in ("L", *_RIGHT_TO_LEFT)), "L") in _RIGHT_TO_LEFT else "ltr"


def _template(accounts: Mapping[str, Any]) -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_FOLDER), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    environment.filters.update(
        label=label, members=members, columns=columns, plain=partial(plain, accounts=accounts),
        lines=partial(lines, accounts=accounts),
    )  # fmt: skip
    environment.tests["simple"] = is_simple
    return environment.get_template("case_file.html")


def _fetch_nothing(url: str, *_: object, **__: object) -> dict[str, Any]:
    raise ValueError(f"nothing is fetched while a case is set: {url[:80]}")
