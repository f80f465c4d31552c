"""The law's clocks and the facts they run by."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field

from services.common.events import Event


@dataclass(frozen=True, kw_only=True)
class ClockMissed(Event, source="cases"):
    """A statutory period ended without the step it was for; `account_ids`: the prosecutors whom it concerns."""

    case_id: uuid.UUID
    clock_id: uuid.UUID
    rule_id: str
    # The provision that the period is of, as lawyers cite it: CrPC s.173(1) proviso.
    law: str = ""
    due_on: dt.date
    account_ids: list[uuid.UUID] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class FactNoted(Event, source="cases"):
    """A fact that clocks run by was entered, corrected or taken back (`action`)."""

    case_id: uuid.UUID
    fact_id: uuid.UUID
    fact: str
    happened_on: dt.date
    action: str


@dataclass(frozen=True, kw_only=True)
class ClockReminded(Event, source="cases"):
    """A statutory period comes to its end (`reminder`), or ends today (`due`); `offset` in days, or hours where it counts these."""

    case_id: uuid.UUID
    clock_id: uuid.UUID
    rule_id: str
    # The provision that the period is of, as lawyers cite it: CrPC s.173(1) proviso.
    law: str = ""
    due_on: dt.date | None
    step: str
    told_to: str
    offset: int
    # The prosecutors whom it concerns: the lead where he is told and there is one, else the team.
    account_ids: list[uuid.UUID] = field(default_factory=list)
    # Whose offices may know of it; none of a sealed case.
    district: str | None = None


@dataclass(frozen=True, kw_only=True)
class ClockEscalated(Event, source="cases"):
    """A statutory period goes up: to the district's head, to the Prosecutor General."""

    case_id: uuid.UUID
    clock_id: uuid.UUID
    rule_id: str
    # The provision that the period is of, as lawyers cite it: CrPC s.173(1) proviso.
    law: str = ""
    due_on: dt.date | None
    step: str
    told_to: str
    offset: int
    # The prosecutors whom it concerns: the lead where he is told and there is one, else the team.
    account_ids: list[uuid.UUID] = field(default_factory=list)
    # Whose offices may know of it; none of a sealed case.
    district: str | None = None
