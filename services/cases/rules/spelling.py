"""Names in many spellings: what is compared letter by letter, and how a name sounds, whatever alphabet it is written in.

`fold` makes one word of the spellings that keyboards and typists give it: case, accents, marks, the letters of Arabic, Urdu and
Sindhi keyboards. `sound` goes further: the consonants that are heard, so that Muhammad, Mohammed, Mohd, محمد and محمّد are
one, and Hussain, Husein and حسین another. Both are tables and steps, held here once: Python takes them where a key is made,
and PostgreSQL's functions `folded_name` and `name_sounds`, which its indexes stand on, are written from them by `to_sql`.
A step is a regular expression that Python and PostgreSQL read alike.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

_MARKS: Final = (
    r"[\u0300-\u036F\u0610-\u061A\u0640\u064B-\u065F\u0670\u06D6-\u06ED\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]"
)
_NOT_A_LETTER: Final = r"[^a-z0-9\u0621-\u06D3\u0750-\u077F]+"


@dataclass(frozen=True, slots=True)
class Letters:
    """Letters that become others, one for one."""

    given: str
    made: str

    def apply(self, text: str) -> str:
        """Exchange them."""
        return text.translate(str.maketrans(self.given, self.made))

    def to_sql(self, inner: str) -> str:
        """Say it in SQL."""
        return f"translate({inner}, '{self.given}', '{self.made}')"


@dataclass(frozen=True, slots=True)
class Step:
    """Every match of a pattern is replaced."""

    pattern: str
    made: str

    def apply(self, text: str) -> str:
        """Replace them."""
        return re.sub(self.pattern, self.made, text)

    def to_sql(self, inner: str) -> str:
        """Say it in SQL."""
        return f"regexp_replace({inner}, '{self.pattern}', '{self.made}', 'g')"


_CLEAN: Final[tuple[Letters | Step, ...]] = (
    Step(_MARKS, ""),
    Letters("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz"),
    Letters("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789"),
    Letters("يىېےكڪەةۃٱ٪٫٬٭", "ییییککہہہا    "),
    Letters("ه", "ہ"),
    Step(_NOT_A_LETTER, " "),
)
_FOLD: Final[tuple[Letters | Step, ...]] = (*_CLEAN, Letters("ھ", "ہ"))
_SOUND: Final[tuple[Letters | Step, ...]] = (
    *_CLEAN,
    # Short forms, words that join names, and the article within Abdul, Abdur, عبدال.
    Step(r"(^| )(mohd|mohmd|muhd|mhd|md)(?= |$)", r"\1muhammad"),
    Step(r"(^| )(bux|bukhsh|buksh|baksh)(?= |$)", r"\1bakhsh"),
    Step(r"(^| )(alias|urf|عرف|al|ul|ur|us|el)(?= |$)", r"\1"),
    Step(r"(^| )abd ?[aeiou][lrsdznt] ?(?=[a-z])", r"\1abd "),
    Step(r"(^| )abd ?[aeiou][lrsdznt](?= |$)", r"\1abd"),
    Step(r"(^| )عبدال", r"\1عبد "),
    # Arabic letters: aspirates and a last he are not heard; what begins a word is.
    Step(r"([بپتٹجچدڈڑرکگٽڊ])ھ", r"\1"),
    Step(r"[ہھح](?= |$)", ""),
    Step(r"(^| )و", r"\1W"),
    Step(r"(^| )ی", r"\1Y"),
    Step(r"(^| )[اعءئؤ]", r"\1A"),
    Letters("بپتٹثجچحخدڈذرڑزژسشصضطظغفقکگلمنںہھ", "bpttsjCHkddzrrzzsSsztzgfkkglmnnHH"),
    Letters("ٻڀٿٽٺڄڃڇڊڌڏڍڙڦڳڱڻ", "bbtttjnCddddrpgnn"),
    Step(r"[اوعیءئؤ]", ""),
    # Latin letters.
    Step(r"([a-z])\1+", r"\1"),
    Step(r"sh", "S"),
    Step(r"ch", "C"),
    Step(r"([kgtdbjzrp])h", r"\1"),
    Step(r"x", "ks"),
    Letters("cqv", "kkw"),
    Step(r"h(?= |$)", ""),
    Step(r"(^| )w", r"\1W"),
    Step(r"(^| )y", r"\1Y"),
    Step(r"(^| )[aeiou]", r"\1A"),
    Step(r"[aeiouwy]", ""),
    Letters("h", "H"),
    Step(r"([A-Za-z])\1+", r"\1"),
    Step(r" +", " "),
)


def _apply(steps: tuple[Letters | Step, ...], text: str) -> str:
    folded = unicodedata.normalize("NFKD", text)
    for step in steps:
        folded = step.apply(folded)
    return folded.strip(" ")


def fold(text: str) -> str:
    """Give a name's folded spelling: lower-case letters, digits, single spaces; empty when no letter of ours is in it."""
    return _apply(_FOLD, text)


def sound(text: str) -> str:
    """Give how a name sounds, word by word."""
    return _apply(_SOUND, text)


def sounds(text: str) -> list[str]:
    """Give the words of a name's sound, each once, in their order."""
    return list(dict.fromkeys(word for word in sound(text).split(" ") if word))


def to_sql(*, of_sound: bool) -> str:
    """Give the expression over `written` that PostgreSQL's function of the same meaning has for its body."""
    expression = "normalize(written, NFKD)"
    for step in _SOUND if of_sound else _FOLD:
        expression = step.to_sql(expression)
    return f"btrim({expression}, ' ')"
