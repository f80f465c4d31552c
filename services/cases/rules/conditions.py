"""The closed expressions that say in which case a period runs: comparisons, membership, and / or / not. Nothing is executed.

    not is_terrorism and (punishable_with_death or 'ppc 302' in sections)

Names are those of NAMES; a comparison with what is not known (None), or of another kind, is false.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final

NAMES: Final = frozenset({
    "is_terrorism", "acts", "sections", "gender", "is_juvenile", "punishable_with_death",
    "punishable_with_death_or_life", "sentence_months", "noted",
})  # fmt: skip

Known = Mapping[str, Any]
Condition = Callable[[Known], Any]

_TOKEN: Final = re.compile(
    r"\s*(?:(?P<text>'[^']*')|(?P<number>\d+)|(?P<operator>==|!=|<=|>=|<|>|\(|\))|(?P<word>\w+)|(?P<wrong>\S))"
)
_COMPARE: Final[dict[str, Callable[[Any, Any], Any]]] = {
    "==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
_CONSTANTS: Final = {"true": True, "false": False}


class ConditionError(ValueError):
    """An expression that cannot be read."""


@cache
def read_condition(text: str) -> Condition:
    """Read an expression once; the empty one always holds."""
    if not text.strip():
        return _always
    reader = _Reader(_split(text))
    found = reader.read_or()
    if reader.next is not None:
        raise ConditionError(f"nothing may follow here: {reader.next}")
    return found


def holds(text: str, known: Known) -> bool:
    """Tell whether an expression holds for what is known."""
    return bool(read_condition(text)(known))


def _always(_known: Known) -> bool:
    return True


def _split(text: str) -> list[tuple[str, str]]:
    found = [(str(match.lastgroup), match[str(match.lastgroup)]) for match in _TOKEN.finditer(text)]
    for kind, token in found:
        if kind == "wrong":
            raise ConditionError(f"this cannot be read: {token}")
    return found


class _Reader:
    """Reads tokens by descent: or, and, not, comparison, term."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens = tokens
        self._place = 0

    @property
    def next(self) -> str | None:
        return self._tokens[self._place][1] if self._place < len(self._tokens) else None

    def read_or(self) -> Condition:
        found = self._read_and()
        while self.next == "or":
            self._take()
            found = _either(found, self._read_and())
        return found

    def _read_and(self) -> Condition:
        found = self._read_not()
        while self.next == "and":
            self._take()
            found = _both(found, self._read_not())
        return found

    def _read_not(self) -> Condition:
        if self.next != "not":
            return self._read_comparison()
        self._take()
        inner = self._read_not()
        return lambda known: not inner(known)

    def _read_comparison(self) -> Condition:
        left = self._read_term()
        if self.next in _COMPARE:
            return _compared(_COMPARE[self._take()[1]], left, self._read_term())
        if self.next == "in":
            self._take()
            return _within(left, self._read_term())
        return left

    def _read_term(self) -> Condition:
        kind, word = self._take()
        if word == "(":
            inner = self.read_or()
            if self.next != ")":
                raise ConditionError("a bracket is not closed")
            self._take()
            return inner
        if kind == "text":
            return _constant(word[1:-1])
        if kind == "number":
            return _constant(int(word))
        if word in _CONSTANTS:
            return _constant(_CONSTANTS[word])
        if word not in NAMES:
            raise ConditionError(f"this name is not known: {word}")
        return lambda known: known[word]

    def _take(self) -> tuple[str, str]:
        if self._place >= len(self._tokens):
            raise ConditionError("the expression ends too early")
        self._place += 1
        return self._tokens[self._place - 1]


def _constant(value: Any) -> Condition:
    return lambda _known: value


def _either(first: Condition, second: Condition) -> Condition:
    return lambda known: first(known) or second(known)


def _both(first: Condition, second: Condition) -> Condition:
    return lambda known: first(known) and second(known)


def _compared(compare: Callable[[Any, Any], Any], left: Condition, right: Condition) -> Condition:
    def ask(known: Known) -> bool:
        one, other = left(known), right(known)
        return type(one) is type(other) and one is not None and bool(compare(one, other))

    return ask


def _within(left: Condition, right: Condition) -> Condition:
    def ask(known: Known) -> bool:
        group = right(known)
        return isinstance(group, frozenset) and left(known) in group

    return ask
