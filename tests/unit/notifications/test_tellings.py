"""Who is told what, by which channel."""

from __future__ import annotations

import uuid
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from services.notifications.rules.tellings import CAPACITIES, TELLINGS, Addressee, Draft, draft_messages

addressees = st.builds(
    Addressee,
    recipient_id=st.sampled_from([uuid.UUID(int=number) for number in range(4)]),
    capacity=st.sampled_from((*CAPACITIES, "learner")),
    has_account=st.booleans(),
    by_sms=st.booleans(),
    by_email=st.booleans(),
    has_phone=st.booleans(),
    has_email=st.booleans(),
    is_active=st.booleans(),
)


@given(st.sampled_from(sorted(TELLINGS)), st.lists(addressees, max_size=8))
def test_nobody_is_told_twice_or_unfit(code: str, people: list[Addressee]) -> None:
    """One message a person and channel; only the active, in a capacity that is told, by a channel that reaches them."""
    drafts = draft_messages(code, people)

    assert len(drafts) == len(set(drafts))
    for draft in drafts:
        assert draft.channel in TELLINGS[code].channels
        assert any(
            person.recipient_id == draft.recipient_id
            and person.is_active
            and person.capacity in TELLINGS[code].capacities
            for person in people
        )


def _somebody(**known: bool) -> Addressee:
    everything: dict[str, Any] = {
        "has_account": True,
        "by_sms": True,
        "by_email": True,
        "has_phone": True,
        "has_email": True,
    }
    return Addressee(recipient_id=uuid.UUID(int=1), capacity="prosecutor", **{**everything, **known})


def _channels(addressee: Addressee) -> set[str]:
    return {draft.channel for draft in draft_messages("hearing_moved", [addressee])}


def test_inbox_cannot_be_switched_off() -> None:
    """Accounts always find the message inside the system; the rest follows their choice and their addresses."""
    assert _channels(_somebody()) == {"inbox", "email", "sms"}
    assert _channels(_somebody(by_sms=False, by_email=False)) == {"inbox"}
    assert _channels(_somebody(has_phone=False, has_account=False)) == {"email"}


def test_witnesses_are_not_told_the_result() -> None:
    """Witnesses hear of hearings only."""
    witness = Addressee(uuid.UUID(int=2), "witness", False, True, False, True, False)

    assert draft_messages("hearing_moved", [witness]) == [Draft(witness.recipient_id, "sms")]
    assert draft_messages("case_decided", [witness]) == []
    assert draft_messages("report_returned", [witness]) == []
