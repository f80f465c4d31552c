"""A message never goes backwards, whatever comes in whatever order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from services.notifications.rules.receipts import Receipt, read_receipt, same_ids
from services.notifications.rules.statuses import (
    ACCEPTED,
    DELIVERED,
    ENDS,
    EXPIRED,
    FAILED,
    PART_STATUSES,
    PENDING,
    RANK,
    REJECTED,
    SENDING,
    SENT,
    STATUSES,
    SUBMITTING,
    UNKNOWN,
    combine,
    may_move,
    may_settle_part,
)


@given(st.lists(st.sampled_from(STATUSES), max_size=30))
def test_never_backwards(wanted: list[str]) -> None:
    """Following any wishes, the rank never falls, and an end is never left."""
    current = "queued"
    for following in wanted:
        if may_move(current, following):
            assert current not in ENDS
            assert RANK[following] >= RANK[current]
            assert following != current
            current = following


@given(st.sampled_from(PART_STATUSES), st.sampled_from(PART_STATUSES))
def test_receipts_settle_only_what_is_out(current: str, following: str) -> None:
    """A receipt ends a part that was submitted, and nothing else."""
    allowed = may_settle_part(current, following)

    assert allowed == (current in (SUBMITTING, ACCEPTED) and following in (DELIVERED, FAILED, EXPIRED, REJECTED))


def test_parts_make_the_message() -> None:
    """All delivered: delivered; all taken: sent; one bad: bad; one in doubt: unknown; else under way."""
    assert combine([DELIVERED, DELIVERED]) == DELIVERED
    assert combine([DELIVERED, ACCEPTED]) == SENT
    assert combine([DELIVERED, FAILED]) == FAILED
    assert combine([REJECTED, FAILED]) == REJECTED
    assert combine([ACCEPTED, PENDING]) == SENDING
    assert combine([ACCEPTED, SUBMITTING]) == SENDING
    assert combine([ACCEPTED, SUBMITTING], in_doubt=True) == UNKNOWN
    assert combine([ACCEPTED, PENDING], in_doubt=True) == SENDING


def test_receipts_are_read() -> None:
    """The text alone, the parameters alone, and both (the parameters win) are understood; anything else is no receipt."""
    text = "id:0A1 sub:001 dlvrd:000 submit date:2611240900 done date:2611240901 stat:UNDELIV err:034 text:hello"
    from_text = read_receipt(text, message_id=None, state=None, reference=None, destination="92300")
    from_both = read_receipt(text, message_id="a1", state=2, reference=9, destination="92300")

    assert from_text == Receipt("0A1", "UNDELIV", "034", None, "92300")
    assert from_text is not None
    assert from_text.status == FAILED
    assert from_both is not None
    assert (from_both.provider_reference, from_both.status, from_both.reference) == ("a1", DELIVERED, 9)
    assert read_receipt("hello", message_id=None, state=None, reference=None, destination="") is None
    assert read_receipt("id:1", message_id=None, state=99, reference=None, destination="") is None
    assert Receipt("1", "UNKNOWN").status is None


def test_ids_are_the_same_in_other_dialects() -> None:
    """A centre that answers hexadecimal and reports decimal, pads, or changes the case is understood."""
    assert "255" in same_ids("ff")
    assert "ff" in same_ids("255")
    assert "000000ff" in same_ids("255")
    assert "ab-1" in same_ids("AB-1")
    assert "" not in same_ids("0")
