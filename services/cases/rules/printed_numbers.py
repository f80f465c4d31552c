"""A case's numbers as cause lists print them: `Spl. Case 420-A/2022`, `109, 109-A & 109-B of 2021 (FIR 10/21 PS City)`, مقدمہ نمبر ۴۵ سال ۲۰۲۳.

A line is read as the numbers it holds, each with its year and the register it is from; sections of law beside them are passed
over, for `302/34` looks like a number of a year. On transfer the new number stands over the old one (SCCR 7.2): `12/340 of 2022`
is both. Letters of Urdu and Sindhi registers (الف) are those of ours (A).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from services.cases.rules.identity import fold_digits, normalise_fir_number, police_station_key

FIR: Final = "fir"
COURT: Final = "court"
APPLICATION: Final = "application"
ANY: Final = "any"
MOST_NUMBERS: Final = 20
_SUFFIX: Final = re.compile(r"(?<=[0-9])(?P<gap>\s?[-/]?\s?)(?P<letter>الف|ب|ج|د)(?!\w)")
_SUFFIXES: Final = {"الف": "A", "ب": "B", "ج": "C", "د": "D"}
_SECTION: Final = (
    r"(?:[0-9]{1,3}(?![0-9])(?:\s?-?\s?[A-Z]{1,3}(?![A-Z]))?(?:\s?\([0-9A-Z]{1,4}\))*"
    r"|P\.?P\.?C|A\.?T\.?A|S\.?A\.?A|Cr\.?\s?P\.?\s?C|C\.?N\.?S\.?A?|r\s?/\s?w|read\s+with|act|ت\s?پ|and|ط)\.?(?!\w)"
)
_SECTIONS: Final = re.compile(
    rf"(?<!\w)(?:u\s?/\s?s|under\s+sections?|offence\s+u/s|sections?|زیر\s*دفعات|زیر\s*دفعہ|دفعات|دفعہ)[\s.:]*{_SECTION}(?:[\s,،/&]*{_SECTION})*",
    re.IGNORECASE,
)
_NUMBER: Final = r"(?:(?<![A-Z])[A-Z]-)?0*[1-9][0-9]{0,5}(?![0-9])(?:\s?[-/]?\s?[A-Z](?![\w.]))?"
_AND: Final = r"\s*(?:,|،|/|&|\+|(?<!\w)and(?!\w)|(?<!\w)اور(?!\w))\s*"
_OF: Final = r"\s*(?:/|-|(?<!\w)of(?:\s+the\s+year)?(?!\w)|(?<!\w)(?:سال|بابت|آف)(?!\w))\s*"
_GROUP: Final = re.compile(
    rf"(?<![\w])(?P<numbers>{_NUMBER}(?:{_AND}{_NUMBER})*){_OF}(?P<year>(?:19|20)[0-9]{{2}}|[0-9]{{2}})(?![0-9])",
    re.IGNORECASE,
)
_BARE: Final = re.compile(rf"(?<![\w/.-])(?P<numbers>{_NUMBER})(?![\w/])", re.IGNORECASE)
_REGISTERS: Final = (
    (APPLICATION, r"bail|appl|misc|appeal|revision|(?<!\w)(?:b\.?a|m\.?a)\.?(?!\w)|ضمانت|متفرق|اپیل|نگرانی|درخواست"),
    (FIR, r"f\.?\s?i\.?\s?r|crime|(?<!\w)cr\.?\s*no|ایف\s*آئی\s*آر|جرم|علت"),
    (COURT, r"special|spl|sess|(?<!\w)s\.?\s?c|case|trial|مقدمہ|سیشن|خصوصی|کیس"),
)
_STATION: Final = re.compile(
    r"(?<!\w)(?:p\.?\s?s\.?(?!\w)|police\s+station|پولیس\s*(?:اسٹیشن|سٹیشن)|تھانہ|تھاڻو)[\s:.-]*(?P<station>[^\W\d_][^0-9,،;()|\n]*)",
    re.IGNORECASE,
)
_AFTER_STATION: Final = re.compile(r"\s+(?:u/s|under|dist(?:t|rict)?\.?|crime|fir|f\.i\.r|ضلع)(?!\w).*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as it is kept, its year (None: not printed), and the register that it is from."""

    number: str
    year: int | None
    register: str


@dataclass(frozen=True, slots=True)
class Line:
    """What a printed line says of a case: its numbers in their order, and the police station's key."""

    numbers: tuple[Printed, ...] = ()
    station: str | None = None

    def of(self, *registers: str) -> tuple[Printed, ...]:
        """Give the numbers of these registers."""
        return tuple(printed for printed in self.numbers if printed.register in registers)


def read_printed(text: str, *, register: str = ANY) -> Line:
    """Read a printed line; `register` is what a number is of that does not say so itself."""
    line = _SECTIONS.sub(" ", _clean(text))
    station = _STATION.search(line)
    found: dict[Printed, None] = {}
    end, kind = 0, register
    for group in _GROUP.finditer(line):
        kind = _register_of(line[end : group.start()], kind)
        end = group.end()
        year = _read_year(group["year"])
        found |= dict.fromkeys(Printed(number, year, kind) for number in _read_numbers(group["numbers"]))
    if not found:
        found = dict.fromkeys(
            Printed(number, None, _register_of(line[: bare.start()], register))
            for bare in _BARE.finditer(line)
            for number in _read_numbers(bare["numbers"])
        )
    return Line(tuple(found)[:MOST_NUMBERS], _read_station(station["station"]) if station else None)


def _clean(text: str) -> str:
    """Write digits and a register's letters as ours; marks that only steer the direction of writing go."""
    folded = unicodedata.normalize("NFKC", fold_digits(text))
    seen = "".join(character for character in folded if unicodedata.category(character) not in ("Cf", "Mn", "Cc"))
    return _SUFFIX.sub(lambda match: f"{match['gap']}{_SUFFIXES[match['letter']]}", seen)


def _register_of(before: str, otherwise: str) -> str:
    """Give the register that the words before a number name, the nearest of them."""
    named = [
        (match.end(), register)
        for register, words in _REGISTERS
        for match in re.finditer(words, before, re.IGNORECASE)
    ]  # fmt: skip
    kinds = {register for _, register in named}
    return APPLICATION if APPLICATION in kinds else max(named, default=(0, otherwise))[1]


def _read_numbers(text: str) -> list[str]:
    """Give the numbers of a group as they are kept."""
    single = re.findall(_NUMBER, text, re.IGNORECASE)
    kept = [normalise_fir_number(re.sub(r"^[A-Z]-", "", one.upper()).replace("/", "-")) for one in single]
    return [number for number in kept if number]


def _read_year(text: str) -> int:
    year = int(text)
    return year if year > 100 else year + (1900 if year >= 47 else 2000)


def _read_station(text: str) -> str | None:
    return police_station_key(_AFTER_STATION.sub("", text)) or None
