"""What cases tells the other services: ids and facts, no names. By chapter; each name is bound here."""

from __future__ import annotations

from services.cases.events.clocks import ClockEscalated, ClockMissed, ClockReminded, FactNoted
from services.cases.events.courtroom import AppealMoved, BailDecided, CustodyChanged, WithdrawalMoved
from services.cases.events.entities import EntityAdded, EntityLinked
from services.cases.events.exhibits import (
    CustodyRecorded,
    CustodySuperseded,
    ExhibitEntered,
    ExhibitRuled,
    LaboratoryAsked,
    LaboratoryReported,
)
from services.cases.events.files import (
    CaseDecided,
    CaseFiled,
    CaseRegistered,
    CaseTransferred,
    NextHearingChanged,
    OpinionGiven,
    ProsecutorAssigned,
    ProsecutorReleased,
    ReportReceived,
    ReportReturned,
    ResultRecorded,
    StageChanged,
)
from services.cases.events.office import OfficePeriodEnded, OfficePeriodTold
from services.cases.events.persons import (
    LiftingAsked,
    LiftingDecided,
    OpeningAsked,
    OpeningDecided,
    PersonAdded,
    PersonChanged,
    ProsecutorRecused,
    RecusalWithdrawn,
    WitnessProtected,
)
from services.cases.events.tasks import DirectionEnded, DirectionGiven, TaskDue, TaskEnded, TaskGiven, WorkHandedOver
from services.cases.events.work import AdjournmentsRepeated

__all__ = [
    "AdjournmentsRepeated",
    "AppealMoved",
    "BailDecided",
    "CaseDecided",
    "CaseFiled",
    "CaseRegistered",
    "CaseTransferred",
    "ClockEscalated",
    "ClockMissed",
    "ClockReminded",
    "CustodyChanged",
    "CustodyRecorded",
    "CustodySuperseded",
    "DirectionEnded",
    "DirectionGiven",
    "EntityAdded",
    "EntityLinked",
    "ExhibitEntered",
    "ExhibitRuled",
    "FactNoted",
    "LaboratoryAsked",
    "LaboratoryReported",
    "LiftingAsked",
    "LiftingDecided",
    "NextHearingChanged",
    "OfficePeriodEnded",
    "OfficePeriodTold",
    "OpeningAsked",
    "OpeningDecided",
    "OpinionGiven",
    "PersonAdded",
    "PersonChanged",
    "ProsecutorAssigned",
    "ProsecutorRecused",
    "ProsecutorReleased",
    "RecusalWithdrawn",
    "ReportReceived",
    "ReportReturned",
    "ResultRecorded",
    "StageChanged",
    "TaskDue",
    "TaskEnded",
    "TaskGiven",
    "WithdrawalMoved",
    "WitnessProtected",
    "WorkHandedOver",
]
