"""A message gets its text: the one in force in the recipient's language, kept with the message as it will be sent.

After the event was heard, and before anything is sent. What it says is checked against what the other services say now:
of a hearing that has been moved or vacated meanwhile nobody is told the old time.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.ids import new_id
from services.notifications.models import Message, MessagePart, Recipient, Template, part_references
from services.notifications.rules.invitations import ENTRY
from services.notifications.rules.rendering import EMAIL, INBOX, SMS, TemplateRefusedError, render_channel
from services.notifications.rules.segments import TooLongError, split
from services.notifications.rules.statuses import CANCELLED, EXPIRED, PENDING, REJECTED
from services.notifications.rules.wording import (
    KARACHI,
    say_case,
    say_changes,
    say_day,
    say_due,
    say_instant,
    say_law,
    say_office,
    say_sealed_case,
)
from services.notifications.usecases.inviting import invite
from services.notifications.usecases.moving import move
from services.notifications.usecases.templates import find_template

CURRENT_ONLY = frozenset({"hearing_scheduled", "hearing_moved", "hearing_adjourned", "hearing_reminder"})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the neighbouring services say about a message's case, court and hearing; None where there is none.

    `office` is the address from which letters go, and so the one that invites.
    """

    case: dict[str, Any] | None = None
    court: dict[str, Any] | None = None
    hearing: dict[str, Any] | None = None
    office: str = ""


def prepare(session: Session, message: Message, around: Surroundings) -> bool:
    """Render a message and plan its parts; False when it shall not be sent, which is kept with the reason."""
    now = dt.datetime.now(dt.UTC)
    if message.expires_at <= now:
        return not move(session, message, EXPIRED, "nobody could be told in time")
    if message.code in CURRENT_ONLY and not _still_holds(message, around.hearing):
        return not move(session, message, CANCELLED, "the hearing was changed meanwhile")
    recipient = session.get_one(Recipient, message.recipient_id)
    destination = _find_destination(recipient, message.channel)
    if destination is None or not recipient.is_active:
        return not move(session, message, REJECTED, "the recipient has no such address any more")
    template = find_template(session, message.code, recipient.language, message.channel, now)
    if template is None:
        return not move(session, message, REJECTED, "there is no text for this")
    try:
        _render(message, template, around)
        message.destination = destination
        if message.channel == EMAIL and around.court is not None:
            court = _name_court(around.court, message.language or "en")
            message.invitation = invite(message, recipient, around.hearing, court=court, office=around.office)
            if message.code == ENTRY and message.invitation is None:
                return not move(session, message, CANCELLED, "there is no entry to bring up to date")
        _plan_parts(session, message)
    except (TemplateRefusedError, TooLongError) as error:
        return not move(session, message, REJECTED, str(error))
    return True


def find_words(facts: dict[str, Any], around: Surroundings, language: str) -> dict[str, object]:
    """Give the words that a text may use, in its language."""
    words: dict[str, object] = {}
    if around.case is not None:
        words["case"] = _name_case(around.case, language)
    if around.court is not None:
        words["court"] = _name_court(around.court, language)
    if "starts_at" in facts:
        words["when"] = words["next_when"] = say_instant(dt.datetime.fromisoformat(facts["starts_at"]), language)
    if "previous_starts_at" in facts:
        words["previous_when"] = say_instant(dt.datetime.fromisoformat(facts["previous_starts_at"]), language)
    if "comply_by" in facts:
        words["comply_by"] = say_day(dt.date.fromisoformat(facts["comply_by"]), language)
    if "defect_count" in facts:
        words["defect_count"] = facts["defect_count"]
    return words | _words_of_work(facts, language) | _words_of_many(facts, language)


def _words_of_many(facts: dict[str, Any], language: str) -> dict[str, object]:
    if "changes" not in facts:
        return {}
    changes = [
        (dt.datetime.fromisoformat(before), dt.datetime.fromisoformat(now) if now else None)
        for before, now in facts["changes"]
    ]
    return {
        "count": len(changes), "changes": say_changes(changes, language),
        "first_day": _day(facts["first_at"], language), "last_day": _day(facts["last_at"], language),
    }  # fmt: skip


def _day(instant: str, language: str) -> str:
    return say_day(dt.datetime.fromisoformat(instant).astimezone(KARACHI).date(), language)


def _words_of_work(facts: dict[str, Any], language: str) -> dict[str, object]:
    words: dict[str, object] = {}
    if "due_on" in facts:
        words["due_on"] = say_due(facts["due_on"], language)
    if "office" in facts:
        words["office"] = say_office(facts["office"], language)
    if "rule" in facts:
        words["rule"] = say_law(facts["rule"], language)
    if "count" in facts:
        words["count"] = facts["count"]
    return words


def _render(message: Message, template: Template, around: Surroundings) -> None:
    words = find_words(message.facts, around, template.language)
    message.subject, message.body = render_channel(message.channel, template.subject, template.body, words)
    message.template_id, message.language = template.id, template.language
    if around.case is not None:
        message.district = around.case["district"]


def _plan_parts(session: Session, message: Message) -> None:
    if message.channel == INBOX:
        return
    joint = _next_reference(session)
    total = len(split(message.body or "", joint)) if message.channel == SMS else 1
    for number in range(1, total + 1):
        reference = joint if number == 1 else _next_reference(session)
        session.add(
            MessagePart(
                id=new_id(), message_id=message.id, number=number, total=total, joint_reference=joint % 256,
                reference=reference, status=PENDING,
            )
        )  # fmt: skip
    session.flush()


def _next_reference(session: Session) -> int:
    return int(session.execute(sa.select(part_references.next_value())).scalar_one())


def _find_destination(recipient: Recipient, channel: str) -> str | None:
    if channel == SMS:
        return recipient.phone if recipient.by_sms else None
    if channel == EMAIL:
        return recipient.email if recipient.by_email else None
    return str(recipient.account_id) if recipient.account_id else None


def _still_holds(message: Message, hearing: dict[str, Any] | None) -> bool:
    if hearing is None or hearing["status"] != "scheduled":
        return False
    return dt.datetime.fromisoformat(hearing["starts_at"]) == dt.datetime.fromisoformat(message.facts["starts_at"])


def _name_case(case: dict[str, Any], language: str) -> str:
    if case["sealed"]:
        return say_sealed_case(language)
    return say_case(case["fir_number"], case["fir_year"], case["police_station"], language)


def _name_court(court: dict[str, Any], language: str) -> str:
    return str((court.get("name_ur") if language != "en" else None) or court["name_en"])
