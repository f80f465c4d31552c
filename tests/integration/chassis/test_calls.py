"""What a service promises to whoever calls it, on a real broker."""

from __future__ import annotations

import concurrent.futures
import signal
import time
import uuid
from typing import Any

import orjson
import pytest

from tests.integration.chassis.conftest import Line, Probe, eventually


@pytest.fixture
def answering(probe: Probe) -> Probe:
    """Give the probe with its answering process."""
    probe.start("answers")
    return probe


def add(line: Line, probe: Probe, text: str = "a note", **headers: Any) -> tuple[dict[str, Any], Any, bytes]:
    """Add a note."""
    return line.ask(
        "add_note",
        {"body": {"text": text}},
        headers={"actor": probe.token("notes.add", sub=headers.pop("sub", None)), **headers},
    )


def problem_of(answer: tuple[dict[str, Any], Any, bytes]) -> dict[str, Any]:
    """Give the problem of a refusal."""
    assert answer[1]["result"] is None
    problem: dict[str, Any] = answer[1]["error"]["problem"]
    return problem


def test_an_answer_is_what_any_nameko_proxy_reads(answering: Probe, line: Line) -> None:
    """The body is exactly result and error, the status and version stand in headers."""
    headers, said, body = add(line, answering)
    assert body.startswith(b'{"result": {')
    assert body.endswith(b', "error": null}')
    assert (headers["cmms.status"], headers["cmms.etag"], said["result"]["text"]) == (201, "1", "a note")


def test_hello_needs_nobody(answering: Probe, line: Line) -> None:
    """Anyone on the bus may ask whether a service is there."""
    assert line.ask("hello")[1]["result"] == {"service": "probe", "version": "0.1.0", "ready": True}


@pytest.mark.parametrize(
    ("token", "code"),
    [
        (lambda _probe: None, "actor_missing"),
        (lambda probe: probe.token("notes.add", lifetime=-1), "actor_expired"),
        (lambda probe: probe.token("notes.add")[:-6] + "AAAAAA", "actor_not_trusted"),
        (lambda probe: "x" + probe.token("notes.add"), "actor_not_trusted"),
        (lambda probe: probe.token("notes.add", issuer="stranger"), "actor_not_trusted"),
        (lambda probe: probe.token("notes.add", issuer="friend"), "actor_not_trusted"),
        (lambda probe: probe.token("notes.add", sub="service:friend"), "actor_not_trusted"),
        (lambda _probe: "not.a.token", "actor_not_trusted"),
    ],
)
def test_a_service_refuses_who_is_not_signed(answering: Probe, line: Line, token: Any, code: str) -> None:
    """Without a token of a trusted issuer about its own people, nothing is done."""
    answer = line.ask("add_note", {"body": {"text": "x"}}, headers={"actor": token(answering)})
    assert (problem_of(answer)["kind"], problem_of(answer)["code"]) == ("unauthenticated", code)
    assert answering.count("SELECT count(*) FROM notes") == 0


def test_a_permission_is_needed_and_a_service_must_be_named(answering: Probe, line: Line) -> None:
    """A person needs the permission; a service may call what names it, and nothing else."""
    lacking = line.ask("add_note", {"body": {"text": "x"}}, headers={"actor": answering.token("notes.read")})
    assert problem_of(lacking)["code"] == "permission_missing"
    friend = answering.token(issuer="friend", sub="service:friend")
    assert line.ask("add_note", {"body": {"text": "x"}}, headers={"actor": friend})[0]["cmms.status"] == 201
    assert problem_of(line.ask("list_notes", {}, headers={"actor": friend}))["code"] == "service_not_allowed"


@pytest.mark.parametrize("body", [b"{", b"[]", b'{"kwargs": 3}', b"\xff\xfe", b'{"args": []}'])
def test_what_is_no_call_is_answered_as_malformed(answering: Probe, line: Line, body: bytes) -> None:
    """A body that nobody can read gets an answer and ends nothing."""
    assert problem_of(line.ask("add_note", body))["code"] == "message_malformed"


def test_a_message_without_reply_or_type_ends_nothing(answering: Probe, line: Line) -> None:
    """The poison that ends a stock nameko service is refused, and the next call is answered."""
    line.send("add_note", {"body": {}}, reply_to=None)
    line.send("add_note", {"body": {}}, content_type=None)
    line.send("add_note", b"", reply_to=None, content_type=None)
    assert add(line, answering)[0]["cmms.status"] == 201
    assert answering.processes["answers"].poll() is None


def test_an_unknown_operation_is_not_found(answering: Probe, line: Line) -> None:
    """Asking for what is not there says so."""
    assert problem_of(line.ask("no_such_thing"))["code"] == "operation_unknown"


def test_wrong_input_names_every_field(answering: Probe, line: Line) -> None:
    """All that is wrong is said at once, and nothing is kept."""
    answer = line.ask("add_note", {"body": {"text": "", "other": 1}}, headers={"actor": answering.token("notes.add")})
    assert set(problem_of(answer)["fields"]) == {"text", "other"}


def test_internals_stay_inside(answering: Probe, line: Line) -> None:
    """What nobody expected is recorded in the log and told without its internals."""
    answer = line.ask("fail", {}, headers={"actor": answering.token()})
    assert problem_of(answer)["kind"] == "failed"
    assert b"secret" not in answer[2]
    assert "secret internals" in answering.logs("answers")


def test_nobody_works_for_a_caller_who_has_left(answering: Probe, line: Line) -> None:
    """A call whose deadline has passed is refused before it does anything."""
    passed = int(time.time() * 1000) - 1
    assert problem_of(add(line, answering, deadline=passed))["code"] == "deadline_passed"
    assert answering.count("SELECT count(*) FROM notes") == 0


def test_the_same_key_answers_the_same(answering: Probe, line: Line) -> None:
    """A repeated request gives the first answer's bytes; another request under the key is a conflict; another person is another key."""
    sub = str(uuid.uuid4())
    first = add(line, answering, sub=sub, idempotency_key="k1")
    again = add(line, answering, sub=sub, idempotency_key="k1")
    assert (first[2], first[0]) == (again[2], again[0])
    assert (
        problem_of(add(line, answering, "another", sub=sub, idempotency_key="k1"))["code"] == "idempotency_key_reused"
    )
    assert add(line, answering, idempotency_key="k1")[1]["result"]["id"] != first[1]["result"]["id"]
    assert answering.count("SELECT count(*) FROM notes") == 2


def test_the_same_key_at_once_happens_once(answering: Probe, line: Line) -> None:
    """Ten equal requests at the same moment make one note and ten equal answers."""
    token = answering.token("notes.add")
    headers = {"actor": token, "idempotency_key": "at once"}
    sent = [line.send("add_note", {"body": {"text": "once"}}, headers=headers) for _ in range(10)]
    bodies = {answer[2] for answer in (line.wait(number) for number in sent) if answer}
    assert len(bodies) == 1
    assert answering.count("SELECT count(*) FROM notes") == 1


def test_a_change_needs_the_version_that_was_read(answering: Probe, line: Line) -> None:
    """Without If-Match 428, with an old one 412, with the right one the version grows."""
    note = add(line, answering)[1]["result"]
    request = {"path": {"note_id": note["id"]}, "body": {"text": "new"}}
    actor = answering.token()
    assert problem_of(line.ask("change_note", request, headers={"actor": actor}))["kind"] == "guard_missing"
    assert line.ask("change_note", request, headers={"actor": actor, "if_match": "1"})[0]["cmms.etag"] == "2"
    late = problem_of(line.ask("change_note", request, headers={"actor": actor, "if_match": "1"}))
    assert (late["kind"], late["current_version"]) == ("moved_on", 2)
    assert (
        problem_of(line.ask("change_note", request, headers={"actor": actor, "if_match": "x"}))["kind"] == "malformed"
    )


def test_pages_follow_one_another(answering: Probe, line: Line) -> None:
    """A cursor leads through all rows once; one that nobody made is refused."""
    made = [add(line, answering, f"note {number}")[1]["result"]["id"] for number in range(5)]
    actor = answering.token()
    found: list[str] = []
    query: dict[str, str] = {"limit": "2"}
    while True:
        headers, said, _ = line.ask("list_notes", {"query": query}, headers={"actor": actor})
        found += [item["id"] for item in said["result"]["items"]]
        if said["result"]["next"] is None:
            break
        assert headers["cmms.next"] == said["result"]["next"]
        query["after"] = said["result"]["next"]
    assert found == sorted(made)
    for cursor in ("x", "WyJ4Il0", "W10", "bnVsbA", "WyJhIiwiYiJd"):
        assert (
            problem_of(line.ask("list_notes", {"query": {"after": cursor}}, headers={"actor": actor}))["kind"]
            == "invalid"
        )


def test_joined_reads_answer_each_for_itself(answering: Probe, line: Line) -> None:
    """Several people's reads in one message: each with its own rights, its own bytes, its own refusal; changes do not join."""
    note = add(line, answering)[1]["result"]
    actor = answering.token()
    calls = [
        {"operation": "read_note", "path": {"note_id": note["id"]}, "query": {}, "actor": actor, "correlation_id": "a"},
        {"operation": "read_note", "path": {"note_id": str(uuid.uuid4())}, "query": {}, "actor": actor},
        {"operation": "read_note", "path": {"note_id": note["id"]}, "query": {}, "actor": None},
        {"operation": "add_note", "path": {}, "query": {}, "actor": answering.token("notes.add")},
    ]
    headers, _, body = line.ask("answer_many", {"calls": calls})
    pieces, start = [], 0
    for length in headers["cmms.lengths"]:
        pieces.append(orjson.loads(body[start : start + length]))
        start += length
    assert start == len(body)
    assert [answer["status"] for answer in headers["cmms.answers"]] == [200, 0, 0, 0]
    assert (pieces[0], headers["cmms.answers"][0]["etag"]) == (note, "1")
    assert [piece["code"] for piece in pieces[1:]] == ["note_unknown", "actor_missing", "only_reads_join"]


def test_a_poisonous_call_is_tried_twice_at_most(probe: Probe, line: Line) -> None:
    """A call that ends its process comes back once, is acknowledged before its second run, and is then gone."""
    for _ in range(3):
        probe.start("answers", may_die=True)
        if probe.count("SELECT count(*) FROM ran WHERE what = 'end_process'") == 0:
            line.send("end_process", {}, headers={"actor": probe.token()})
        time.sleep(1)
    assert probe.processes["answers"].poll() is None
    assert probe.count("SELECT count(*) FROM ran WHERE what = 'end_process'") <= 2
    assert add(line, probe)[0]["cmms.status"] == 201


def test_stopping_finishes_what_is_under_way(answering: Probe, line: Line) -> None:
    """After SIGTERM the call under way is answered, done once, and the process ends well."""
    sent = line.send("keep_time", {"query": {"milliseconds": "3000"}}, headers={"actor": answering.token()})
    time.sleep(0.7)
    process = answering.processes["answers"]
    process.send_signal(signal.SIGTERM)
    answer = line.wait(sent)
    assert answer
    assert answer[1]["result"] == {"took": 3000}
    assert process.wait(timeout=10) == 0
    answering.start("answers")
    time.sleep(0.5)
    assert answering.count("SELECT count(*) FROM ran WHERE what = 'keep_time'") == 1


def test_a_cut_broker_ends_nothing(answering: Probe, line: Line) -> None:
    """The broker goes away under calls in flight; the process lives and answers once it is back."""
    for _ in range(5):
        line.send("take_time", {"query": {"milliseconds": "500"}}, headers={"actor": answering.token()})
    time.sleep(0.2)
    answering.broker_wire.cut()
    eventually(lambda: not answering.is_ready("answers"))
    assert answering.processes["answers"].poll() is None
    answering.broker_wire.mend()
    eventually(lambda: answering.is_ready("answers"))
    assert add(line, answering)[0]["cmms.status"] == 201


def test_a_cut_database_says_so_and_comes_back(answering: Probe, line: Line) -> None:
    """Without its database a service answers `unavailable` quickly, and works again when it is back."""
    assert add(line, answering)[0]["cmms.status"] == 201
    answering.database_wire.cut()
    started = time.monotonic()
    assert problem_of(add(line, answering))["kind"] == "unavailable"
    assert time.monotonic() - started < 8
    answering.database_wire.mend()
    assert add(line, answering)[0]["cmms.status"] == 201


def test_twenty_who_wait_do_not_wait_for_one_another(answering: Probe, line: Line) -> None:
    """Twenty calls of half a second in the database take much less than ten seconds together: nothing blocks the hub."""
    started = time.monotonic()
    sent = [
        line.send("keep_time", {"query": {"milliseconds": "500"}}, headers={"actor": answering.token()})
        for _ in range(20)
    ]
    assert all(line.wait(number) for number in sent)
    assert time.monotonic() - started < 5
    assert "cmms_hub_lag_seconds" in answering.metrics("answers")


def test_one_service_asks_another(answering: Probe, line: Line) -> None:
    """A call from inside a call, on behalf of the person who asked, ten at once."""
    note = add(line, answering)[1]["result"]
    headers = {"actor": answering.token()}
    sent = [line.send("ask_itself", {"path": {"note_id": note["id"]}}, headers=headers) for _ in range(10)]
    assert all(answer and answer[1]["result"] == note for answer in (line.wait(number) for number in sent))
    missing = line.ask("ask_itself", {"path": {"note_id": str(uuid.uuid4())}}, headers=headers)
    assert problem_of(missing)["code"] == "note_unknown"


def test_many_callers_get_their_own_answers(answering: Probe) -> None:
    """Eight callers at once each get the note that they added."""

    def work(number: int) -> bool:
        caller = Line(answering.amqp_url)
        texts = [f"{number} {place}" for place in range(10)]
        said = [add(caller, answering, text)[1]["result"]["text"] for text in texts]
        caller.connection.close()
        return said == texts

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(8)))
