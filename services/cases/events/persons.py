"""People of a case, those who may not work on it, and protected identities."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from services.common.events import Event


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
class RecusalWithdrawn(Event, source="cases"):
    """A recusal was a mistake: the prosecutor may see and prosecute the case as before."""

    case_id: uuid.UUID
    prosecutor_id: uuid.UUID


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
class LiftingAsked(Event, source="cases"):
    """Somebody asks that a witness's protection end; a second person has to decide."""

    case_id: uuid.UUID
    person_id: uuid.UUID
    lifting_id: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class LiftingDecided(Event, source="cases"):
    """A request to end a protection was approved, and the person's identity is in the file again; or it was refused."""

    case_id: uuid.UUID
    person_id: uuid.UUID
    lifting_id: uuid.UUID
    decision: str
