"""The document is made of the declarations: valid, whole, and true to what is taken and given."""

from __future__ import annotations

from typing import Any

import pytest
from marshmallow import fields
from openapi_spec_validator import OpenAPIV31SpecValidator

from gateway.app import OWN_APIS, load_apis
from gateway.openapi import build_document, name_operations
from gateway.shapes import to_ecma
from services.common.api import Operation
from services.common.schemas import Choice, Day, Instant, Money, PageQuery, Schema, Text, View, Whole


class Taken(Schema):
    """What is taken."""

    name = Text(required=True, most=20)
    notes = Text(lines=True, least=0)
    day = Day()
    at = Instant()
    price = Money()
    kind = Choice(("a", "b"), allow_none=True)
    count = Whole(least=1, most=5)


class Given(View):
    """What is given."""

    id = fields.UUID()
    name = Text(most=20)
    day = Day(allow_none=True)
    days = fields.List(Day())


READ = Operation("x", "GET", "/things/{thing_id:uuid}", returns=Given, may="x.read", names=["read_thing"])
LIST = Operation("x", "GET", "/things", query=PageQuery, pages_of=Given, public=True, names=["list_things"])
MAKE = Operation("x", "POST", "/things", takes=Taken, returns=Given, status=201, names=["make_thing"])
SET = Operation("x", "PUT", "/things/{thing_id:uuid}", takes=Taken, returns=Given, guarded=True, names=["set_thing"])
TEXT = Operation("x", "GET", "/feed", media="text/calendar", names=["read_feed"])


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    """Give the document of five operations."""
    return build_document([READ, LIST, MAKE, SET, TEXT], "https://cmms.example", "session")


def test_the_whole_platform_is_described_validly() -> None:
    """Every declared operation is there under an id of its own, and the document is valid OpenAPI 3.1."""
    operations = [operation for api in (*OWN_APIS, *load_apis()) for operation in api.operations.values()]
    whole = build_document(operations, "https://cmms.example", "session")

    described = [one for item in whole["paths"].values() for one in item.values()]
    assert list(OpenAPIV31SpecValidator(whole).iter_errors()) == []
    assert len({one["operationId"] for one in described}) == len(described) == len(operations) + 3


def test_what_is_taken_has_its_bounds(document: dict[str, Any]) -> None:
    """A program can tell before it asks what would be refused."""
    members = document["components"]["schemas"]["Taken"]["properties"]

    assert (members["name"]["minLength"], members["name"]["maxLength"]) == (1, 20)
    assert "pattern" in members["name"]
    assert members["day"]["pattern"].startswith("^(19")
    assert members["at"]["pattern"]
    assert (members["price"]["type"], "minimum" in members["price"]) == ("string", False)
    assert set(members["kind"]["enum"]) == {"a", "b", None}
    assert (members["count"]["minimum"], members["count"]["maximum"]) == (1, 5)


def test_what_is_given_is_described_no_narrower_than_it_may_be(document: dict[str, Any]) -> None:
    """Stored texts may be older than today's bounds, and laws older than 1900; every member is always there."""
    given = document["components"]["schemas"]["Given"]

    assert set(given["required"]) == {"id", "name", "day", "days"}
    members = [*given["properties"].values(), given["properties"]["days"]["items"]]
    assert not any("pattern" in member or "maxLength" in member for member in members)


def test_each_answer_that_can_come_is_described(document: dict[str, Any]) -> None:
    """304 where a version may be held, 428 where one is demanded, 201 with its Location, 401 where one must sign in."""
    paths = document["paths"]
    read, listed = paths["/api/things/{thing_id}"]["get"], paths["/api/things"]["get"]
    made, changed = paths["/api/things"]["post"], paths["/api/things/{thing_id}"]["put"]

    assert {"200", "304", "401", "403", "404", "503", "504"} <= set(read["responses"])
    assert "304" not in listed["responses"]
    assert {"401", "403"}.isdisjoint(listed["responses"])
    assert listed["security"] == [{}]
    assert "Location" in made["responses"]["201"]["headers"]
    assert {"409", "412", "413", "415", "422"} <= set(made["responses"])
    assert ("428" in changed["responses"], "428" in made["responses"]) == (True, False)
    assert read["x-permission"] == "x.read"
    assert set(paths["/api/feed"]["get"]["responses"]["200"]["content"]) == {"text/calendar"}


def test_operations_of_one_name_are_told_apart() -> None:
    """Two services may each have a `read_thing`."""
    other = Operation("y", "GET", "/other", names=["read_thing"])

    assert name_operations([READ, other, LIST]) == {READ: "x_read_thing", other: "y_read_thing", LIST: "list_things"}


def test_two_schemas_of_one_name_are_told_apart() -> None:
    """The second one gets its service's name before its own."""
    namesake = type("Given", (View,), {"__module__": "services.learning.schemas", "other": fields.Integer()})
    operations = [READ, Operation("y", "GET", "/other", returns=namesake, names=["read_other"])]

    assert {"Given", "LearningGiven"} <= set(build_document(operations, "x", "c")["components"]["schemas"])


def test_patterns_are_written_for_javascript() -> None:
    r"""`\Z` ends a text in Python and means nothing elsewhere."""
    assert to_ecma(r"\Aab\Z") == "^ab$"
