"""Messages that are almost calls: each is answered, and none keeps its place in the process."""

from __future__ import annotations

from typing import Any

import pytest

from tests.integration.chassis.conftest import Line, Probe
from tests.integration.chassis.test_calls import add, problem_of


@pytest.mark.parametrize("calls", [None, 7, "calls", [7], [{}], [{"operation": 7}], [["read_note"]]])
def test_a_list_of_calls_that_is_none_takes_no_place(probe: Probe, line: Line, calls: Any) -> None:
    """It is answered as malformed as often as it comes; a process with two places still answers others."""
    probe.start("answers", CMMS_WORKERS="2")
    for _ in range(3):
        assert problem_of(line.ask("answer_many", {"calls": calls}))["code"] == "message_malformed"

    assert add(line, probe)[0]["cmms.status"] == 201


def test_headers_of_a_wrong_kind_take_no_place(probe: Probe, line: Line) -> None:
    """Whatever stands in the headers, the caller gets a refusal and the process keeps its places."""
    probe.start("answers", CMMS_WORKERS="2")
    odd: list[dict[str, Any]] = [
        {"actor": 7}, {"actor": ["a"]}, {"deadline": "soon"}, {"idempotency_key": 7}, {"traceparent": 7}, {"correlation_id": 7},
    ]  # fmt: skip
    for headers in odd:
        sent = {"actor": probe.token("notes.add"), **headers}
        said = line.ask("add_note", {"body": {"text": "x"}}, headers=sent)
        assert said[0]["cmms.status"] in (0, 201), headers

    assert add(line, probe)[0]["cmms.status"] == 201
