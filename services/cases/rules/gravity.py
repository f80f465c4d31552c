"""How grave what somebody is accused of is: punishable with death, with imprisonment for life, as the dated offences say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from services.cases.rules.routes import offence_rows


class Gravity(NamedTuple):
    """Whether an offence is punishable with death, and with imprisonment for life."""

    is_death: bool
    is_life: bool


# The offences of each act, by their sections.
Offences = Mapping[str, Mapping[str, Gravity]]
_CLAUSES: Final = re.compile(r"\(.*$")


def name_sections(sections: Iterable[Mapping[str, str]]) -> frozenset[str]:
    """Give sections as conditions name them (`ppc 302`), each also without its clauses."""
    named = {f"{section['act']} {section['section']}" for section in sections}
    return frozenset(named | {_CLAUSES.sub("", name) for name in named})


def gravity_of(sections: Iterable[Mapping[str, str]], offences: Offences) -> Gravity:
    """Give the gravest of these sections together; one that is given without its clause counts as its gravest."""
    found = [
        offences[section["act"]][row]
        for section in sections
        if section["act"] in offences
        for row in offence_rows(section["section"], offences[section["act"]])
    ]
    return Gravity(any(one.is_death for one in found), any(one.is_life for one in found))
