"""What a clerk asks for in one line: a FIR's or court's number, a section of law, a CNIC, a telephone, a plate, a name.

`435/2022`, `FIR No. 435 of 2022`, `Crime No. 435/2022 of PS Karim Bux` and `Special Case No. 420-A of 2022` are read as they are
written on papers, in digits of any script. A line may be several of these at once: `420-A` is a number and a section.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from services.cases.rules.entities import normalise_mark
from services.cases.rules.identifiers import normalise_cnic, normalise_phone
from services.cases.rules.identity import normalise_section

_DIGITS: Final = ("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")
_CAPITALS: Final = ("abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
# A number of at most six digits with its suffix; PostgreSQL reads the same pattern.
_NUMBER: Final = r"(?<![0-9])0*([1-9][0-9]{0,5})(?![0-9])(?:\s?-?\s?([A-Z])(?![A-Z]))?"
_YEAR: Final = re.compile(r"^(?:19[4-9][0-9]|20[0-9]{2})$")
_SECTION: Final = re.compile(
    r"^(?:(?:u/?s|under\s+section|sections?|sec|s|دفعہ|دفعه)[\s.:]+)?(?P<section>[0-9][^\s/]*?)(?:\s+(?P<act>[A-Z]{2,12}))?$",
    re.IGNORECASE,
)
_NOISE: Final = re.compile(
    r"(?<!\w)(?:f\.?i\.?r|crime|cr|special|new|sessions?|s\.?c|case|cases|nos?|number|of|the|and|ps|p\.s|police\s+station|state"
    r"|versus|vs|v|ایف\s*آئی\s*آر|مقدمہ|نمبر|تھانہ)(?!\w)\.?",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\W\d_]{2,}|[^\W\d_]\.")


@dataclass(frozen=True, slots=True)
class Asked:
    """A line, as it can be read; what is empty was not asked for."""

    numbers: tuple[str, ...] = ()
    year: int | None = None
    words: str = ""
    section: str | None = None
    act: str | None = None
    cnic: str | None = None
    phone: str | None = None
    mark: str | None = None

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing can be searched for."""
        return self == Asked()


def numbers_in(text: str) -> list[str]:
    """Give the numbers of a text (`109, 109-A and 109 b of 2021`), each as a FIR's number is kept."""
    folded = text.translate(str.maketrans(*_DIGITS)).translate(str.maketrans(*_CAPITALS))
    return [f"{digits}-{suffix}" if suffix else digits for digits, suffix in re.findall(_NUMBER, folded)]


def numbers_to_sql() -> str:
    """Give the expression over `written` that PostgreSQL's function `numbers_in` has for its body."""
    folded = f"translate(translate(written, '{_DIGITS[0]}', '{_DIGITS[1]}'), '{_CAPITALS[0]}', '{_CAPITALS[1]}')"
    found = f"regexp_matches({folded}, '{_NUMBER}', 'g')"
    return f"(SELECT coalesce(array_agg(m[1] || coalesce('-' || m[2], '')), '{{}}') FROM {found} AS m)"  # noqa: S608 - our own constants


def read_line(text: str) -> Asked:
    """Read a line in every way that it can be meant."""
    line = text.translate(str.maketrans(*_DIGITS)).strip()
    cnic, phone = normalise_cnic(line), normalise_phone(line)
    if cnic is not None or phone is not None:
        return Asked(cnic=cnic, phone=phone)
    numbers, year = read_numbers(line)
    section = _SECTION.match(line)
    is_mark = any(character.isdigit() for character in line)
    return Asked(
        numbers=numbers, year=year, words=_read_words(line),
        section=normalise_section(section["section"]) if section else None,
        act=section["act"].lower() if section and section["act"] else None,
        mark=(normalise_mark(line) or None) if is_mark else None,
    )  # fmt: skip


def read_numbers(text: str) -> tuple[tuple[str, ...], int | None]:
    """Part a text's numbers from their year: the last one that can be a year, when there is another."""
    found = numbers_in(text)
    if len(found) > 1 and _YEAR.match(found[-1]):
        return tuple(dict.fromkeys(found[:-1])), int(found[-1])
    return tuple(dict.fromkeys(found)), None


def _read_words(line: str) -> str:
    """Give the words that are neither numbers nor what papers write around numbers."""
    without_numbers = re.sub(r"[0-9]+(?:\s?-\s?[A-Za-z](?![A-Za-z]))?", " ", _NOISE.sub(" ", line))
    words = " ".join(without_numbers.replace("/", " ").split())
    return words if _WORD.search(words) else ""
