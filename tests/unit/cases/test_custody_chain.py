"""The detector finds the gaps that acquittals were grounded on, and none in a chain that is whole."""

from __future__ import annotations

import datetime as dt
import decimal
from dataclasses import replace
from typing import Any

import pytest

from services.cases.rules.custody_chain import arrange, find_gaps
from services.cases.rules.custody_chain_facts import GAP_KINDS, GapRule
from services.cases.rules.custody_chain_steps import CUSTODY_STEPS, STEPS, bridge, exhibit_label
from tests.unit.cases.custody import (
    CARRIER,
    KEEPER,
    NATURES,
    OFFICER,
    RULES,
    WAY,
    WITNESSES,
    chain,
    changed,
    event,
    gaps_of,
    told,
    way,
    without,
)

WHOLE = way(*WAY)


def test_a_whole_chain_has_no_gap() -> None:
    """Recovery, seal, malkhana, laboratory, court and back: nothing is named, also when the case is decided and long after."""
    assert gaps_of(*WHOLE, decided_on=dt.date(2022, 9, 1), as_of=dt.date(2026, 1, 1)) == []


@pytest.mark.parametrize(
    ("recovered", "received"),
    [(dt.date(2021, 6, 9), dt.date(2021, 6, 13)), (dt.date(2022, 2, 10), dt.date(2022, 2, 13))],
)
def test_the_days_of_the_judgments_are_found(recovered: dt.date, received: dt.date) -> None:
    """Recovered on 9 June and received on 13 June, on 10 and 13 February: the days, Register XIX, the road certificate."""
    events = (
        event(0, "seized", recovered), event(1, "sealed", recovered), event(2, "laboratory_received", received),
    )  # fmt: skip
    rules = [GapRule(kind, dt.date(2009, 10, 29), None, 1 if kind == "unexplained_days" else None, "2018 SCMR 2039", NATURES.get(kind))
             for kind in GAP_KINDS]  # fmt: skip
    gaps = find_gaps(chain(*events), rules, WITNESSES, received)
    days = (recovered.isoformat(), received.isoformat())
    assert told(gaps) == [
        ("missing_entry", *days, "register_xix"), ("missing_entry", *days, "road_certificate"),
        ("unexplained_days", *days, None),
    ]  # fmt: skip
    assert gaps[-1].days == (received - recovered).days
    assert (gaps[-1].place, gaps[-1].person_id, gaps[-1].source) == ("officer", OFFICER, "2018 SCMR 2039")


def test_one_night_in_the_officers_hands_passes_and_two_do_not() -> None:
    """The bound is the rule's: as many days as it names pass, one more does not."""
    assert told(gaps_of(*way((0, "seized"), (0, "sealed"), (1, "malkhana_in")))) == []
    (gap,) = gaps_of(*way((0, "seized"), (0, "sealed"), (2, "malkhana_in")))
    assert (gap.kind, gap.days, gap.step, gap.next_step) == ("unexplained_days", 2, "seized", "malkhana_in")


def test_a_malkhana_without_its_register_entry_explains_no_day() -> None:
    """The stay counts as unexplained until the entry's number is there."""
    events = changed(WHOLE, 2, register_entry=None)
    assert told(gaps_of(*events)) == [
        ("missing_entry", "2022-06-09", "2022-06-09", "register_xix"),
        ("unexplained_days", "2022-06-09", "2022-06-13", None),
    ]


def test_what_has_not_arrived_yet_is_a_gap_that_grows() -> None:
    """Taken out of the malkhana and never received: the days run until today."""
    (gap,) = gaps_of(*WHOLE[:4], as_of=dt.date(2022, 7, 13))
    assert (gap.kind, gap.days, gap.place, gap.person_id, gap.next_step) == (
        "unexplained_days", 30, "carried", CARRIER, None,
    )  # fmt: skip


def test_a_past_day_does_not_see_what_came_later() -> None:
    """On the day after the road certificate the parcel is on its way; before the recovery there is nothing to lack."""
    (gap,) = gaps_of(
        *changed(WHOLE, 4, on=WHOLE[3].on + dt.timedelta(days=9)), as_of=WHOLE[3].on + dt.timedelta(days=2)
    )
    assert (gap.kind, gap.days, gap.next_step) == ("unexplained_days", 2, None)
    assert gaps_of(*WHOLE, as_of=WHOLE[0].on - dt.timedelta(days=1), decided_on=WHOLE[0].on) == []


@pytest.mark.parametrize(
    ("place", "changes", "kind", "names"),
    [
        (0, {"reference": None}, "missing_entry", "recovery_memo"),
        (3, {"road_certificate": None}, "missing_entry", "road_certificate"),
        (8, {"register_entry": ""}, "missing_entry", "register_xix"),
        (2, {"person_id": None}, "custodian_unnamed", "malkhana_in_charge"),
        (3, {"carrier_id": None}, "custodian_unnamed", "carrier"),
        (3, {"carrier_id": "somebody"}, "custodian_not_witness", "carrier"),
        (0, {"person_id": "somebody"}, "custodian_not_witness", "recovering_officer"),
        (2, {"person_id": "somebody"}, "custodian_not_witness", "malkhana_in_charge"),
        (4, {"seal_impression": "A.B."}, "seal_mismatch", None),
        (4, {"quantity": decimal.Decimal(5)}, "quantity_mismatch", None),
        (1, {"step": "seized", "reference": "again"}, "order_impossible", None),
    ],
)
def test_what_one_step_lacks_is_named(place: int, changes: dict[str, Any], kind: str, names: str | None) -> None:
    """The paper, the person by role, the seal, the count."""
    found = told(gaps_of(*changed(WHOLE, place, **changes)))
    assert next((gap[0], gap[3]) for gap in found if gap[0] == kind) == (kind, names)


def test_each_person_is_named_once_in_each_role() -> None:
    """A carrier who took the exhibit twice and is not on the list is one gap."""
    gaps = find_gaps(chain(*WHOLE), RULES, {OFFICER, KEEPER}, WHOLE[-1].on)
    assert [(gap.kind, gap.role, gap.person_id) for gap in gaps] == [("custodian_not_witness", "carrier", CARRIER)]


def test_a_missing_step_is_named_by_its_paper() -> None:
    """Left out one by one: the register's entry, the certificate, the laboratory's receipt and its return."""
    lacking = {
        place: {gap.entry for gap in gaps_of(*without(WHOLE, place)) if gap.kind == "missing_entry"}
        for place in (2, 3, 7, 8)
    }
    assert lacking == {
        2: {"register_xix"}, 3: {"road_certificate"}, 7: {"laboratory_return"}, 8: {"register_xix"},
    }  # fmt: skip
    reported = without(WHOLE[:7], 4, 5)
    assert ("missing_entry", "laboratory_receipt") in [(gap.kind, gap.entry) for gap in gaps_of(*reported)]


def test_steps_that_cannot_stand_in_this_order_are_one_gap() -> None:
    """Examined before it was received; seized after it was carried; anything after the destruction; in twice."""
    early = changed(WHOLE[:7], 5, on=WHOLE[2].on)
    assert [gap.kind for gap in gaps_of(*early) if gap.kind != "unexplained_days"] == ["order_impossible"]
    late = changed(WHOLE[:5], 0, on=WHOLE[4].on + dt.timedelta(days=1))
    assert [gap.kind for gap in gaps_of(*late) if gap.kind == "order_impossible"] == ["order_impossible"]
    gone = (*WHOLE, *way(*[(0, "seized")] * 12, (90, "destroyed"), (91, "malkhana_out"))[12:])
    assert [(gap.kind, gap.step, gap.next_step) for gap in gaps_of(*gone)] == [
        ("order_impossible", "destroyed", "malkhana_out")
    ]
    twice = (*WHOLE[:3], replace(WHOLE[2], position=99))
    assert [gap.kind for gap in gaps_of(*twice)] == ["order_impossible"]


def test_the_order_of_entry_on_one_day_does_not_matter() -> None:
    """Steps of a day are put so that each follows from the one before."""
    entered = [replace(step, position=-step.position) for step in WHOLE]
    assert [step.step for step in arrange(entered)] == [step.step for step in WHOLE]


def test_a_parcel_that_was_never_sealed_is_named_once() -> None:
    """Weapons, empties, drugs are sealed before they move; a vehicle is not."""
    assert told(gaps_of(*without(WHOLE, 1))) == [("never_sealed", "2022-06-09", "2022-06-09", None)]
    assert gaps_of(*without(WHOLE, 1), nature="vehicle") == []


def test_a_broken_seal_is_closed_before_the_exhibit_moves() -> None:
    """A seal broken and logged, and put on again under another impression, is no gap; moved open, it is."""
    day = WHOLE[2].on + dt.timedelta(days=1)
    broken = event(20, "seal_broken", day, seal_impression="M.K.")
    resealed = event(21, "resealed", day, seal_impression="J.S.")
    after = changed(changed(WHOLE, 3, seal_impression="J.S."), 4, seal_impression="JS")
    assert gaps_of(*after, broken, resealed) == []
    assert [gap.kind for gap in gaps_of(*after, broken)] == ["left_unsealed"]


def test_a_sample_may_shrink_at_the_laboratory_and_empties_may_not() -> None:
    """What is analysed is used up; what is counted is not; neither grows."""
    less, more = changed(WHOLE, 8, quantity=decimal.Decimal(4)), changed(WHOLE, 8, quantity=decimal.Decimal(7))
    assert gaps_of(*less, nature="biological") == []
    assert [(gap.kind, gap.expected, gap.found) for gap in gaps_of(*less)] == [("quantity_mismatch", "6", "4")]
    assert [gap.kind for gap in gaps_of(*more, nature="biological")] == ["quantity_mismatch"]


def test_electronic_evidence_keeps_its_hash_and_is_played() -> None:
    """Another SHA-256 than at receipt is named; a decided case in which it was not played, too."""
    decided: dict[str, Any] = {"nature": "electronic", "sha256": "a" * 64, "decided_on": WHOLE[-1].on}
    assert [gap.kind for gap in gaps_of(*WHOLE, **decided)] == ["not_played"]
    played = (*WHOLE, event(30, "played", WHOLE[10].on, sha256="a" * 64))
    assert gaps_of(*played, **decided) == []
    (gap,) = gaps_of(*changed(played, 12, sha256="b" * 64), **decided)
    assert (gap.kind, gap.expected, gap.found) == ("hash_mismatch", "a" * 64, "b" * 64)


def test_a_recordings_file_in_the_store_keeps_the_hash_of_its_receipt() -> None:
    """Another hash in the store than at receipt is a gap until today; the same, or no file, is none."""
    recording: dict[str, Any] = {"nature": "electronic", "sha256": "a" * 64}
    assert gaps_of(*WHOLE, **recording, stored_sha256="a" * 64) == []
    (gap,) = gaps_of(*WHOLE, **recording, stored_sha256="b" * 64, as_of=dt.date(2023, 1, 1))
    assert (gap.kind, gap.found, gap.to_on) == ("hash_mismatch", "b" * 64, dt.date(2023, 1, 1))


def test_drugs_reach_the_laboratory_in_the_time_that_their_rules_set() -> None:
    """Four days are too long and three are not, explained or not; what was never sent runs on; empties have no such time."""
    sent = [gap for gap in gaps_of(*WHOLE, nature="narcotic") if gap.kind == "late_to_laboratory"]
    assert [(gap.days, gap.next_step) for gap in sent] == [(4, "laboratory_received")]
    sooner = changed(changed(WHOLE, 3, on=WHOLE[0].on + dt.timedelta(days=3)), 4, on=WHOLE[0].on + dt.timedelta(days=3))
    assert gaps_of(*sooner, nature="narcotic") == []
    waiting = gaps_of(*WHOLE[:3], nature="narcotic", as_of=WHOLE[0].on + dt.timedelta(days=9))
    assert [(gap.kind, gap.days, gap.next_step) for gap in waiting] == [("late_to_laboratory", 9, None)]


def test_what_the_court_did_not_see_is_named_when_the_case_is_decided() -> None:
    """Neither produced nor exhibited; before the decision nothing is said."""
    stored = WHOLE[:9]
    assert gaps_of(*stored) == []
    assert [gap.kind for gap in gaps_of(*stored, decided_on=stored[-1].on)] == ["not_produced"]
    assert gaps_of(*stored, decided_on=stored[-1].on, is_marked=True) == []


def test_papers_and_the_defences_exhibits_need_no_chain() -> None:
    """Nothing is asked of them but that the court sees the prosecution's papers."""
    assert gaps_of(nature="document") == []
    assert gaps_of(series="defence", decided_on=dt.date(2022, 9, 1)) == []
    assert [gap.kind for gap in gaps_of(nature="document", decided_on=dt.date(2022, 9, 1))] == ["not_produced"]


def test_an_exhibit_without_any_step_lacks_its_recovery_memo() -> None:
    """An exhibit whose every step was withdrawn."""
    assert told(gaps_of()) == [("missing_entry", "2022-01-01", "2022-01-01", "recovery_memo")]


def test_a_rule_that_is_not_valid_on_the_day_names_nothing() -> None:
    """Before its first day and after its last a kind of gap does not exist; of two valid rules the later one counts."""
    events = way((0, "seized"), (0, "sealed"), (4, "laboratory_received"))
    later = GapRule("unexplained_days", dt.date(2022, 6, 9), None, 3, "later")
    ended = replace(RULES[0], valid_to=dt.date(2022, 6, 8))
    assert find_gaps(chain(*events), [ended], WITNESSES, events[-1].on) == []
    assert find_gaps(chain(*events), [replace(later, valid_from=dt.date(2022, 6, 10))], WITNESSES, events[-1].on) == []
    (gap,) = find_gaps(chain(*events), [*RULES[:1], later], WITNESSES, events[-1].on)
    assert gap.source == "later"
    assert find_gaps(chain(*events), [replace(later, days=4)], WITNESSES, events[-1].on) == []


def test_every_step_can_be_reached_from_the_recovery() -> None:
    """The table has no dead end: some documented way leads to each step."""
    assert [name for name in CUSTODY_STEPS if bridge("start", STEPS[name].begins_at | {"carried"}) is None] == []
    assert bridge("gone", STEPS["malkhana_out"].begins_at) is None


@pytest.mark.parametrize(
    ("series", "number", "suffix", "label"),
    [("prosecution", 1, None, "Ex. P-1"), ("defence", 2, "A", "Ex. D-2/A"), ("material", 12, None, "Exb-12")],
)
def test_marks_are_written_as_the_court_writes_them(series: str, number: int, suffix: str | None, label: str) -> None:
    """Sindh Criminal Court Rules, rule 8.20."""
    assert exhibit_label(series, number, suffix) == label
