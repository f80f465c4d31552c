"""Shapes of answers are compared member by member."""

from __future__ import annotations

from tests.load.asking import Door, differences, shape

CASE = {"id": "x", "number": 1, "accused": [{"initials": "A.B.", "result": None}], "next": None}


def test_equal_shapes_do_not_differ() -> None:
    """Values may differ, and what is null on one side may be anything on the other."""
    other = {"id": "y", "number": 2, "accused": [{"initials": "C.D.", "result": {"verdict": "z"}}], "next": "cursor"}
    assert differences(shape(CASE), shape(other), "case") == []


def test_a_missing_member_and_another_kind_are_named() -> None:
    """Each difference says where it is."""
    other = {"id": "y", "number": "2", "accused": [{"result": None}], "next": None}
    assert differences(shape(CASE), shape(other), "case") == [
        "case.accused[].initials: only one side has it",
        "case.number: int here, str there",
    ]


def test_a_list_in_place_of_an_object_is_named() -> None:
    """Kinds of values are compared, too."""
    assert differences(shape({"a": []}), shape({"a": {}}), "x") == ["x.a: [] here, {} there"]


def test_a_request_carries_its_body_with_its_length() -> None:
    """The length counts bytes, not letters."""
    request = Door(80, "secret").request("POST", "/api/cases", '{"a": "ش"}', idempotency_key="k")
    head, _, body = request.partition("\r\n\r\n")
    assert body == '{"a": "ش"}'
    assert f"Content-Length: {len(body.encode())}" in head.split("\r\n")
    assert {"Authorization: Bearer secret", "idempotency-key: k"} <= set(head.split("\r\n"))
