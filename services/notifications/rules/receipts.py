"""What a short-message centre reports about a message (SMPP 3.4, 5.2.28 and appendix B), read as our states."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from typing import Final

from services.notifications.rules.statuses import ACCEPTED, DELIVERED, EXPIRED, FAILED, REJECTED

STATES: Final = {
    1: "ENROUTE",
    2: "DELIVRD",
    3: "EXPIRED",
    4: "DELETED",
    5: "UNDELIV",
    6: "ACCEPTD",
    7: "UNKNOWN",
    8: "REJECTD",
}
_MEANING: Final = {
    "DELIVRD": DELIVERED,
    "EXPIRED": EXPIRED,
    "DELETED": FAILED,
    "UNDELIV": FAILED,
    "ENROUTE": ACCEPTED,
    "ACCEPTD": ACCEPTED,
    "REJECTD": REJECTED,
}
_MEMBER: Final = re.compile(r"\b(id|stat|err):(\S+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a receipt says: the centre's id of a part, its state, the centre's error code, our own reference if it kept it."""

    provider_reference: str
    state: str
    error: str | None = None
    reference: int | None = None
    destination: str = ""

    @property
    def status(self) -> str | None:
        """Give the part's state it stands for; None when it says nothing."""
        return _MEANING.get(self.state)


def read_receipt(
    text: str, *, message_id: str | None, state: int | None, reference: int | None, destination: str
) -> Receipt | None:
    """Read a receipt from its text and its optional parameters; the parameters win. None when it is no receipt."""
    members = {name.lower(): value for name, value in _MEMBER.findall(text)}
    provider_reference = message_id or members.get("id")
    word = STATES.get(state) if state is not None else members.get("stat", "").upper()[:7]
    if not provider_reference or not word:
        return None
    return Receipt(provider_reference, word, members.get("err"), reference, destination)


def same_ids(provider_reference: str) -> tuple[str, ...]:
    """Give the ways centres write one id: some answer hexadecimal and report decimal, or change the case, or pad it."""
    ways = [provider_reference, provider_reference.lower(), provider_reference.upper(), provider_reference.lstrip("0")]
    if provider_reference.isdigit():
        ways += [f"{int(provider_reference):x}", f"{int(provider_reference):X}", f"{int(provider_reference):08x}"]
    with contextlib.suppress(ValueError):
        ways.append(str(int(provider_reference, 16)))
    return tuple(dict.fromkeys(way for way in ways if way))
