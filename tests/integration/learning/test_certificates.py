"""Certificates: issued with the pass, told of by an event, verified by anyone, taken back with a reason."""

from __future__ import annotations

import re
import uuid
from typing import Any

import orjson
import sqlalchemy as sa

from services.common.actor import Actor
from services.common.tables import audit_entries, outbox
from services.learning import api
from services.learning.service import LearningService
from tests.conftest import database_of, make_actor
from tests.integration.learning.asking import ask, read_pages, refusal
from tests.integration.learning.factories import ANONYMOUS, TRAINER, Course, attempt, enrol, learner, publish


def passed(course: Course, actor: Actor) -> str:
    """Let someone pass a course; give the certificate's code."""
    return str(attempt(course, enrol(course, actor), actor)["certificate_code"])


def told(person: Actor) -> list[tuple[str, dict[str, Any]]]:
    """Give the events that wait for the relay and that this person may see, in their order."""
    with database_of("learning").transaction() as session:
        envelopes = [orjson.loads(one) for one in session.scalars(sa.select(outbox.c.envelope).order_by(outbox.c.id))]
    return [(one["type"], one) for one in envelopes if person.id in one["audience"]["users"]]


def test_a_pass_is_certified(course: Course) -> None:
    """Numbered after its issuer and the year, with a code of four groups; listed for its holder."""
    me = learner()
    code = passed(course, me)
    rows = read_pages(api.list_certificates, me)

    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}", code)
    assert [(row["code"], row["course_id"], row["account_id"]) for row in rows] == [(code, course.id, me.id)]
    assert re.fullmatch(rf"{LearningService.settings.certificate_prefix}-\d{{4}}-\d{{6}}", rows[0]["number"])
    assert (rows[0]["course_version"], rows[0]["revoked_on"]) == (1, None)


def test_the_events_of_a_course_are_told_in_order(course: Course) -> None:
    """Enrolled, submitted, certificate issued: ids and facts, to the learner, and no name or code."""
    me = learner()
    code = passed(course, me)
    events = told(me)

    assert [kind for kind, _ in events] == ["enrolled", "attempt_submitted", "certificate_issued"]
    assert events[1][1]["data"]["passed"] is True
    issued = events[2][1]
    assert (issued["data"]["account_id"], issued["data"]["course_id"]) == (me.id, course.id)
    assert issued["data"]["certificate_id"] == read_pages(api.list_certificates, me)[0]["id"]
    assert code not in str(events)


def test_a_failed_attempt_issues_nothing(course: Course) -> None:
    """No certificate and no event of one."""
    me = learner()
    attempt(course, enrol(course, me), me, right=False)

    assert read_pages(api.list_certificates, me) == []
    assert [kind for kind, _ in told(me)] == ["enrolled", "attempt_submitted"]


def test_anyone_verifies_a_code(course: Course) -> None:
    """Without signing in, however it is typed; what is told is account, course and days, no name."""
    me = learner()
    code = passed(course, me)
    found = ask(api.verify_certificate, ANONYMOUS, path={"code": code.lower().replace("-", " ")}).value

    assert (found["valid"], found["code"], found["account_id"], found["title_en"]) == (True, code, me.id, "Scrutiny")


def test_an_unknown_code_is_not_valid() -> None:
    """It is answered, not refused: nothing is known, and what was typed is given back."""
    for code in ("0000-0000-0000-0000", "x", "---", "۱۲۳", "'; --"):
        found = ask(api.verify_certificate, ANONYMOUS, path={"code": code}).value
        assert (found.pop("code"), found.pop("valid"), set(found.values())) == (code, False, {None})
    assert refusal(api.verify_certificate, ANONYMOUS, path={"code": "x" * 501}).code == "no_such_thing"


def test_a_certificate_is_taken_back(course: Course) -> None:
    """From then on its code is not valid, its holder's list says so, and the reason is in the audit trail only."""
    me = learner()
    code = passed(course, me)
    gone = ask(api.revoke_certificate, TRAINER, path={"code": code.lower()}, body={"reason": "someone else sat it"})

    assert (gone.status, gone.value["valid"], gone.value["code"]) == (200, False, code)
    assert "someone else" not in str(gone.value)
    assert ask(api.verify_certificate, ANONYMOUS, path={"code": code}).value == gone.value
    row = read_pages(api.list_certificates, me)[0]
    assert row["revoked_on"] == gone.value["revoked_on"] is not None
    assert read_pages(api.list_progress, me)[0]["certificate_code"] is None
    with database_of("learning").transaction() as session:
        entries = session.scalars(
            sa.select(audit_entries.c.entry).where(audit_entries.c.subject == f"certificate:{row['id']}")
        ).all()
    assert sum("someone else sat it" in entry for entry in entries) == 1


def test_a_certificate_is_taken_back_once_and_by_who_may(course: Course) -> None:
    """Twice is a conflict, an unknown code is not found, a learner may not, and a reason is needed."""
    code = {"code": passed(course, learner())}
    reason = {"reason": "copied"}

    assert refusal(api.revoke_certificate, learner(), path=code, body=reason).code == "permission_missing"
    assert list(refusal(api.revoke_certificate, TRAINER, path=code, body={"reason": " "}).fields or {}) == ["reason"]
    ask(api.revoke_certificate, TRAINER, path=code, body=reason)
    assert refusal(api.revoke_certificate, TRAINER, path=code, body=reason).code == "certificate_revoked"
    unknown = {"code": "0000-0000-0000-0000"}
    assert refusal(api.revoke_certificate, TRAINER, path=unknown, body=reason).code == "no_such_certificate"


def test_certificates_are_listed_by_pages_for_who_may_see_them() -> None:
    """The holder's own, latest first; a learner's for those who follow; nobody else's."""
    me = learner()
    codes = [passed(publish(), me) for _ in range(3)][::-1]
    follower = make_actor("learning.follow", districts=())

    assert [row["code"] for row in read_pages(api.list_certificates, me)] == codes
    assert [row["code"] for row in read_pages(api.list_certificates, follower, query={"account_id": me.id})] == codes
    assert refusal(api.list_certificates, learner(), query={"account_id": me.id}).code == "not_your_records"
    assert read_pages(api.list_certificates, TRAINER, query={"account_id": str(uuid.uuid4())}) == []
