"""Clocks computed from facts: the same facts give the same clocks, more time never an earlier day, no law outside its days."""

from __future__ import annotations

import datetime as dt
import random
import uuid
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from services.cases.rules.circumstances import CaseLaw, Person, known_by
from services.cases.rules.clocks import Pause, Rule, due_day, due_instant
from services.cases.rules.facts import FACTS
from services.cases.rules.replay import Fact, Run, in_order, is_over, replay
from tests.unit.cases.law import BY_ID, OFFENCES, RULES
from tests.unit.cases.worked_examples import ACCUSED, HOLIDAYS, SUBJECTS, to_fact

OTHER = uuid.UUID(int=4)
TODAY = dt.date(2035, 1, 1)
FIRST = dt.datetime(2005, 1, 1, tzinfo=dt.UTC)
days = st.dates(dt.date(2005, 1, 1), dt.date(2034, 1, 1))
instants = st.integers(0, 15_000_000).map(lambda minutes: FIRST + dt.timedelta(minutes=minutes))
hours = st.none() | instants


@st.composite
def facts_of_a_case(draw: st.DrawFn) -> list[Fact]:
    """Make facts of all kinds on any days, some of another accused, some with their hour."""
    found = []
    for number in range(draw(st.integers(0, 12))):
        kind = FACTS[draw(st.sampled_from(sorted(FACTS)))]
        at = draw(hours)
        on = draw(days) if at is None else at.date()
        subject = {f"{kind.about}_id": SUBJECTS[kind.about]} if kind.about in SUBJECTS else {}
        if kind.about == "accused":
            subject = {"accused_id": draw(st.sampled_from([ACCUSED, OTHER]))}
        found.append(Fact(uuid.UUID(int=100 + number), kind.kind, on, at, given=draw(st.none() | days), **subject))
    return found


def run_all(
    facts: Sequence[Fact], rules: Sequence[Rule] = RULES, today: dt.date = TODAY, act: str = "ppc"
) -> list[Run]:
    """Compute the clocks of a case with two accused."""
    section = {"ppc": "302", "ata": "7(1)(A)"}[act]
    law = CaseLaw([{"act": act, "section": section}], act == "ata", OFFENCES)
    people = {ACCUSED: Person("male", False, []), OTHER: Person("female", False, [], 36)}
    return replay(rules, facts, known_by(law, people, facts), HOLIDAYS, today=today)


@given(facts_of_a_case(), st.integers(), st.sampled_from(["ppc", "ata"]))
def test_the_same_facts_give_the_same_clocks_in_whatever_order_they_were_entered(
    facts: list[Fact], seed: int, act: str
) -> None:
    """Shuffled and replayed, nothing is different."""
    shuffled = random.Random(seed).sample(facts, len(facts))
    assert run_all(facts, act=act) == run_all(shuffled, act=act)


@given(facts_of_a_case(), st.sampled_from(["ppc", "ata"]))
def test_no_rule_runs_that_was_not_law_on_the_day_it_began(facts: list[Fact], act: str) -> None:
    """Whatever happens, each clock's rule was law on the day of the fact that started it, and for such a case."""
    for run in run_all(facts, act=act):
        assert run.rule.valid_from <= run.fact.on
        assert run.rule.valid_to is None or run.fact.on <= run.rule.valid_to
        assert run.rule.applies_to in ("every_case", "terrorism" if act == "ata" else "ordinary")
        assert run.fact.kind in {run.rule.started_by, *run.rule.restarted_by}


@given(facts_of_a_case(), st.sampled_from(["ppc", "ata"]))
def test_a_clock_is_in_one_state_that_fits_its_days(facts: list[Fact], act: str) -> None:
    """What has ended has a day not before its beginning; only a duty is missed; only a right or a bar elapses."""
    for run in run_all(facts, act=act):
        assert run.is_open == (run.state in ("running", "paused"))
        assert run.ended_on is None or run.ended_on >= min(run.fact.on, run.due_on or run.fact.on)
        assert run.state != "elapsed" or run.rule.nature != "duty"
        assert (run.state == "paused") == bool(run.is_open and run.pauses and run.pauses[-1].until_on is None)
        assert run.state != "paused" or run.due_on is None


@given(
    st.sampled_from([rule for rule in RULES if rule.length is not None and rule.unit not in ("times", "hours")]),
    days, st.integers(0, 90), st.lists(st.tuples(st.integers(0, 300), st.integers(0, 60)), max_size=3),
)  # fmt: skip
def test_more_time_never_makes_a_last_day_earlier(
    rule: Rule, on: dt.date, more: int, breaks: list[tuple[int, int]]
) -> None:
    """A longer period, and one that stood still for longer, ends on the same day or later."""
    pauses = [Pause(on + dt.timedelta(first), on + dt.timedelta(first + length)) for first, length in breaks]
    longer = replace(rule, length=(rule.length or 0) + more)
    due_on = due_day(rule, on, HOLIDAYS["office"], on)
    assert due_on <= due_day(longer, on, HOLIDAYS["office"], on)
    assert due_on <= due_day(rule, on, HOLIDAYS["office"], on, pauses)


@given(instants, st.integers(0, 99))
def test_more_hours_never_make_a_last_hour_earlier(at: dt.datetime, more: int) -> None:
    """Nor does a journey."""
    rule = BY_ID["ARREST-24H"]
    longer = replace(rule, length=24 + more)
    on = at.date()
    journey = [Pause(on, on, at, at + dt.timedelta(hours=more))]
    due_at = due_instant(rule, on, at)
    assert due_at <= due_instant(longer, on, at)
    assert due_instant(rule, on, at, journey) == due_at + dt.timedelta(hours=more)


@given(facts_of_a_case(), days)
def test_a_correction_forth_and_back_changes_nothing(facts: list[Fact], day: dt.date) -> None:
    """A fact that is put on another day and back again gives the clocks that were there before."""
    moved = [replace(fact, on=day, at=None) for fact in facts]
    back = [replace(fact, on=was.on, at=was.at) for fact, was in zip(moved, facts, strict=True)]
    assert run_all(back) == run_all(facts)


def test_facts_of_a_day_are_taken_as_they_were_entered_but_by_their_hours_where_known() -> None:
    """Two hours that were entered the wrong way round are put right; what has no hour keeps its place."""
    told = [to_fact("arrested 2026-03-02T11:00", 1), to_fact("detained 2026-03-02", 2), to_fact("journey_began 2026-03-02T10:00", 3)]  # fmt: skip
    assert [fact.kind for fact in in_order(told)] == ["journey_began", "detained", "arrested"]


def test_an_adjournment_comes_after_the_charge_of_its_day_however_old_its_hearing_is() -> None:
    """A hearing's fact bears the hearing's id, which is older than the charge that was framed in it."""
    told = [to_fact("trial_adjourned 2026-03-02", 1), to_fact("charge_framed 2026-03-02", 2)]
    assert [fact.kind for fact in in_order(told)] == ["charge_framed", "trial_adjourned"]


def test_what_is_entered_late_counts_by_its_day() -> None:
    """A report that was entered before its FIR still meets the FIR's period; one entered twice over leaves it met."""
    entered = [to_fact("final_report 2026-03-10", 1), to_fact("fir_recorded 2026-03-02", 2), to_fact("final_report 2026-03-30", 3)]  # fmt: skip
    (run,) = [run for run in run_all(entered) if run.rule.rule_id == "CHALLAN-14"]
    assert (run.state, run.ended_on) == ("met", dt.date(2026, 3, 10))


@given(facts_of_a_case(), st.randoms(use_true_random=False))
def test_facts_of_different_days_give_the_same_whichever_was_entered_first(
    facts: list[Fact], chance: random.Random
) -> None:
    """Only within a day does it matter what was entered first."""
    apart = list({fact.on: fact for fact in facts}.values())
    ids = [fact.id for fact in apart]
    chance.shuffle(ids)
    entered = [replace(fact, id=new) for fact, new in zip(apart, ids, strict=True)]
    assert [(run.rule, run.fact.on, run.due_on, run.state, run.ended_on) for run in run_all(entered)] == [
        (run.rule, run.fact.on, run.due_on, run.state, run.ended_on) for run in run_all(apart)
    ]


def test_one_accused_s_facts_leave_another_s_clocks_alone() -> None:
    """Bail of the one does not stop the other's period; the end of the case does not name anybody and concerns all."""
    arrests = [to_fact("detained 2026-03-02", 1), replace(to_fact("detained 2026-03-02", 2), accused_id=OTHER)]
    runs = run_all([*arrests, to_fact("released_on_bail 2026-04-01", 3)], today=dt.date(2026, 5, 1))
    assert {run.fact.accused_id: run.state for run in runs} == {ACCUSED: "stopped", OTHER: "running"}
    assert {run.rule.rule_id for run in runs} == {"BAIL-497-2Y", "BAIL-497-1Y-WOMAN"}


def test_a_report_s_clock_ends_with_that_report_alone() -> None:
    """Filing the second report does not end the first one's three days."""
    received = [to_fact("report_received 2026-03-02", 1), replace(to_fact("report_received 2026-03-03", 2), report_id=OTHER)]  # fmt: skip
    runs = run_all([*received, replace(to_fact("report_filed 2026-03-04", 3), report_id=OTHER)])
    assert {run.fact.report_id: run.state for run in runs if run.rule.rule_id == "SCRUT-3"} == {
        SUBJECTS["report"]: "running", OTHER: "met",
    }  # fmt: skip


def test_a_paused_period_has_no_last_day_until_it_goes_on() -> None:
    """Delay that lasts leaves the right to bail without a day; when it ends, the days that were lost are added."""
    facts = [to_fact("detained 2026-03-02", 1), to_fact("delay_by_accused_began 2026-04-01", 2)]
    (paused,) = run_all(facts)
    (running,) = run_all([*facts, to_fact("delay_by_accused_ended 2026-04-11", 3)])
    assert (paused.state, paused.due_on) == ("paused", None)
    assert running.due_on == dt.date(2028, 3, 12)


def test_custody_that_was_overrun_stays_missed_when_it_ends() -> None:
    """Sent to prison on the seventeenth day of police custody: missed, also after a further order."""
    facts = [to_fact("police_remand_granted 2026-03-02", 1), to_fact("judicial_remand_granted 2026-03-18", 2), to_fact("police_remand_granted 2026-03-20", 3)]  # fmt: skip
    runs = [run for run in run_all(facts) if run.rule.rule_id == "REMAND-15"]
    assert [(run.state, run.ended_on) for run in runs] == [("missed", dt.date(2026, 3, 18))]


def test_a_fact_without_the_day_it_should_set_starts_nothing() -> None:
    """A return without a time to comply runs no clock, and fails nothing."""
    assert run_all([to_fact("report_returned 2026-03-02", 1)]) == []


def test_what_was_done_before_its_period_begins_is_done() -> None:
    """A sanction that came before the report was filed needs no thirty days."""
    law = CaseLaw([{"act": "ata", "section": "7(1)(A)"}, {"act": "explosives", "section": "3"}], True, OFFENCES)
    facts = [to_fact("sanction_received 2026-03-01", 1), to_fact("report_filed 2026-03-02", 2)]
    runs = replay(RULES, facts, known_by(law, {}, facts), HOLIDAYS, today=TODAY)
    assert {run.rule.rule_id: run.state for run in runs}["SANCTION-30"] == "met"


def test_a_clock_is_over_from_the_first_moment_after_its_last() -> None:
    """A day counts to its end in Karachi, an hour to its minute; what ended, or has no day, is never over."""
    (run,) = [run for run in run_all([to_fact("fir_recorded 2026-03-02", 1)]) if run.rule.rule_id == "CHALLAN-14"]
    midnight = dt.datetime(2026, 3, 16, 19, tzinfo=dt.UTC)
    assert [is_over(run, midnight - dt.timedelta(seconds=1)), is_over(run, midnight)] == [False, True]
    (timed,) = run_all([to_fact("arrested 2026-03-02T09:00", 1)])
    at = dt.datetime(2026, 3, 3, 4, tzinfo=dt.UTC)
    assert [is_over(timed, at), is_over(timed, at + dt.timedelta(seconds=1))] == [False, True]
    (ended,) = [run for run in run_all([to_fact("acquitted 2026-03-02", 1)]) if run.rule.unit == "open"]
    assert not is_over(ended, at)
