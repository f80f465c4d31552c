"""What goes wrong is said in a form that travels."""

from __future__ import annotations

import marshmallow
import orjson
import pytest
from marshmallow import fields

from services.common.errors import KINDS, Problem
from services.common.schemas import Schema, Text


class Inner(Schema):
    """An item of a list."""

    code = Text(required=True)


class Outer(Schema):
    """A list of things, and one of words."""

    things = fields.List(fields.Nested(Inner))
    words = fields.List(Text())


def test_what_is_wrong_in_a_list_travels_with_its_place() -> None:
    """Marshmallow tells places as numbers, which JSON cannot name; they arrive as text."""
    with pytest.raises(marshmallow.ValidationError) as wrong:
        Outer().load({"things": [{"code": "a"}, {}], "words": ["", 7]})
    problem = Problem("invalid", "input_invalid", "x", fields=wrong.value.messages_dict)

    sent = orjson.loads(orjson.dumps(problem.to_wire()))
    assert set(sent["fields"]["things"]) == {"1"}
    assert set(sent["fields"]["words"]) == {"0", "1"}


def test_a_problem_survives_the_wire() -> None:
    """What is read back is what was sent."""
    sent = Problem("conflict", "a_code", "A sentence.", fields={"a": ["b"]}, booking="7")

    assert Problem.from_wire(orjson.loads(orjson.dumps(sent.to_wire()))).to_wire() == sent.to_wire()


def test_what_is_no_kind_is_refused_here_and_a_failure_from_elsewhere() -> None:
    """A misspelt kind shows in the first test; one from a newer service does not break an older gateway."""
    with pytest.raises(ValueError, match="unknown kind"):
        Problem("oops", "x", "x")
    assert Problem.from_wire({"kind": "oops"}).kind == "failed"
    assert len(set(KINDS)) == len(KINDS)
