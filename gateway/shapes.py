"""How the chassis' own fields and schemas appear in the OpenAPI document: with the bounds that they really have."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, Final

from marshmallow import Schema as AnySchema
from marshmallow import class_registry, fields

from services.common import schemas

_NOT_PLAIN: Final = r"\u0000-\u001f\u007f-\u009f"
ONE_LINE: Final = rf"^[^{_NOT_PLAIN}]*[^\s{_NOT_PLAIN}][^{_NOT_PLAIN}]*$"
LINES: Final = r"^[^\u0000-\u0008\u000b-\u001f\u007f-\u009f]*$"
DAY: Final = r"^(19[0-9]{2}|20[0-9]{2}|2100)-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
INSTANT: Final = r"^(19[0-9]{2}|20[0-9]{2}|2100)-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T"
AMOUNT: Final = r"^[0-9]{{1,{digits}}}(\.[0-9]{{1,{places}}})?$"
_BOUNDS: Final = ("minLength", "maxLength", "pattern")


def describe_field(
    _converter: Any, field: fields.Field[Any], ret: dict[str, Any] | None = None, **_: Any
) -> dict[str, Any]:
    """Describe a field of the chassis beyond what marshmallow's own say; `ret` is what is known so far."""
    found = {} if ret is None else ret
    if isinstance(field, schemas.Text):
        return _describe_text(field, found)
    if isinstance(field, schemas.PersonId):
        return {"x-person": field.may or ""}
    if isinstance(field, fields.Decimal) and field.as_string:
        return _describe_amount(field, found)
    if isinstance(field.root, schemas.View):
        return {}  # the law knows days before 1900: what is answered is wider than what is taken
    if isinstance(field, schemas.Day):
        return {"pattern": DAY}
    if isinstance(field, schemas.Instant):
        return {"pattern": INSTANT}
    return {}


def _describe_amount(field: fields.Decimal, found: dict[str, Any]) -> dict[str, Any]:
    """Describe a decimal that is sent as a string: its bounds become the number of its digits."""
    bounds = [found.pop(name, None) for name in ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")]
    most = next((bound for bound in (bounds[1], bounds[3]) if bound is not None), 10**12)
    exponent = field.places.as_tuple().exponent if field.places is not None else -2
    pattern = AMOUNT.format(digits=len(str(int(Decimal(str(most))))) - 1, places=abs(int(exponent)))
    return {"type": ["string", "null"] if field.allow_none else "string", "format": "decimal", "pattern": pattern}


def _describe_text(field: schemas.Text, found: dict[str, Any]) -> dict[str, Any]:
    if "enum" in found:
        for bound in _BOUNDS:
            found.pop(bound, None)
        return {}
    if isinstance(field.root, schemas.View):
        # What was stored under older bounds is answered all the same.
        for bound in _BOUNDS:
            found.pop(bound, None)
        return {}
    if "pattern" in found:
        return {"pattern": to_ecma(found["pattern"])}
    takes_lines = getattr(field, "_lines", False)
    return {"pattern": LINES if takes_lines else ONE_LINE} if found.get("minLength", 1) else {}


def to_ecma(pattern: str) -> str:
    r"""Write a Python pattern as ECMAScript reads it: `\Z` and `\A` are `$` and `^` there."""
    return re.sub(r"\\Z", "$", re.sub(r"\\A", "^", pattern))


class SchemaNames:
    """Names of schemas in the document: the class's own, with its service's before it when another one has it already."""

    def __init__(self) -> None:
        """Begin without names."""
        self._taken: dict[str, type[AnySchema]] = {}

    def resolve(self, schema: Any) -> str:
        """Give the name of a schema (a class, an instance, or a registered name)."""
        found: Any = class_registry.get_class(schema) if isinstance(schema, str) else schema
        kind: type[AnySchema] = found if isinstance(found, type) else type(found)
        for name in (kind.__name__, f"{_owner(kind)}{kind.__name__}"):
            if self._taken.setdefault(name, kind) is kind:
                return name
        raise ValueError(f"two schemas of one module are named {kind.__name__}")


def _owner(kind: type[AnySchema]) -> str:
    parts = kind.__module__.split(".")
    owner = parts[1] if parts[0] == "services" else parts[0]
    return owner.title()
