"""Whether a hearing is ripe: what each purpose needs, and what is ready, not ready or unknown."""

from __future__ import annotations

import csv
import datetime as dt
import uuid
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.scheduling import migrations
from services.scheduling.rules import ripeness
from services.scheduling.rules.ripeness import (
    CHECKS,
    NEEDS,
    SENTENCES,
    STATES,
    Finding,
    Matter,
    Process,
    State,
    judge,
    sum_up,
)

DAY = dt.date(2027, 3, 10)
ONE, TWO, THREE = (uuid.UUID(int=number) for number in (1, 2, 3))


def state(subject: uuid.UUID, word: str, *, on: dt.date = dt.date(2027, 1, 5), event: str = "custody_changed") -> State:
    """Make what is known of a thing."""
    return State(subject, word, on, event, uuid.uuid4())


def process(subject: uuid.UUID, outcome: str, *, word: str = "summons", on: dt.date = dt.date(2027, 3, 1)) -> Process:
    """Make the last word on somebody's process."""
    kind = "accused" if word == "production_order" else "person"
    return Process(kind, subject, word, outcome, on, uuid.uuid4())


def found(check: str, **more: Any) -> Finding:
    """Give what a check of prosecution evidence, or of the framing of a charge, finds."""
    purpose = "charge" if check == "copies_supplied" else "prosecution_evidence"
    return next(one for one in judge(Matter(purpose=purpose, day=DAY, **more)) if one.check == check)


@pytest.mark.parametrize(("is_filed", "reason", "word"), [(True, "filed", "ready"), (False, "not_filed", "not_ready")])
def test_cognizance_needs_a_report_before_the_court(is_filed: bool, reason: str, word: str) -> None:  # noqa: FBT001
    """A case that is filed nowhere has nothing upon which a court could take cognizance (CrPC 190)."""
    (finding,) = judge(Matter(purpose="cognizance", day=DAY, is_filed=is_filed))
    assert (finding.check, finding.found.reason, finding.state) == ("report_filed", reason, word)


@pytest.mark.parametrize(
    ("called", "processes", "reason", "word"),
    [
        ((), (), "none_named", "unknown"),
        ((ONE, TWO), (process(ONE, "served"), process(TWO, "served")), "all_served", "ready"),
        ((ONE, TWO), (process(ONE, "served"), process(TWO, "not_served")), "some_unserved", "not_ready"),
        ((ONE, TWO), (process(ONE, "served"), process(TWO, "issued")), "some_unserved", "not_ready"),
        ((ONE, TWO), (process(ONE, "served"),), "some_unrecorded", "unknown"),
        ((ONE, TWO, THREE), (process(ONE, "served"), process(TWO, "issued")), "some_unserved", "not_ready"),
        ((), (process(ONE, "served"),), "all_served", "ready"),
        ((), (process(ONE, "served", word="production_order"),), "none_named", "unknown"),
    ],
)
def test_witnesses_are_ready_when_all_who_are_called_are_served(
    called: tuple[uuid.UUID, ...], processes: tuple[Process, ...], reason: str, word: str
) -> None:
    """One unserved makes it not ready, one without a word unknown; who has process is called though nobody named them."""
    one = found("witnesses_served", called=frozenset(called), processes=processes)

    assert (one.found.reason, one.state) == (reason, word)


def test_a_check_says_how_many_since_when_and_by_which_event() -> None:
    """Counts, the newest day it rests on, the event's name and id, a sentence in both languages: nobody is named."""
    unserved = process(TWO, "not_served", on=dt.date(2027, 3, 4))
    one = found("witnesses_served", called=frozenset((ONE, TWO, THREE)), processes=(process(ONE, "served"), unserved))

    assert (one.found.ready, one.found.of, one.found.open, one.found.missing) == (1, 3, 1, 1)
    assert (one.found.since_on, one.found.event, one.found.event_id) == (
        dt.date(2027, 3, 4),
        "process_recorded",
        unserved.event_id,
    )
    assert one.says == "Witnesses named: 3; served: 1; process out or come back unserved: 1."
    assert "نامزد گواہ: 3" in one.says_ur
    assert one.source.startswith("CrPC 68")


@pytest.mark.parametrize(
    ("states", "reason", "word"),
    [
        ((), "none_asked", "ready"),
        ((state(ONE, "reported"), state(TWO, "reported")), "all_reported", "ready"),
        ((state(ONE, "reported"), state(TWO, "asked")), "some_awaited", "not_ready"),
    ],
)
def test_laboratories_are_ready_when_all_have_reported(states: tuple[State, ...], reason: str, word: str) -> None:
    """A report that is awaited makes it not ready (CrPC 510); where none was asked nothing is awaited."""
    one = found("laboratory_reports", laboratory=states)

    assert (one.found.reason, one.state) == (reason, word)


@pytest.mark.parametrize(
    ("states", "orders", "reason", "word"),
    [
        ((), (), "none_known", "unknown"),
        ((state(ONE, "on_bail"), state(TWO, "absconding")), (), "none_in_custody", "ready"),
        ((state(ONE, "absconding"),), (), "all_abscond", "not_ready"),
        ((state(ONE, "in_custody"), state(TWO, "on_bail")), (), "some_without_order", "not_ready"),
        (
            (state(ONE, "in_custody"),),
            (process(ONE, "issued", word="production_order"),),
            "some_without_order",
            "not_ready",
        ),
        ((state(ONE, "in_custody"),), (process(ONE, "served", word="production_order"),), "orders_in_hand", "ready"),
        ((state(ONE, "in_custody"),), (process(ONE, "served", word="summons"),), "some_without_order", "not_ready"),
        ((state(ONE, "tried"),), (), "none_known", "unknown"),
        (
            (state(ONE, "in_custody"), state(TWO, "tried")),
            (process(ONE, "served", word="production_order"),),
            "orders_in_hand",
            "ready",
        ),
    ],
)
def test_an_accused_in_custody_needs_a_production_order(
    states: tuple[State, ...], orders: tuple[Process, ...], reason: str, word: str
) -> None:
    """The prison must have the order of each (CrPC 353); those on bail come, those tried are not waited for."""
    accused = frozenset(one.subject_id for one in states)
    one = found("accused_produced", accused=accused, custody=states, processes=orders)

    assert (one.found.reason, one.state) == (reason, word)


@pytest.mark.parametrize(
    ("supplied_on", "reason"), [(dt.date(2027, 3, 3), "in_time"), (dt.date(2027, 3, 4), "too_late")]
)
def test_copies_are_supplied_seven_days_before(supplied_on: dt.date, reason: str) -> None:
    """On the seventh day before it is in time (CrPC 265-C), a day later not, and the sentence says until when to wait."""
    one = found("copies_supplied", copies=[state(ONE, "supplied", on=supplied_on, event="fact_noted")])

    assert one.found.reason == reason
    assert one.found.ends_on == supplied_on + dt.timedelta(days=7)


def test_copies_that_are_not_noted_are_not_known() -> None:
    """Neither silence nor a fact that was taken back says that they were not supplied."""
    assert found("copies_supplied").state == "unknown"
    assert found("copies_supplied", copies=[state(ONE, "not_supplied")]).state == "unknown"


def test_a_hearing_is_as_ripe_as_its_least_ripe_check() -> None:
    """Not ready before unknown before ready; a purpose without checks has no state."""
    ready = found("laboratory_reports")
    unknown = found("witnesses_served")
    not_ready = found("laboratory_reports", laboratory=[state(ONE, "asked")])

    assert sum_up([ready, unknown, not_ready]) == "not_ready"
    assert sum_up([ready, unknown]) == "unknown"
    assert sum_up([ready]) == "ready"
    assert judge(Matter(purpose="order", day=DAY)) == []
    assert sum_up([]) is None


def test_the_tables_fit_one_another() -> None:
    """Every purpose is a word of the data, every check is there, every reason has a sentence in both languages and a state."""
    words = set()
    for path in Path(migrations.__file__).parent.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            words |= {row["code"] for row in csv.DictReader(file) if row.get("kind") == "purpose"}

    assert set(NEEDS) <= words
    assert {check for needs in NEEDS.values() for check, _ in needs} == set(CHECKS) == {check for check, _ in SENTENCES}
    assert all(state in STATES and says and says_ur for state, says, says_ur in SENTENCES.values())
    assert all(source for needs in NEEDS.values() for _, source in needs)


_STATES = st.lists(
    st.builds(
        state,
        st.sampled_from([ONE, TWO, THREE]),
        st.sampled_from(["in_custody", "on_bail", "absconding", "at_large", "tried"]),
    ),
    unique_by=lambda one: one.subject_id,
)
_PROCESSES = st.lists(
    st.builds(
        process, st.sampled_from([ONE, TWO, THREE]), st.sampled_from(ripeness.PROCESS_OUTCOMES),
        word=st.sampled_from(ripeness.PROCESSES),
    ),
    unique_by=lambda one: (one.subject_id, one.process == "production_order"),
)  # fmt: skip


@given(st.sampled_from(sorted(NEEDS)), _STATES, _PROCESSES, st.sets(st.sampled_from([ONE, TWO, THREE])))
def test_whatever_is_known_there_is_an_answer(
    purpose: str, custody: list[State], processes: list[Process], called: set[uuid.UUID]
) -> None:
    """Every check has a state and a sentence, never counts more ready than there are, and says no id."""
    accused = frozenset(one.subject_id for one in custody)
    matter = Matter(
        purpose=purpose, day=DAY, called=frozenset(called), accused=accused, processes=processes, custody=custody
    )

    for one in judge(matter):
        assert one.state in STATES
        assert 0 <= one.found.ready <= one.found.of
        assert one.found.open >= 0
        assert not any(str(subject) in one.says for subject in (ONE, TWO, THREE))
