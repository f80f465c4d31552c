"""What a single step of custody has to show: its paper, its person, the same seal, the same count, the same hash."""

from __future__ import annotations

import datetime as dt
import decimal
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from typing import Any, Final

from services.cases.rules.custody_chain_facts import Chain, Event, Gap
from services.cases.rules.custody_chain_steps import COUNTED_NATURES, SEALED_NATURES, STEPS

_OPENS_SEAL: Final = frozenset({"laboratory_examined", "produced_in_court", "seal_broken"})
_SETS_SEAL: Final = frozenset({"sealed", "resealed"})


def find_unproved(events: Sequence[Event]) -> Iterator[Gap]:
    """Find the steps without their paper: recovery memo, Register XIX number, road certificate number."""
    for event in events:
        step = STEPS[event.step]
        if step.proved_by is not None and not getattr(event, step.proved_by):
            yield Gap(kind="missing_entry", from_on=event.on, to_on=event.on, step=event.step, entry=step.entry)


def find_persons(events: Sequence[Event], witnesses: Collection[Any]) -> Iterator[Gap]:
    """Find the custodians and carriers who are not named, or not on the witness list; each person once in each role."""
    told = set()
    for event in events:
        role = STEPS[event.step].role
        if role is None:
            continue
        person = event.carrier_id if role == "carrier" else event.person_id
        if person is None:
            yield Gap(kind="custodian_unnamed", from_on=event.on, to_on=event.on, step=event.step, role=role)
        elif person not in witnesses and (role, person) not in told:
            told.add((role, person))
            yield Gap(
                kind="custodian_not_witness", from_on=event.on, to_on=event.on, step=event.step, role=role,
                person_id=person,
            )  # fmt: skip


def find_mismatches(chain: Chain, events: Sequence[Event], as_of: dt.date) -> Iterator[Gap]:
    """Find what differs from one step to the next: seal, count, hash."""
    yield from _find_seals(events)
    yield from _find_openings(chain, events)
    yield from _find_counts(chain, events)
    yield from _find_hashes(chain, events, as_of)


def _find_seals(events: Sequence[Event]) -> Iterator[Gap]:
    expected: Event | None = None
    for event in events:
        if event.step in _SETS_SEAL or event.step in _OPENS_SEAL:
            expected = None
        if event.seal_impression is None or event.step == "seal_broken":
            continue
        if expected is not None and fold_seal(expected.seal_impression) != fold_seal(event.seal_impression):
            yield Gap(
                kind="seal_mismatch", from_on=expected.on, to_on=event.on, step=expected.step, next_step=event.step,
                expected=expected.seal_impression, found=event.seal_impression,
            )  # fmt: skip
        expected = event


def _find_openings(chain: Chain, events: Sequence[Event]) -> Iterator[Gap]:
    is_sealed, is_told, broken = False, chain.nature not in SEALED_NATURES, None
    for event in events:
        if event.step in _SETS_SEAL:
            is_sealed, broken = True, None
        elif event.step == "seal_broken":
            broken = event
        elif STEPS[event.step].leads_to is not None and event.step != "seized":
            if not is_sealed and not is_told:
                is_told = True
                yield Gap(kind="never_sealed", from_on=events[0].on, to_on=event.on, next_step=event.step)
            if broken is not None:
                yield Gap(
                    kind="left_unsealed", from_on=broken.on, to_on=event.on, step=broken.step, next_step=event.step
                )
                broken = None


def _find_counts(chain: Chain, events: Sequence[Event]) -> Iterator[Gap]:
    expected, since, may_shrink = chain.quantity, None, False
    for event in events:
        may_shrink = may_shrink or (event.step == "laboratory_examined" and chain.nature not in COUNTED_NATURES)
        if event.quantity is None:
            continue
        is_same = expected is None or event.quantity == expected or (may_shrink and event.quantity < expected)
        if not is_same:
            before = since or events[0]
            yield Gap(
                kind="quantity_mismatch", from_on=before.on, to_on=event.on, step=before.step, next_step=event.step,
                expected=_write(expected), found=_write(event.quantity),
            )  # fmt: skip
        expected, since = event.quantity, event


def _find_hashes(chain: Chain, events: Sequence[Event], as_of: dt.date) -> Iterator[Gap]:
    """Find other hashes than the one at receipt: at a step, or of the file that lies in the store."""
    seen = [(event.on, event.step, event.sha256) for event in events]
    for day, step, sha256 in (*seen, (as_of, None, chain.stored_sha256)):
        if chain.sha256 is not None and sha256 is not None and sha256 != chain.sha256:
            yield Gap(
                kind="hash_mismatch", from_on=events[0].on, to_on=day, next_step=step, expected=chain.sha256,
                found=sha256,
            )  # fmt: skip


def _write(quantity: decimal.Decimal | None) -> str:
    return "" if quantity is None else f"{quantity.normalize():f}"


def fold_seal(impression: str | None) -> str:
    """Give a seal's impression without case, dots, spaces and what else differs in writing alone."""
    text = unicodedata.normalize("NFKC", impression or "").casefold()
    return "".join(character for character in text if character.isalnum())
