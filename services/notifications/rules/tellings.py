"""Who is told what: the messages that a fact causes, as data.

The inbox always carries what concerns an account; e-mail and short messages follow the recipient's own choice.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from services.notifications.rules.rendering import CHANNELS, EMAIL, INBOX, SMS

PROSECUTOR: Final = "prosecutor"
OFFICER: Final = "officer"
COMPLAINANT: Final = "complainant"
WITNESS: Final = "witness"
LEARNER: Final = "learner"
OFFICE: Final = "office"
CAPACITIES: Final = (PROSECUTOR, OFFICER, COMPLAINANT, WITNESS)
LINKABLE: Final = (OFFICER, COMPLAINANT, WITNESS)


@dataclass(frozen=True, slots=True)
class Telling:
    """One kind of fact: the capacities of those who are told, and the channels it is fit for.

    for_calendars: it concerns those alone whose calendars take invitations.
    """

    capacities: tuple[str, ...]
    channels: tuple[str, ...] = CHANNELS
    for_calendars: bool = False


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody who may be told, with what is needed to choose the channels."""

    recipient_id: uuid.UUID
    capacity: str
    has_account: bool
    by_sms: bool
    by_email: bool
    has_phone: bool
    has_email: bool
    is_active: bool = True
    district: str | None = None
    by_invitation: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A message to write: to whom, by which channel; `district` is the recipient's."""

    recipient_id: uuid.UUID
    channel: str
    district: str | None = None


TELLINGS: Final[dict[str, Telling]] = {
    "hearing_scheduled": Telling(CAPACITIES),
    "hearing_moved": Telling(CAPACITIES),
    "hearing_handed_over": Telling((PROSECUTOR,)),
    "hearing_vacated": Telling(CAPACITIES),
    "hearing_adjourned": Telling(CAPACITIES),
    "hearing_adjourned_undated": Telling(CAPACITIES),
    "hearing_entry_changed": Telling(CAPACITIES, (EMAIL,), for_calendars=True),
    "hearing_reminder": Telling(CAPACITIES),
    "hearings_moved": Telling(CAPACITIES),
    "hearings_vacated": Telling(CAPACITIES),
    "prosecutor_assigned": Telling((PROSECUTOR,)),
    "prosecutor_released": Telling((PROSECUTOR,)),
    "report_returned": Telling((PROSECUTOR, OFFICER)),
    "case_decided": Telling((PROSECUTOR, OFFICER, COMPLAINANT)),
    "certificate_issued": Telling((LEARNER,), (INBOX, EMAIL)),
    "clock_reminded": Telling((PROSECUTOR,)),
    "clock_missed": Telling((PROSECUTOR,)),
    "clock_escalated": Telling((PROSECUTOR, OFFICE)),
    "task_given": Telling((PROSECUTOR,)),
    "task_due": Telling((PROSECUTOR,)),
    "direction_given": Telling((PROSECUTOR, OFFICER)),
    "adjournments_repeated": Telling((PROSECUTOR, OFFICE)),
}


def draft_messages(code: str, addressees: Iterable[Addressee]) -> list[Draft]:
    """Give the messages that a fact of this kind causes: one a person and channel, however often a person is named."""
    telling = TELLINGS[code]
    drafts = [
        Draft(addressee.recipient_id, channel, addressee.district)
        for addressee in addressees
        if addressee.is_active
        and addressee.capacity in telling.capacities
        and (addressee.by_invitation or not telling.for_calendars)
        for channel in telling.channels
        if _reaches(addressee, channel)
    ]
    return list(dict.fromkeys(drafts))


def _reaches(addressee: Addressee, channel: str) -> bool:
    return {
        INBOX: addressee.has_account,
        EMAIL: addressee.by_email and addressee.has_email,
        SMS: addressee.by_sms and addressee.has_phone,
    }[channel]
