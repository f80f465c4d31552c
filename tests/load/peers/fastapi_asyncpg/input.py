"""What a clerk sends in, as pydantic models."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints
from pydantic import Field as Bounded

Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([-_][a-z0-9]+)*$", max_length=60)]
Initials = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=12)]


class Input(BaseModel):
    """A shape of input: unknown members are refused."""

    model_config = ConfigDict(extra="forbid")


class NewSection(Input):
    """A section of law."""

    act: Code
    section: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20)]


class NewCustody(Input):
    """A state since a day."""

    state: Literal["in_custody", "on_bail", "absconding", "at_large"]
    since_on: dt.date


class NewAccused(Input):
    """An accused."""

    initials: Initials
    role: Literal["principal", "abettor", "conspirator", "facilitator", "harbourer", "unknown"] = "unknown"
    gender: Literal["female", "male", "transgender", "unknown"] = "unknown"
    is_juvenile: bool = False
    custody: NewCustody


class NewCase(Input):
    """A FIR."""

    district: Code
    police_station: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
    fir_number: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=12)]
    fir_year: Annotated[int, Bounded(ge=1947, le=2100)]
    fir_as_written: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)] | None = None
    fir_on: dt.date
    received_on: dt.date | None = None
    sections: Annotated[list[NewSection], Bounded(min_length=1, max_length=50)]
    accused: Annotated[list[NewAccused], Bounded(max_length=200)] = []
    complainant_initials: Initials | None = None
    summary: Annotated[str, StringConstraints(max_length=4000)] | None = None
