"""From a problem to its answer, and from a service's bytes to a reply or a problem."""

from __future__ import annotations

import falcon
import orjson
import pytest

from gateway.problems import TABLE, render, render_http
from gateway.replies import read_reply, split_joined
from services.common.errors import KINDS, Problem


def test_every_kind_has_its_own_status() -> None:
    """The table names each kind once, and no two kinds look alike from outside."""
    assert set(TABLE) == set(KINDS)
    assert len({status for status, _ in TABLE.values()}) == len(TABLE)


@pytest.mark.parametrize("kind", KINDS)
def test_a_problem_is_answered_as_rfc_9457(kind: str) -> None:
    """Each answer has type, title, status, detail, code and the correlation id; facts follow, and can forge none of these."""
    problem = Problem(
        kind, "a_code", "A sentence.", fields={"name": ["Missing."]}, booking="7", status=200, title="x", type="y"
    )

    status, headers, body = render(problem, "corr-1")
    said = orjson.loads(body)

    assert (status, headers["content-type"]) == (TABLE[kind][0], "application/problem+json")
    assert said == {
        "type": f"/api/docs#problem-{kind}", "title": TABLE[kind][1], "status": status, "detail": "A sentence.",
        "code": "a_code", "correlation_id": "corr-1", "errors": {"name": ["Missing."]}, "booking": "7",
    }  # fmt: skip
    assert ("retry-after" in headers) == (status in (429, 503, 504))
    assert ("www-authenticate" in headers) == (status == 401)


def test_the_wait_that_a_problem_names_is_told() -> None:
    """Retry-After is what the problem says, where it says so."""
    assert render(Problem("too_many", "x", "x", retry_after=17), "c")[1]["retry-after"] == "17"


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (falcon.HTTPMethodNotAllowed(["GET", "HEAD"]), 405, "method_not_allowed"), (falcon.HTTPNotFound(), 404, "no_such_address"),
        (falcon.HTTPBadRequest(), 400, "request_malformed"), (falcon.HTTPInternalServerError(), 500, "request_malformed"),
        (falcon.HTTPUnprocessableEntity(), 422, "request_malformed"), (falcon.HTTPUriTooLong(), 400, "request_malformed"),
    ],
)  # fmt: skip
def test_what_the_http_layer_refuses_is_a_problem_too(error: falcon.HTTPError, status: int, code: str) -> None:
    """Unknown addresses and methods are answered in the same form; 405 keeps its Allow."""
    found, headers, body = render_http(error, "c")

    assert (found, headers["content-type"], orjson.loads(body)["code"]) == (status, "application/problem+json", code)
    assert ("allow" in headers) == (status == 405)


def test_a_result_is_cut_out_unparsed() -> None:
    """The bytes between the wire's head and tail come out as they were, whatever they are."""
    reply = read_reply(
        {"cmms.status": 201, "cmms.etag": "3", "cmms.next": "n"}, b'{"result": {"a" :  1}, "error": null}'
    )

    assert (reply.body, reply.status, reply.etag, reply.next, reply.location) == (b'{"a" :  1}', 201, "3", "n", None)


@pytest.mark.parametrize(
    "body",
    [
        b"", b"null", b"{}", b"\xff", b'{"result": null, "error": null}x', b'{"result": null, "error": {"exc_type": "KeyError"}}',
        b'{"result": null, "error": 7}', b'{"result": null, "error": {"problem": []}}', b"[]",
    ],
)  # fmt: skip
def test_what_is_no_answer_is_a_failure(body: bytes) -> None:
    """A service that answers in another form has failed; nothing of it reaches the caller."""
    with pytest.raises(Problem) as failed:
        read_reply({}, body)
    assert (failed.value.kind, failed.value.code) == ("failed", "failed")


def test_a_refusal_comes_out_as_it_went_in() -> None:
    """Kind, code, sentence, fields and facts survive the wire."""
    sent = Problem("conflict", "thing_sold", "Sold.", fields={"a": ["b"]}, sold_to="7")

    with pytest.raises(Problem) as refused:
        read_reply({}, orjson.dumps({"result": None, "error": {"problem": sent.to_wire()}}))
    assert refused.value.to_wire() == sent.to_wire()


def test_joined_answers_are_taken_apart() -> None:
    """Each read gets its own bytes; one that was refused gets its own problem."""
    refusal = orjson.dumps(Problem("not_found", "gone", "Gone.").to_wire())
    headers = {
        "cmms.lengths": [3, len(refusal), 2],
        "cmms.answers": [{"status": 200, "etag": "1"}, {"status": 0}, {"status": 200}],
    }

    first, second, third = split_joined(headers, b'"a"' + refusal + b"[]", 3)

    assert not isinstance(first, Problem)
    assert not isinstance(third, Problem)
    assert (first.body, first.etag, third.body) == (b'"a"', "1", b"[]")
    assert isinstance(second, Problem)
    assert second.code == "gone"


@pytest.mark.parametrize(
    "headers",
    [
        {}, {"cmms.lengths": [2], "cmms.answers": [{"status": 200}]}, {"cmms.lengths": [1, 2], "cmms.answers": [{}, {}]},
        {"cmms.lengths": [2, 2], "cmms.answers": [{}]},
    ],
)  # fmt: skip
def test_joined_answers_that_do_not_add_up_fail_all(headers: dict[str, object]) -> None:
    """Nobody gets bytes that may be another person's."""
    found = split_joined(headers, b"abcd", 2)

    assert [isinstance(one, Problem) and one.kind for one in found] == ["failed", "failed"]
