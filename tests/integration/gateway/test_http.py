"""What the door makes of HTTP itself: addresses, methods, bodies, conditions, pages."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import orjson
import pytest

from tests.integration.gateway.echo import Echo
from tests.integration.gateway.running import Gateway

THING = "/api/things/018f3c1e-0000-7000-8000-000000000001"
JSON = {"Content-Type": "application/json"}


def _code(answer: httpx.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    return answer.status_code, answer.json()["code"]


def test_unknown_addresses_and_methods(clerk: httpx.Client) -> None:
    """What is not there is 404; what takes other methods is 405 and says which."""
    assert _code(clerk.get("/api/nothing")) == (404, "no_such_address")
    assert _code(clerk.get("/api/things/1/2/3")) == (404, "no_such_address")
    wrong = clerk.put("/api/things", json={})
    assert _code(wrong) == (405, "method_not_allowed")
    assert {"GET", "POST"} <= set(wrong.headers["allow"].split(", "))
    options = clerk.options("/api/things")
    assert options.status_code == 200
    assert "POST" in options.headers["allow"]


def test_head_is_a_get_without_its_body(clerk: httpx.Client) -> None:
    """HEAD gives the same headers and nothing else."""
    head, get = clerk.head(THING), clerk.get(THING)

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == get.headers["etag"]
    assert head.headers["content-length"] == get.headers["content-length"]


def test_bodies_are_checked_before_they_travel(clerk: httpx.Client, echo: Echo) -> None:
    """Too large, too deep, not JSON, not said to be JSON: each is refused by its name, and no service sees it."""
    before = len(echo.seen)

    def send(content: bytes, **headers: str) -> tuple[int, str]:
        return _code(clerk.post("/api/things", content=content, headers={**JSON, **headers}))

    assert send(b'{"name": "' + b"x" * 20_000 + b'"}') == (413, "body_too_large")
    assert send(b"[" * 65 + b"]" * 65) == (400, "json_too_deep")
    assert send(b'{"a":' * 65 + b"1" + b"}" * 65) == (400, "json_too_deep")
    assert send(b"[" * 5000 + b"]" * 5000) == (400, "json_too_deep")
    assert send(b"{'name': 1}") == (400, "json_malformed")
    assert send(b'{"name": "\xff"}') == (400, "json_malformed")
    assert send(b'{"name": NaN}') == (400, "json_malformed")
    assert send(b"{}", **{"Content-Type": "text/plain"}) == (415, "content_type_unsupported")
    assert send(b"a=b", **{"Content-Type": "application/x-www-form-urlencoded"}) == (415, "content_type_unsupported")
    assert len(echo.seen) == before


def test_chunked_bodies_have_the_same_limit(clerk: httpx.Client, echo: Echo) -> None:
    """A body without a length is read up to the limit and no further; a small one passes."""

    def chunks(count: int) -> Iterator[bytes]:
        yield b'{"name": "'
        for _ in range(count):
            yield b"x" * 1000
        yield b'"}'

    assert clerk.post("/api/things", content=chunks(2), headers=JSON).status_code == 201
    assert len(echo.seen[-1]["body"]["name"]) == 2000
    assert _code(clerk.post("/api/things", content=chunks(40), headers=JSON)) == (413, "body_too_large")


def test_64_levels_are_not_too_deep(clerk: httpx.Client) -> None:
    """The limit is met exactly, and many brackets side by side are not deep."""
    assert clerk.post("/api/things", content=b"[" * 64 + b"]" * 64, headers=JSON).status_code == 201
    assert clerk.post("/api/things", content=b"[" + b"[]," * 500 + b"[]]", headers=JSON).status_code == 201


def test_query_is_read_strictly(clerk: httpx.Client, echo: Echo) -> None:
    """The same name twice is refused; blanks, plus signs and Urdu come through as they were meant."""
    assert _code(clerk.get("/api/things?limit=1&limit=2")) == (400, "parameter_repeated")
    assert _code(clerk.get("/api/things?limit")) == (400, "query_malformed")
    assert _code(clerk.get("/api/things?after=%FF")) == (400, "query_malformed")
    assert clerk.get("/api/things?after=a+b%20%D8%AE&limit=").status_code == 200
    assert echo.seen[-1]["query"] == {"after": "a b خ", "limit": ""}


def test_path_values_go_as_they_came(clerk: httpx.Client, echo: Echo) -> None:
    """The service that owns the thing decides what its id may look like."""
    assert clerk.get("/api/things/%D8%AE%20x").status_code == 200
    assert echo.seen[-1]["path"] == {"thing_id": "خ x"}


def test_known_version_is_not_sent_again(clerk: httpx.Client) -> None:
    """If-None-Match with the ETag held gives 304 and no body; another one gives the thing."""
    for held in ('"7"', 'W/"7"', '"1", "7"', "*"):
        answer = clerk.get(THING, headers={"If-None-Match": held})
        assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", '"7"')
    assert clerk.get(THING, headers={"If-None-Match": '"6"'}).status_code == 200


def test_guards_of_a_change_are_read(clerk: httpx.Client, echo: Echo) -> None:
    """If-Match is one strong ETag; the service gets the version in it."""
    path = "/api/things/018f3c1e-0000-7000-8000-000000000001"

    assert clerk.patch(path, json={}, headers={"If-Match": '"7"'}).status_code == 200
    assert echo.seen[-1]["headers"]["nameko.if_match"] == "7"
    for wrong in ("7", "*", 'W/"7"', '"7", "8"', '""'):
        assert _code(clerk.patch(path, json={}, headers={"If-Match": wrong})) == (400, "if_match_malformed")


def test_idempotency_keys_are_read_or_made(clerk: httpx.Client, echo: Echo) -> None:
    """A key may be quoted; one that is too short or odd is refused; without one the gateway makes one."""

    def seen_key(**headers: str) -> str:
        assert clerk.post("/api/things", json={}, headers=headers).status_code == 201
        return str(echo.seen[-1]["headers"]["nameko.idempotency_key"])

    assert seen_key(**{"Idempotency-Key": '"8e03978e-40d5-43dd-bc93"'}) == "8e03978e-40d5-43dd-bc93"
    assert len(seen_key()) == 32
    assert seen_key() != seen_key()
    for wrong in ("short", "with a blank", "x" * 201):
        answer = clerk.post("/api/things", json={}, headers={"Idempotency-Key": wrong})
        assert _code(answer) == (400, "idempotency_key_malformed")


def test_pages_link_to_the_next(clerk: httpx.Client) -> None:
    """The next page's address keeps the query and carries the cursor, safely quoted (RFC 8288)."""
    answer = clerk.get("/api/things?limit=2")

    assert answer.headers["link"] == '</api/things?limit=2&after=a+b%26c>; rel="next"'
    assert "link" not in clerk.get("/api/things").headers


def test_public_operation_needs_no_sign_in(gateway: Gateway, echo: Echo) -> None:
    """What is public is answered to anybody, in its own media type; a wrong token is refused all the same."""
    answer = gateway.client().get("/api/calendars/atc-2")

    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/calendar")
    assert answer.text == "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
    stranger = gateway.client().get("/api/calendars/atc-2", headers={"Authorization": "Bearer cmms_" + "x" * 43})
    assert stranger.status_code == 401


def test_problems_of_a_service_come_through(clerk: httpx.Client) -> None:
    """A service's refusal keeps its code, its sentence and its facts, and gets the status of its kind."""
    answer = clerk.get("/api/things?after=problem")

    assert answer.status_code == 409
    body = answer.json()
    assert (body["code"], body["detail"], body["sold_to"]) == ("thing_sold", "This thing is sold already.", "7")
    assert body["type"] == "/api/docs#problem-conflict"


def test_no_content_has_no_body(clerk: httpx.Client) -> None:
    """204 comes without a body and without a media type."""
    answer = clerk.delete(THING)

    assert (answer.status_code, answer.content) == (204, b"")
    assert "content-type" not in answer.headers


def test_answers_are_strict_with_browsers(clerk: httpx.Client) -> None:
    """No answer is kept, sniffed, framed or followed by a referrer."""
    for answer in (clerk.get(THING), clerk.get("/api/nothing")):
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert "strict-transport-security" not in answer.headers


@pytest.mark.parametrize(
    "raw",
    [
        b"GET /api/things?q=\xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /api/me HTTP/1.1\r\nHost: x\r\nX-Long: " + b"a" * 9000 + b"\r\n\r\n",
        b"GET /api/me HTTP/1.1\r\nHost: x\r\n" + b"A: b\r\n" * 80 + b"\r\n",
        b"POST /api/things HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST /api/login HTTP/1.1\r\nHost: x\r\nContent-Length: nine\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    ],
)
def test_malformed_http_is_refused(gateway: Gateway, raw: bytes) -> None:
    """Nothing that breaks HTTP's own rules or limits gets an answer other than 4xx, and the worker goes on."""
    with socket.create_connection(("127.0.0.1", gateway.port), timeout=5) as line:
        line.sendall(raw)
        answered = line.recv(100)

    assert answered == b"" or answered.startswith(b"HTTP/1.1 4"), answered
    assert gateway.client().get("/health/live").status_code == 200


def test_reads_that_wait_travel_together(clerk: httpx.Client, echo: Echo) -> None:
    """Reads that come while the bus is busy share messages, each gets its own answer, and a refusal refuses only itself."""
    echo.pause = 0.05
    echo.messages.clear()
    ids = [f"018f3c1e-0000-7000-8000-0000000000{number:02d}" for number in range(30)]

    def read(thing: str) -> httpx.Response:
        with httpx.Client(base_url=clerk.base_url, cookies=clerk.cookies, timeout=10) as client:
            return client.get(f"/api/things/{thing}?after=problem" if thing.endswith("7") else f"/api/things/{thing}")

    try:
        with ThreadPoolExecutor(30) as pool:
            answers = list(pool.map(read, ids))
    finally:
        echo.pause = 0.0

    for thing, answer in zip(ids, answers, strict=True):
        if thing.endswith("7"):
            assert (answer.status_code, answer.json()["code"]) == (409, "thing_sold")
        else:
            assert (answer.status_code, answer.headers["etag"]) == (200, '"7"')
            assert orjson.loads(answer.content)["path"] == {"thing_id": thing}
    assert sum(echo.messages) == 30
    assert max(echo.messages) > 1
    assert max(echo.messages) <= 32
