"""What cases tells the other services: ids and facts, no names."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from services.common.events import Event


@dataclass(frozen=True, kw_only=True)
class CaseRegistered(Event, source="cases"):
    """A FIR was entered."""

    case_id: uuid.UUID
    police_station: str
    fir_number: str
    fir_year: int
    district: str


@dataclass(frozen=True, kw_only=True)
class ReportReceived(Event, source="cases"):
    """A police report under s.173 CrPC reached the prosecutor; round counts the reports of the case."""

    case_id: uuid.UUID
    report_id: uuid.UUID
    round: int
    kind: str
    received_on: dt.date
    due_on: dt.date


@dataclass(frozen=True, kw_only=True)
class ReportReturned(Event, source="cases"):
    """A defective report went back to the police."""

    case_id: uuid.UUID
    report_id: uuid.UUID
    round: int
    defect_count: int
    comply_by: dt.date


@dataclass(frozen=True, kw_only=True)
class OpinionGiven(Event, source="cases"):
    """A prosecutor gave an opinion on one accused."""

    case_id: uuid.UUID
    report_id: uuid.UUID
    accused_id: uuid.UUID
    opinion: str


@dataclass(frozen=True, kw_only=True)
class CaseFiled(Event, source="cases"):
    """The report was filed in court."""

    case_id: uuid.UUID
    court_id: uuid.UUID
    court_case_number: str
    district: str


@dataclass(frozen=True, kw_only=True)
class StageChanged(Event, source="cases"):
    """A step of the procedure brought a case to another stage."""

    case_id: uuid.UUID
    step: str
    stage: str


@dataclass(frozen=True, kw_only=True)
class CaseTransferred(Event, source="cases"):
    """A case went to another court, under a new number."""

    case_id: uuid.UUID
    from_court_id: uuid.UUID
    court_id: uuid.UUID
    court_case_number: str
    district: str


@dataclass(frozen=True, kw_only=True)
class BailDecided(Event, source="cases"):
    """An application for bail was granted, refused or not pressed, or the bail was cancelled."""

    case_id: uuid.UUID
    accused_id: uuid.UUID
    bail_id: uuid.UUID
    state: str


@dataclass(frozen=True, kw_only=True)
class WithdrawalMoved(Event, source="cases"):
    """A withdrawal was proposed, approved or refused by its office, or answered by the court."""

    case_id: uuid.UUID
    accused_id: uuid.UUID
    withdrawal_id: uuid.UUID
    state: str
    office: str


@dataclass(frozen=True, kw_only=True)
class AppealMoved(Event, source="cases"):
    """An office gave its word on an appeal, it was filed, or decided; `awaits` is the office that has it now."""

    case_id: uuid.UUID
    appeal_id: uuid.UUID
    accused_id: uuid.UUID
    step: str
    state: str
    awaits: str | None = None
    last_day: dt.date | None = None


@dataclass(frozen=True, kw_only=True)
class ProsecutorAssigned(Event, source="cases"):
    """A prosecutor joined a case's team."""

    case_id: uuid.UUID
    prosecutor_id: uuid.UUID
    role: str
    district: str


@dataclass(frozen=True, kw_only=True)
class ProsecutorReleased(Event, source="cases"):
    """A prosecutor left a case's team."""

    case_id: uuid.UUID
    prosecutor_id: uuid.UUID
    role: str
    district: str


@dataclass(frozen=True, kw_only=True)
class ClockMissed(Event, source="cases"):
    """A statutory period ended without the step it was for."""

    case_id: uuid.UUID
    clock_id: uuid.UUID
    rule_id: str
    due_on: dt.date


@dataclass(frozen=True, kw_only=True)
class ClockReminded(Event, source="cases"):
    """A statutory period comes to its end (`reminder`), or ends today (`due`); `offset` in days, or hours where it counts these."""

    case_id: uuid.UUID
    clock_id: uuid.UUID
    rule_id: str
    due_on: dt.date | None
    step: str
    told_to: str
    offset: int


@dataclass(frozen=True, kw_only=True)
class ClockEscalated(Event, source="cases"):
    """A statutory period goes up: to the district's head, to the Prosecutor General."""

    case_id: uuid.UUID
    clock_id: uuid.UUID
    rule_id: str
    due_on: dt.date | None
    step: str
    told_to: str
    offset: int


@dataclass(frozen=True, kw_only=True)
class ResultRecorded(Event, source="cases"):
    """The court's result for one accused was entered."""

    case_id: uuid.UUID
    accused_id: uuid.UUID
    verdict: str


@dataclass(frozen=True, kw_only=True)
class CaseDecided(Event, source="cases"):
    """Every accused has a result and the case is closed."""

    case_id: uuid.UUID
    outcome: str


@dataclass(frozen=True, kw_only=True)
class TaskGiven(Event, source="cases"):
    """A task is somebody's now, or waits for the team or the pool: it was made, taken, given back, reassigned or changed."""

    case_id: uuid.UUID
    task_id: uuid.UUID
    held_by: str
    owner_id: uuid.UUID | None
    due_on: dt.date
    is_urgent: bool


@dataclass(frozen=True, kw_only=True)
class TaskDue(Event, source="cases"):
    """A date of an open task came; `what` is reminder, due or escalation."""

    case_id: uuid.UUID
    task_id: uuid.UUID
    owner_id: uuid.UUID | None
    due_on: dt.date
    what: str


@dataclass(frozen=True, kw_only=True)
class TaskEnded(Event, source="cases"):
    """A task is done or cancelled."""

    case_id: uuid.UUID
    task_id: uuid.UUID
    owner_id: uuid.UUID | None
    state: str


@dataclass(frozen=True, kw_only=True)
class WorkHandedOver(Event, source="cases"):
    """The open work of somebody who leaves, or goes on leave, is somebody else's now."""

    from_id: uuid.UUID
    to_id: uuid.UUID
    case_count: int
    task_count: int


@dataclass(frozen=True, kw_only=True)
class DirectionGiven(Event, source="cases"):
    """A court ordered something to be done by a day, or moved that day."""

    case_id: uuid.UUID
    direction_id: uuid.UUID
    addressee: str
    due_on: dt.date


@dataclass(frozen=True, kw_only=True)
class DirectionEnded(Event, source="cases"):
    """A court's direction was complied with or withdrawn."""

    case_id: uuid.UUID
    direction_id: uuid.UUID
    state: str


@dataclass(frozen=True, kw_only=True)
class PersonAdded(Event, source="cases"):
    """Somebody was entered in a file: in which role, never who."""

    case_id: uuid.UUID
    person_id: uuid.UUID
    kind: str
    is_protected: bool


@dataclass(frozen=True, kw_only=True)
class PersonChanged(Event, source="cases"):
    """What a file says of one of its people was corrected."""

    case_id: uuid.UUID
    person_id: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class ProsecutorRecused(Event, source="cases"):
    """A prosecutor may not prosecute a case; who stands on its team has to be released."""

    case_id: uuid.UUID
    prosecutor_id: uuid.UUID
    ground: str


@dataclass(frozen=True, kw_only=True)
class WitnessProtected(Event, source="cases"):
    """A person of a file is protected from now on: they show by their pseudonym alone."""

    case_id: uuid.UUID
    person_id: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class OpeningAsked(Event, source="cases"):
    """Somebody asks to see a protected identity; a second person has to decide."""

    case_id: uuid.UUID
    person_id: uuid.UUID
    opening_id: uuid.UUID
    is_break_glass: bool


@dataclass(frozen=True, kw_only=True)
class OpeningDecided(Event, source="cases"):
    """A request to see a protected identity was approved or refused."""

    case_id: uuid.UUID
    person_id: uuid.UUID
    opening_id: uuid.UUID
    decision: str


@dataclass(frozen=True, kw_only=True)
class EntityAdded(Event, source="cases"):
    """A person or thing was recorded in a case; what it is known by stays in the file."""

    case_id: uuid.UUID
    entity_id: uuid.UUID
    kind: str
