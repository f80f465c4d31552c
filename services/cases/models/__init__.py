"""The tables of cases."""

from __future__ import annotations

from services.cases.models.absconding import AbsconderStep
from services.cases.models.case import Assignment, Case, CaseDocument, CaseHearing, CaseLink
from services.cases.models.clocks import CaseFact, Clock, ClockDue, ClockRule, Holiday
from services.cases.models.comparing import ComparedImport, ImportDifference
from services.cases.models.entities import Entity, EntityKey, EntityMatch
from services.cases.models.exhibits import (
    CustodyEvent,
    CustodyRule,
    Exhibit,
    ExhibitRevision,
    Laboratory,
    LaboratoryParcel,
    LaboratoryReport,
    LaboratoryRequest,
    LaboratoryRequestRevision,
)
from services.cases.models.exporting import Export
from services.cases.models.financing import (
    Financing,
    FinancingCheck,
    FinancingItem,
    FinancingReference,
    MoneyTransfer,
    PropertyOrder,
    PropertyStep,
    ProscribedPerson,
)
from services.cases.models.ground import Base
from services.cases.models.handing_over import Handover, HandoverItem
from services.cases.models.law import Act, District
from services.cases.models.lifting import ProtectionLifting
from services.cases.models.made_reports import MadeReport
from services.cases.models.office import OfficePeriod
from services.cases.models.people import Accused, Charge, CustodySpell, Result
from services.cases.models.persons import CasePerson, ProtectedIdentity, Recusal, VaultOpener, VaultOpening
from services.cases.models.procedure import Offence, Power, ProcedureExit, ProcedureStage, StageChange
from services.cases.models.register import ImportFault, ImportProgress, RegisterImport
from services.cases.models.reporting import AccusedProfession, HearingRecord, Profession, StepEntry
from services.cases.models.routes import AcquittalReport, Appeal, AppealStep, Retrial, Sanction, Withdrawal
from services.cases.models.scrutinising import DefectAnswer, DelayJudgment, ScrutinyAnswer, ScrutinyQuestion
from services.cases.models.scrutiny import DefectCode, Opinion, Report, ReportDefect
from services.cases.models.searching import SEARCH_INDEXES, NameWord, PersonSound, PersonWord
from services.cases.models.tasks import ChecklistItem, CourtDirection, Task, TaskStep
from services.cases.models.trial import (
    BailApplication,
    ChargeVerdict,
    CourtNumber,
    JointTrial,
    Plea,
    RemandLimit,
    RemandOrder,
)
from services.cases.models.withholding import RegisterWithholding, WithheldEntry

__all__ = [
    "SEARCH_INDEXES",
    "AbsconderStep",
    "Accused",
    "AccusedProfession",
    "AcquittalReport",
    "Act",
    "Appeal",
    "AppealStep",
    "Assignment",
    "BailApplication",
    "Base",
    "Case",
    "CaseDocument",
    "CaseFact",
    "CaseHearing",
    "CaseLink",
    "CasePerson",
    "Charge",
    "ChargeVerdict",
    "ChecklistItem",
    "Clock",
    "ClockDue",
    "ClockRule",
    "ComparedImport",
    "CourtDirection",
    "CourtNumber",
    "CustodyEvent",
    "CustodyRule",
    "CustodySpell",
    "DefectAnswer",
    "DefectCode",
    "DelayJudgment",
    "District",
    "Entity",
    "EntityKey",
    "EntityMatch",
    "Exhibit",
    "ExhibitRevision",
    "Export",
    "Financing",
    "FinancingCheck",
    "FinancingItem",
    "FinancingReference",
    "Handover",
    "HandoverItem",
    "HearingRecord",
    "Holiday",
    "ImportDifference",
    "ImportFault",
    "ImportProgress",
    "JointTrial",
    "Laboratory",
    "LaboratoryParcel",
    "LaboratoryReport",
    "LaboratoryRequest",
    "LaboratoryRequestRevision",
    "MadeReport",
    "MoneyTransfer",
    "NameWord",
    "Offence",
    "OfficePeriod",
    "Opinion",
    "PersonSound",
    "PersonWord",
    "Plea",
    "Power",
    "ProcedureExit",
    "ProcedureStage",
    "Profession",
    "PropertyOrder",
    "PropertyStep",
    "ProscribedPerson",
    "ProtectedIdentity",
    "ProtectionLifting",
    "Recusal",
    "RegisterImport",
    "RegisterWithholding",
    "RemandLimit",
    "RemandOrder",
    "Report",
    "ReportDefect",
    "Result",
    "Retrial",
    "Sanction",
    "ScrutinyAnswer",
    "ScrutinyQuestion",
    "StageChange",
    "StepEntry",
    "Task",
    "TaskStep",
    "VaultOpener",
    "VaultOpening",
    "Withdrawal",
    "WithheldEntry",
]
