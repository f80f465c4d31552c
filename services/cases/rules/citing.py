"""Sources of law as papers in Urdu and Sindhi cite them: as lawyers write them, without what is noted beside them in English."""

from __future__ import annotations

import re
from typing import Final

from services.cases.rules.written_days import isolate

_BETWEEN: Final = re.compile(r"; |(?<=confirmed)\. ")
_CITED: Final = re.compile(r"[A-Z0-9].*\d|\d")
_CAME_ABOUT: Final = re.compile(r" as (amended|substituted|inserted) .*|, before .*|, to be confirmed.*")
_NOTES: Final = re.compile(r" \([a-z][^)]*\)|\. [A-Z][a-z]+ [a-z].*|: [a-z].*|, to be confirmed")


def cite(source: str, lang: str) -> str:
    """Cite a source of law; in English with its notes, elsewhere each part in its own direction."""
    if lang == "en":
        return source
    parts = (_NOTES.sub("", part).strip() for part in _BETWEEN.split(source))
    return "؛ ".join(isolate(part, lang) for part in parts if _CITED.match(part))


def name_provision(source: str) -> str:
    """Give the provision alone, as a short message names it: CrPC s.173(1) proviso; not how it came about, nor what else bears on it."""
    return _CAME_ABOUT.sub("", _BETWEEN.split(source)[0])
