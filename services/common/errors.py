"""What can go wrong with a request, said so that a clerk can act on it.

Problem
├── kind      one of KINDS: decides the HTTP status (one table, in the gateway)
├── code      stable and machine-readable: `report_already_returned`
├── detail    one sentence that says what to do
├── fields    for bad input: field -> messages
└── facts     further members for the answer: the booking in the way, the round, …
"""

from __future__ import annotations

from typing import Any, Final

KINDS: Final = (
    "malformed",
    "unauthenticated",
    "forbidden",
    "not_found",
    "conflict",
    "gone",
    "moved_on",
    "too_large",
    "unsupported",
    "invalid",
    "guard_missing",
    "too_many",
    "failed",
    "unavailable",
    "too_late",
)


class Problem(Exception):
    """A request that is refused, and why. Raised by use cases, carried over the bus, answered as RFC 9457."""

    def __init__(
        self, kind: str, code: str, detail: str, *, fields: dict[str, Any] | None = None, **facts: Any
    ) -> None:
        """Refuse with a kind of KINDS, a stable code and a sentence; `facts` must be plain JSON."""
        if kind not in KINDS:
            raise ValueError(f"unknown kind of problem: {kind}")
        super().__init__(detail)
        self.kind = kind
        self.code = code
        self.detail = detail
        self.fields = None if fields is None else _with_text_keys(fields)
        self.facts = facts

    def to_wire(self) -> dict[str, Any]:
        """Give the members that travel in the answer's `error.problem`."""
        wire: dict[str, Any] = {"kind": self.kind, "code": self.code, "detail": self.detail, **self.facts}
        if self.fields:
            wire["fields"] = self.fields
        return wire

    @classmethod
    def from_wire(cls, wire: dict[str, Any]) -> Problem:
        """Read back what `to_wire` gave; an unknown kind counts as failed."""
        facts = dict(wire)
        kind = facts.pop("kind", "failed")
        return cls(
            kind if kind in KINDS else "failed",
            facts.pop("code", "failed"),
            facts.pop("detail", "The service failed."),
            fields=facts.pop("fields", None),
            **facts,
        )


def _with_text_keys(value: Any) -> Any:
    """Write the places of a list's items as text: JSON has no other names, and what is wrong in a list is told by its place."""
    if isinstance(value, dict):
        return {str(name): _with_text_keys(inner) for name, inner in value.items()}
    return [_with_text_keys(inner) for inner in value] if isinstance(value, list) else value


def not_found(code: str, detail: str, **facts: Any) -> Problem:
    """Say that there is no such thing, or none that this person may know of."""
    return Problem("not_found", code, detail, **facts)


def conflict(code: str, detail: str, **facts: Any) -> Problem:
    """Say that the thing's state does not allow the step."""
    return Problem("conflict", code, detail, **facts)


def forbidden(code: str, detail: str, **facts: Any) -> Problem:
    """Say that this person may not take the step."""
    return Problem("forbidden", code, detail, **facts)


def invalid(code: str, detail: str, *, fields: dict[str, Any] | None = None, **facts: Any) -> Problem:
    """Say what is wrong with the input, field by field where it can be said so."""
    return Problem("invalid", code, detail, fields=fields, **facts)
