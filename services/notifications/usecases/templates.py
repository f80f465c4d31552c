"""Texts: a new version is added, none is ever changed, so what somebody was sent can always be shown."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import Problem, invalid, not_found
from services.common.ids import new_id
from services.notifications.models import Template
from services.notifications.rules.rendering import EMAIL, INBOX, TemplateRefusedError, check_template

FALLBACK = "en"

# What is amiss, in which field, in sentences that have words in every language.
_AMISS: Final = {
    "subject_misplaced": ("subject", "A letter or inbox notice needs a subject; a short message has none."),
    "subject_length": ("subject", "The subject must have 1 to 200 characters when it is filled in."),
    "words_unknown": ("body", "It uses words in double braces that this occasion does not offer."),
    "one_brace": ("body", "A word stands in single braces and would be sent as it is. Double the braces."),
    "unreadable": ("body", "The double braces do not close as they should. Look at them again."),
    "text_empty": ("body", "The text is empty."),
    "too_many_parts": ("body", "At its longest it would take more than six short messages. Shorten it."),
}


def add_template(session: Session, actor: Actor, new: dict[str, Any]) -> uuid.UUID:
    """Add a version of a text; refused when it uses unknown words or is too long for a telephone."""
    try:
        check_template(new["code"], new["channel"], new["subject"], new["body"])
    except TemplateRefusedError as error:
        field, says = _AMISS[error.code]
        detail = "This text cannot be used. See the marked field."
        raise invalid("template_refused", detail, fields={field: [says]}, why=str(error)) from error
    key = (new["code"], new["language"], new["channel"])
    session.execute(sa.select(sa.func.pg_advisory_xact_lock(sa.func.hashtext("template:" + ":".join(key)))))
    last = session.scalar(
        sa.select(sa.func.max(Template.version)).where(
            Template.code == key[0], Template.language == key[1], Template.channel == key[2]
        )
    )
    added = Template(id=new_id(), version=(last or 0) + 1, **new)
    session.add(added)
    session.flush()
    record(session, actor, "template_added", f"template:{added.id}", code=key[0], language=key[1], channel=key[2])
    return added.id


def find_template(session: Session, code: str, language: str, channel: str, now: dt.datetime) -> Template | None:
    """Give the text in force: in the recipient's language, else in English; the inbox shows the e-mail's text."""
    channels = (INBOX, EMAIL) if channel == INBOX else (channel,)
    return session.scalar(
        sa.select(Template)
        .where(
            Template.code == code,
            Template.language.in_((language, FALLBACK)),
            Template.channel.in_(channels),
            Template.valid_from <= now,
        )
        .order_by((Template.language == language).desc(), (Template.channel == channel).desc(), Template.version.desc())
        .limit(1)
    )


def no_such_template() -> Problem:
    """Say that there is no such text."""
    return not_found("template_unknown", "There is no such text.")
