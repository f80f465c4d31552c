"""A computed date says in words how it came about, with its section."""

from __future__ import annotations

import pytest

from services.cases.rules.explaining import ENGLISH, SINDHI, URDU, day_in_words, days_in_words, explain
from services.cases.rules.facts import FACTS
from services.cases.rules.replay import Run
from tests.unit.cases.law import RULES
from tests.unit.cases.worked_examples import EXAMPLES, HOLIDAYS, PROVINCE, Example, to_fact


def explained(rule_id: str, began: str, also: str = "", done: str = "", sections: str = "ppc 302") -> str:
    """Explain the clock of a rule in English."""
    example = Example(rule_id, sections, "male", began, also, "", "", "", "")
    more = [to_fact(done, 500)] if done else []
    run = example.compute(*more, today=to_fact(began, 1).on)
    assert run is not None
    return explain(run, HOLIDAYS)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            explained("CHALLAN-14", "fir_recorded 2026-03-12"),
            "FIR recorded 12 Mar 2026 + 14 days = 26 Mar 2026, CrPC s.173(1) proviso",
        ),
        (
            explained("CHALLAN-14", "fir_recorded 2026-03-12", done="final_report 2026-03-20"),
            "FIR recorded 12 Mar 2026 + 14 days = 26 Mar 2026, CrPC s.173(1) proviso, final report received on 20 Mar 2026",
        ),
        (
            explained("ATA-INV-30", "fir_recorded 2026-03-02", sections="ata 7(1)(A)"),
            ("FIR recorded 2 Mar 2026 + 30 working days = 10 Apr 2026, not counted: 5 Sundays, 5 Mar 2026, 20 Mar 2026 to 21 Mar 2026, "
            "23 Mar 2026, ATA s.19(1) as substituted by Act VI of 2014"),
        ),
        (
            explained("ARREST-24H", "arrested 2026-03-02T09:30", "journey_began 2026-03-02T12:00; journey_ended 2026-03-02T18:00"),
            "Arrested 2 Mar 2026 at 09:30 + 24 hours = 3 Mar 2026 at 15:30, paused 2 Mar 2026 at 12:00 to 2 Mar 2026 at 18:00, CrPC ss.61, 167(1)",
        ),
        (
            explained("ARREST-24H", "arrested 2026-03-02"),
            ("Arrested 2 Mar 2026 + 24 hours = 3 Mar 2026 at 00:00, counted from midnight, the hour is not known, "
            "CrPC ss.61, 167(1)"),
        ),
        (
            explained("COPIES-7", "trial_fixed 2026-03-02 for 2026-03-20"),
            "Beginning of the trial fixed 2 Mar 2026 for 20 Mar 2026 − 7 days = 13 Mar 2026, CrPC s.265-C(1)",
        ),
        (
            explained("DEFECT-FIX", "report_returned 2026-03-02 for 2026-03-09"),
            "Report returned with defects 2 Mar 2026 for 9 Mar 2026, SCPSA s.10(2)",
        ),
        (
            explained("BAIL-497-2Y", "detained 2026-03-02", "delay_by_accused_began 2026-04-01"),
            "Taken into custody 2 Mar 2026 + 2 years, paused since 1 Apr 2026, CrPC s.497(1) third and fourth provisos",
        ),
        (
            explained("ATA-ADJ-2", "charge_framed 2026-03-02", "trial_adjourned 2026-03-04", sections="ata 7(1)(A)"),
            "Charge framed 2 Mar 2026, no more than 2 times: 4 Mar 2026, ATA s.19(8)",
        ),
        (
            explained("PRETRIAL", "report_filed 2026-03-02", sections="ata 7(1)(A)"),
            "Report filed in court 2 Mar 2026, before: charge framed, ATA s.19B",
        ),
        (
            explained("ACQ-REPORT", "acquitted 2026-03-02"),
            "Acquitted 2 Mar 2026, the law sets no last day, SCPSA s.11(5)",
        ),
    ],
)  # fmt: skip
def test_a_date_says_how_it_came_about(said: str, expected: str) -> None:
    """What began it, what was added, what was not counted, the day, the section, and what ended it."""
    assert said == expected


def test_urdu_says_the_same_days_and_section() -> None:
    """In Urdu the label, the units and the months are Urdu; the section stays as it is cited."""
    example = Example("CHALLAN-14", "ppc 302", "male", "fir_recorded 2026-03-12", "", "", "", "", "")
    run = example.compute()
    assert run is not None
    assert (
        explain(run, HOLIDAYS, URDU) == "ایف آئی آر درج ہوئی 12 مارچ 2026 + 14 دن = 26 مارچ 2026، CrPC s.173(1) proviso"
    )


def test_sindhi_says_the_same_days_and_section() -> None:
    """In Sindhi the label, the units and the months are Sindhi; the section stays as it is cited."""
    example = Example("CHALLAN-14", "ppc 302", "male", "fir_recorded 2026-03-12", "", "", "", "", "")
    run = example.compute()
    assert run is not None
    assert (
        explain(run, HOLIDAYS, SINDHI)
        == "ايف آءِ آر داخل ٿي 12 مارچ 2026 + 14 ڏينهن = 26 مارچ 2026، CrPC s.173(1) proviso"
    )


def runs_of(example: Example) -> list[Run]:
    """Give all clocks of an example."""
    return example.all_runs(example.facts())


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.rule_id} {example.began} {example.also}")
def test_every_clock_can_be_explained_in_each_language(example: Example) -> None:
    """Each names its source, and its last day when it has one."""
    for run in runs_of(example):
        for words in (ENGLISH, URDU, SINDHI):
            said = explain(run, HOLIDAYS, words)
            assert run.rule.source.split("; dated")[0] in said
            assert run.due_on is None or run.rule.unit in ("times", "before") or day_in_words(run.due_on, words) in said


def test_days_that_follow_each_other_are_said_as_one() -> None:
    """Four days of Eid and the first of May."""
    assert days_in_words(PROVINCE) == "20 Mar 2026 to 23 Mar 2026, 1 May 2026"


def test_every_kind_of_fact_and_every_rule_has_its_words() -> None:
    """None is left without a label in English, Urdu and Sindhi, and each rule cites its section."""
    assert all(fact.says and fact.says_ur and fact.says_sd for fact in FACTS.values())
    assert all(rule.source for rule in RULES)
