"""Reading how ripe hearings are: one, those of a court's day, and for other lists by their ids. Counts and kinds, no names."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.answers import Answer, JsonRow, answer_json
from services.common.errors import not_found
from services.common.schemas import EARLIEST_DAY, LATEST_DAY
from services.scheduling.models import Hearing, HearingProcess, KnownCase, KnownState
from services.scheduling.models.court_days import find_court
from services.scheduling.models.sight import hearings_seen
from services.scheduling.queries.courts import as_list
from services.scheduling.rules.days import day_of, span_of
from services.scheduling.rules.ripeness import PRODUCTION_ORDER, Finding, Matter, Process, State, judge, sum_up

_LONGEST_LIST = 1000
_STANDING = ("scheduled", "provisional")
# A case has a court from the day on which it was filed there.
_IS_FILED = (
    sa.exists()
    .where(KnownCase.id == Hearing.case_id, KnownCase.court_id.is_not(None))
    .correlate(Hearing)
    .label("is_filed")
)


def read_ripeness(session: Session, actor: Actor, hearing_id: uuid.UUID, *, status: int = 200) -> Answer:
    """Answer how ripe a hearing in the actor's sight is."""
    seen = session.scalar(sa.select(Hearing.id).where(Hearing.id == hearing_id, hearings_seen(actor)))
    if seen is None:
        raise not_found("hearing_not_found", "There is no such hearing, or it is not in your sight.")
    return answer_json(ripeness_of(session, [hearing_id])[hearing_id], status=status)


def list_ripeness(session: Session, actor: Actor, court_id: uuid.UUID, day: dt.date) -> Answer:
    """Answer how ripe each hearing is that stands before a court on a day, in the order of time."""
    if not EARLIEST_DAY <= day <= LATEST_DAY:
        raise not_found("no_such_day", "There are no lists for this day.")
    find_court(session, court_id)
    start, end = span_of(day, day)
    standing = (
        sa.select(Hearing.id)
        .where(Hearing.court_id == court_id, Hearing.starts_at >= start, Hearing.starts_at < end)
        .where(Hearing.status.in_(_STANDING), hearings_seen(actor))
        .order_by(Hearing.starts_at, Hearing.id)
        .limit(_LONGEST_LIST)
    )
    hearing_ids = session.scalars(standing).all()
    found = ripeness_of(session, hearing_ids)
    return answer_json({"court_id": court_id, "day": day, "items": [found[one] for one in hearing_ids]})


def list_processes(session: Session, actor: Actor, hearing_id: uuid.UUID) -> Answer:
    """Answer the process of a hearing in the actor's sight, the newest word first."""
    entries = sa.select(
        HearingProcess.id, HearingProcess.hearing_on, HearingProcess.subject_kind, HearingProcess.subject_id,
        HearingProcess.process, HearingProcess.outcome, HearingProcess.happened_on, HearingProcess.recorded_by,
        HearingProcess.recorded_at,
    ).where(HearingProcess.hearing_id == hearing_id)  # fmt: skip
    row = sa.select(Hearing.id.label("hearing_id"), as_list(entries, HearingProcess.id.desc()).label("items"))
    return JsonRow(row.where(Hearing.id == hearing_id, hearings_seen(actor))).one(
        session, missing=not_found("hearing_not_found", "There is no such hearing, or it is not in your sight.")
    )


def ripeness_of(session: Session, hearing_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    """Give how ripe each of some hearings is, as `RipenessView` describes it; the caller saw to the reader's sight."""
    hearings = session.execute(
        sa.select(
            Hearing.id, Hearing.case_id, Hearing.joined_case_ids, Hearing.purpose, Hearing.starts_at,
            Hearing.witness_ids, Hearing.officer_ids, Hearing.accused_ids, _IS_FILED,
        ).where(Hearing.id.in_(hearing_ids))
    ).all()  # fmt: skip
    states = _read_states(session, {case_id for one in hearings for case_id in (one.case_id, *one.joined_case_ids)})
    processes = _read_processes(session, hearing_ids)
    return {one.id: _show(one, judge(_matter_of(one, states, processes[one.id]))) for one in hearings}


def _read_states(session: Session, case_ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, Mapping[str, list[State]]]:
    found: dict[uuid.UUID, dict[str, list[State]]] = defaultdict(lambda: defaultdict(list))
    for row in session.scalars(
        sa.select(KnownState).where(KnownState.case_id.in_(case_ids), KnownState.kind != "person")
    ):
        state = State(row.subject_id, row.state, row.since_on, row.event, row.event_id)
        found[row.case_id][row.kind].append(state)
    return found


def _read_processes(
    session: Session, hearing_ids: Collection[uuid.UUID]
) -> Mapping[uuid.UUID, list[tuple[dt.date, Process]]]:
    found: dict[uuid.UUID, list[tuple[dt.date, Process]]] = defaultdict(list)
    rows = sa.select(HearingProcess).where(HearingProcess.hearing_id.in_(hearing_ids)).order_by(HearingProcess.id)
    for row in session.scalars(rows):
        process = Process(row.subject_kind, row.subject_id, row.process, row.outcome, row.happened_on, row.id)
        found[row.hearing_id].append((row.hearing_on, process))
    return found


def _matter_of(
    hearing: Any, states: Mapping[uuid.UUID, Mapping[str, list[State]]], processes: list[tuple[dt.date, Process]]
) -> Matter:
    day = day_of(hearing.starts_at)
    of_kind: dict[str, list[State]] = {kind: [] for kind in ("custody", "laboratory", "copies")}
    for case_id in (hearing.case_id, *hearing.joined_case_ids):
        for kind, known in states[case_id].items():
            of_kind[kind] += known
    last = {(one.subject_id, one.process == PRODUCTION_ORDER): one for on, one in processes if on == day}
    accused = hearing.accused_ids or [state.subject_id for state in of_kind["custody"]]
    return Matter(
        purpose=hearing.purpose, day=day, called=frozenset({*hearing.witness_ids, *hearing.officer_ids}),
        accused=frozenset(accused), processes=list(last.values()), custody=of_kind["custody"],
        laboratory=of_kind["laboratory"], copies=of_kind["copies"], is_filed=hearing.is_filed,
    )  # fmt: skip


def _show(hearing: Any, findings: list[Finding]) -> dict[str, Any]:
    return {
        "hearing_id": hearing.id,
        "purpose": hearing.purpose,
        "starts_at": hearing.starts_at,
        "state": sum_up(findings),
        "checks": [
            {
                "check": finding.check, "state": finding.state, "reason": finding.found.reason,
                "ready": finding.found.ready, "of": finding.found.of, "since_on": finding.found.since_on,
                "event": finding.found.event, "event_id": finding.found.event_id, "says": finding.says,
                "says_ur": finding.says_ur, "source": finding.source,
            }
            for finding in findings
        ],
    }  # fmt: skip
