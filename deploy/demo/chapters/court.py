"""In court: a team, a first hearing that nobody can book over, messages, an adjournment with its next date, a verdict."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any, Final

from deploy.demo.client import RefusedError
from deploy.demo.progress import COURT, KARACHI, LEAD, SECOND, Progress, require
from services.cases import api as cases
from services.notifications import api as notifications
from services.notifications.rules.wording import say_instant
from services.scheduling import api as scheduling

_SLOT: Final = dt.timedelta(minutes=5)
_MINUTES: Final = 20


def assign_team(story: Progress) -> None:
    """The supervisor gives both cases a lead and a second prosecutor."""
    supervisor = story.person("supervisor")
    for case_id in (story.main, story.arms):
        for role, prosecutor_id in (("lead", LEAD), ("second", SECOND)):
            given = {"prosecutor_id": prosecutor_id, "role": role}
            case = supervisor.call(cases.assign_prosecutor, given, case_id=case_id)
    require(len(case["team"]) == 2, f"the team is {case['team']}")
    story.say("lead and second prosecutor assigned", f"/api/cases/{story.main}", team=[LEAD, SECOND])


def schedule(story: Progress) -> None:
    """The clerk books the first hearing of the joint trial at a free time of the court and both prosecutors."""
    story.hearing = _book(story, 9)
    story.say(
        "the first hearing of the joint trial scheduled", f"/api/hearings/{story.hearing['id']}",
        starts_at=story.hearing["starts_at"],
    )  # fmt: skip


def refuse_clash(story: Progress) -> None:
    """Another hearing of the same prosecutor at the same time is refused, and the refusal names what is in the way."""
    clash = {
        "case_id": story.arms, "court_id": COURT, "starts_at": story.hearing["starts_at"], "minutes": _MINUTES,
        "purpose": "charge", "prosecutor_ids": [LEAD],
    }  # fmt: skip
    try:
        story.person("clerk").call(scheduling.schedule_hearing, clash)
    except RefusedError as refused:
        named = {str(booking["hearing_id"]) for booking in refused.problem.get("in_the_way", [])}
        require(refused.code == "double_booked", str(refused))
        require(story.hearing["id"] in named, f"the refusal names {named}")
        story.say(
            "a clashing hearing refused", f"/api/hearings/{story.hearing['id']}", refused=refused.problem["detail"]
        )
        return
    require(False, "a hearing was booked over another")


def see_messages(story: Progress) -> None:
    """The SMS and mails about the hearing are at the SMS centre and in the mailbox, in each one's language, each once."""
    starts_at = dt.datetime.fromisoformat(story.hearing["starts_at"])
    told = story.world.wait(
        "the messages about the hearing", lambda: _read_told(story, story.hearing["id"]), seconds=90
    )
    texts = {
        "the officer's SMS": (story.officer_phone.lstrip("+"), "ur"), "the lead's SMS": ("923000000102", "ur"),
        "the second's SMS": ("923000000103", "en"),
    }  # fmt: skip
    for what, (number, language) in texts.items():
        text = story.world.wait(what, partial(_find_sms, story, number, say_instant(starts_at, language)))
        require("A.B." not in text, f"{what} names an accused: {text}")
    mails = _find_mails(story, [say_instant(starts_at, language) for language in ("ur", "en")])
    require(mails == {"prosecutor1@example.org", "prosecutor2@example.org"}, f"mails came to {mails}")
    said = story.world.instance.describe()
    story.say(
        "told by SMS, e-mail and in the inbox, in Urdu and English, each once", f"/api/messages?case_id={story.main}",
        sms=said["smsc"], mailbox=said["mailbox_url"], messages=len(told),
    )  # fmt: skip


def adjourn(story: Progress) -> None:
    """The court takes the hearing today, adjourns it at the defence's request, and the reminders follow the next date."""
    planned = _waiting_reminders(story)
    require({row["hearing_id"] for row in planned} == {story.hearing["id"]}, f"reminders: {planned}")
    moved = _take_today(story)
    ended = story.world.wait("a free time for the next hearing", lambda: _put_off(story, moved))
    next_id = ended["next_hearing_id"]
    story.hearing = story.person("clerk").call(scheduling.read_hearing, hearing_id=next_id)
    reminders = story.world.wait("the reminders of the next date alone", lambda: _reminders_of(story, next_id))
    story.world.wait("the messages about the next date", lambda: _read_told(story, next_id), seconds=90)
    story.world.wait("the case's next hearing", lambda: story.read(story.main)["next_hearing_id"] == next_id)
    story.say(
        "adjourned at the defence's request with a next date, reminders re-timed", f"/api/cases/{story.main}/reminders",
        next_date=story.hearing["starts_at"], reminders={row["tier"]: row["due_at"] for row in reminders},
    )  # fmt: skip


def decide(story: Progress) -> None:
    """The verdict on each accused is recorded, the cases are closed, the date that is left over is vacated."""
    clerk = story.person("clerk")
    results: dict[str, dict[str, Any]] = {
        "A.B.": {
            "verdict": "convicted",
            "sentence": "Rigorous imprisonment",
            "imprisonment_months": 84,
            "fine": "50000",
        },
        "C.D.": {"verdict": "acquitted"},
    }
    outcomes = []
    for case_id in (story.main, story.arms):
        for accused in story.read(case_id)["accused"]:
            given = {**results[accused["initials"]], "decided_on": story.today}
            story.change("clerk", cases.record_result, given, case_id, accused_id=accused["id"])
        case = story.change("clerk", cases.decide_case, {"decided_on": story.today}, case_id)
        outcomes.append(case["outcome"])
    require(outcomes == ["partly_convicted", "convicted"], f"the outcomes are {outcomes}")
    hearing = clerk.call(scheduling.read_hearing, hearing_id=story.hearing["id"])
    reason = {"reason": "The cases were decided before this date."}
    clerk.call(scheduling.vacate_hearing, reason, if_match=hearing["version"], hearing_id=hearing["id"])
    story.say("a verdict per accused recorded and both cases decided", f"/api/cases/{story.main}", outcomes=outcomes)


def _book(story: Progress, days_ahead: int) -> dict[str, Any]:
    """Book a hearing once scheduling has heard of the cases; where somebody else was quicker, take the next free time."""

    def attempt() -> dict[str, Any] | None:
        given = {
            "case_id": story.main, "joined_case_ids": [story.arms], "court_id": COURT, "minutes": _MINUTES,
            "starts_at": _free_slot(story, days_ahead), "purpose": "charge", "prosecutor_ids": [LEAD, SECOND],
        }  # fmt: skip
        try:
            hearing: dict[str, Any] = story.person("clerk").call(scheduling.schedule_hearing, given)
        except RefusedError as refused:
            if refused.code in ("case_unknown", "double_booked"):
                return None
            raise
        return hearing

    booked: dict[str, Any] = story.world.wait("a free time for the hearing", attempt)
    return booked


def _free_slot(story: Progress, days_ahead: int) -> str:
    first = story.today + dt.timedelta(days=days_ahead)
    query = {"from": first, "to": first + dt.timedelta(days=30), "minutes": _MINUTES, "prosecutor_id": LEAD}
    found = story.person("clerk").call(scheduling.find_free_slots, query=query, court_id=COURT)
    require(found["items"], "the court has no free time in a month")
    return str(found["items"][0]["starts_at"])


def _take_today(story: Progress) -> dict[str, Any]:
    """Move the hearing to today, at whatever time court and prosecutors are free, and be it after hours."""
    now = dt.datetime.now(KARACHI)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    last = dt.timedelta(days=1) - dt.timedelta(minutes=_MINUTES)
    at = min((now - midnight) // _SLOT * _SLOT, last // _SLOT * _SLOT)
    tries = [at - step * _SLOT for step in range(at // _SLOT + 1)]
    for since in [*tries, *(at + step * _SLOT for step in range(1, (last - at) // _SLOT + 1))]:
        given = {
            "starts_at": midnight + since, "reason": "The court takes it up today.",
            "override": "Special sitting of the court, for the demonstration.",
        }  # fmt: skip
        hearing = story.person("supervisor").call(scheduling.read_hearing, hearing_id=story.hearing["id"])
        try:
            moved: dict[str, Any] = story.person("supervisor").call(
                scheduling.move_hearing, given, if_match=hearing["version"], hearing_id=hearing["id"]
            )
        except RefusedError as refused:
            if refused.code != "double_booked":
                raise
        else:
            return moved
    raise AssertionError("court and prosecutors are booked the whole day")


def _put_off(story: Progress, hearing: dict[str, Any]) -> dict[str, Any] | None:
    """Record the adjournment with the next date; None when somebody else took that time meanwhile."""
    outcome = {
        "outcome": "adjourned", "cause": "counsel_request", "asked_by": "defence", "note": "Counsel asked for time.",
        "next": {"starts_at": _free_slot(story, 9), "purpose": "prosecution_evidence"},
    }  # fmt: skip
    try:
        ended: dict[str, Any] = story.person("prosecutor1").call(
            scheduling.record_outcome, outcome, if_match=hearing["version"], hearing_id=hearing["id"]
        )
    except RefusedError as refused:
        if refused.code == "double_booked":
            return None
        raise
    return ended


def _waiting_reminders(story: Progress) -> list[dict[str, Any]]:
    rows = story.person("clerk").call(notifications.list_case_reminders, case_id=story.main)["items"]
    return [row for row in rows if row["state"] == "waiting"]


def _read_told(story: Progress, hearing_id: str) -> list[dict[str, Any]]:
    """Give the messages that fixed a hearing's date, once all have arrived: three SMS, two mails, two notices, no more."""
    query = {"case_id": story.main, "limit": 200}
    rows = story.person("clerk").call(notifications.list_messages, query=query)["items"]
    told = [
        row for row in rows
        if row["hearing_id"] == hearing_id and row["code"] in ("hearing_scheduled", "hearing_adjourned")
    ]  # fmt: skip
    whom = [(row["recipient_id"], row["channel"]) for row in told]
    require(len(set(whom)) == len(whom), "somebody was told twice of one date")
    # Where processes are killed, whether a message left may never be known; then it is not sent again.
    good = ("sent", "delivered", "unknown") if story.world.patience else ("sent", "delivered")
    arrived = sorted(row["channel"] for row in told if row["status"] in good)
    return told if arrived == ["email", "email", "inbox", "inbox", "sms", "sms", "sms"] else []


def _reminders_of(story: Progress, hearing_id: str) -> list[dict[str, Any]]:
    """Give a hearing's reminders once nobody is reminded of another hearing of the case."""
    waiting = _waiting_reminders(story)
    return waiting if {row["hearing_id"] for row in waiting} == {hearing_id} else []


def _find_sms(story: Progress, number: str, when: str) -> str:
    return next(
        (
            message["text"] for message in story.world.read_messages("smsc")
            if message["destination"] == number and story.station in message["text"] and when in message["text"]
        ),
        "",
    )  # fmt: skip


def _find_mails(story: Progress, whens: list[str]) -> set[str]:
    """Give the addresses to which a mail of this case and one of these times came."""
    return {
        address for mail in story.world.read_messages("mailbox") for address in mail["to"]
        if story.station in mail["text"] + mail["subject"] and any(when in mail["text"] for when in whens)
    }  # fmt: skip
