"""What a story of the demonstration is made of: a case and the steps taken in it, on days counted back from today."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

import sqlalchemy as sa
from marshmallow import Schema
from sqlalchemy.orm import Session

from services.cases.models import Accused, Report
from services.cases.rules.register import read_sections_text
from services.cases.schemas.case import NewCase, SealChange
from services.cases.schemas.people import ChargeSet, Decision, Filing, NewAssignment, NewLink, NewResult
from services.cases.schemas.scrutiny import NewOpinion, NewReport, ReportReturn
from services.cases.usecases.filing import file_case
from services.cases.usecases.linking import link_case
from services.cases.usecases.people import set_charges
from services.cases.usecases.registration import register_case
from services.cases.usecases.results import decide_case, record_result
from services.cases.usecases.scrutiny import give_opinion, receive_report, return_report
from services.cases.usecases.sealing import seal_case
from services.cases.usecases.team import assign_prosecutor
from services.cases.usecases.today import today
from services.common.actor import EVERYWHERE, Actor
from services.common.ids import seed_id

SOUTH: Final = "karachi-south"
ATC: Final = "atc-2-karachi"
SESSIONS: Final = "sessions-karachi-south"
# 2024-01-01 in epoch milliseconds, in the place where a UUIDv7 holds its time.
_BEFORE_ALL: Final = 1_704_067_200_000 << 80

Step = Callable[["Desk"], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A case of the demonstration: its FIR, so many days old, and what happened since."""

    station: str
    number: str
    sections: str
    age: int
    says: str
    accused: tuple[tuple[str, str], ...]
    district: str = SOUTH
    team: tuple[str, ...] = ()
    steps: tuple[Step, ...] = field(default=())

    @property
    def label(self) -> str:
        """Give what the case's id is made of."""
        return f"case:{self.district}:{self.station}:{self.number}"


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a story's steps are taken: in one transaction, on one case, on days counted back from today."""

    session: Session
    case_id: uuid.UUID
    story: Story

    def scrutinises(self) -> Actor:
        """Give who scrutinises this case: its lead, or the district public prosecutor where it has none."""
        return person(self.story.team[0] if self.story.team else "supervisor", "cases.assign")

    def accused_ids(self) -> list[uuid.UUID]:
        """Give the accused in their order."""
        found = sa.select(Accused.id).where(Accused.case_id == self.case_id).order_by(Accused.number)
        return list(self.session.scalars(found))

    def report_id(self) -> uuid.UUID:
        """Give the report under scrutiny."""
        found = sa.select(Report.id).where(Report.case_id == self.case_id, Report.state == "under_scrutiny")
        return self.session.scalars(found).one()


def case_seed_id(label: str) -> uuid.UUID:
    """Give a seeded case's fixed id. Its time lies before any real case's, so that lists show what is newer first."""
    return uuid.UUID(int=_BEFORE_ALL | seed_id(label).int & ((1 << 80) - 1) & ~(0xF << 76) | 7 << 76)


def person(account: str, *may: str) -> Actor:
    """Give an account of the demonstration."""
    return Actor(id=str(seed_id(f"account:{account}")), may=frozenset(may), districts=(EVERYWHERE,))


def day(ago: int) -> str:
    """Give a day as it would be sent in."""
    return (today() - dt.timedelta(days=ago)).isoformat()


def loaded(schema: type[Schema], **body: Any) -> dict[str, Any]:
    """Read a body as the service would."""
    found: dict[str, Any] = schema().load(body)
    return found


def receives(ago: int, kind: str = "final") -> Step:
    """Receive a police report."""

    def step(desk: Desk) -> None:
        certificate = f"RC {desk.story.number}/{today().year}"
        body = loaded(NewReport, kind=kind, received_on=day(ago), road_certificate=certificate)
        receive_report(desk.session, person("clerk"), desk.case_id, body)

    return step


def returns(ago: int, comply: int, *codes: str) -> Step:
    """Return the report with its defects; `comply` counts back from today as well, so it may be negative."""

    def step(desk: Desk) -> None:
        defects = [{"code": code} for code in codes]
        body = loaded(ReportReturn, defects=defects, returned_on=day(ago), comply_by=day(comply))
        return_report(desk.session, desk.scrutinises(), desk.case_id, desk.report_id(), body, None)

    return step


def opines(ago: int, reasons: str) -> Step:
    """Hold every accused fit for trial."""

    def step(desk: Desk) -> None:
        report_id = desk.report_id()
        for accused_id in desk.accused_ids():
            body = loaded(
                NewOpinion, accused_id=str(accused_id), opinion="fit_for_trial", evidential_test="met",
                public_interest_test="met", reasons=reasons, given_on=day(ago),
            )  # fmt: skip
            give_opinion(desk.session, desk.scrutinises(), desk.case_id, report_id, body)

    return step


def files(ago: int, court: str, number: str) -> Step:
    """File the report in court."""

    def step(desk: Desk) -> None:
        court_id = str(seed_id(f"court:{court}"))
        filed_on = day(ago)
        numbered = f"{number}/{filed_on[:4]}"
        body = loaded(Filing, court_id=court_id, court_case_number=numbered, filed_on=filed_on)
        file_case(desk.session, person("clerk"), desk.case_id, body, if_match=None)

    return step


def charges(ago: int) -> Step:
    """Charge every accused under the FIR's sections."""

    def step(desk: Desk) -> None:
        for accused_id in desk.accused_ids():
            body = loaded(ChargeSet, charges=read_sections_text(desk.story.sections), framed_on=day(ago))
            set_charges(desk.session, person("clerk"), desk.case_id, accused_id, body, None)

    return step


def decides(ago: int, *results: dict[str, Any]) -> Step:
    """Record the result for each accused and close the case."""

    def step(desk: Desk) -> None:
        for accused_id, result in zip(desk.accused_ids(), results, strict=True):
            body = loaded(NewResult, decided_on=day(ago), **result)
            record_result(desk.session, person("clerk"), desk.case_id, accused_id, body, None)
        decide_case(desk.session, person("clerk"), desk.case_id, loaded(Decision, decided_on=day(ago)), if_match=None)

    return step


def is_tried_with(station: str, number: str) -> Step:
    """Join the trial of another case of Karachi South, which was made before."""

    def step(desk: Desk) -> None:
        body = loaded(NewLink, other_case_id=str(case_seed_id(f"case:{SOUTH}:{station}:{number}")), kind="joint_trial")
        link_case(desk.session, person("supervisor"), desk.case_id, body)

    return step


def is_sealed(reason: str) -> Step:
    """Seal the case."""

    def step(desk: Desk) -> None:
        seal_case(
            desk.session, person("supervisor", "cases.read_sealed"), desk.case_id, loaded(SealChange, is_sealed=True, reason=reason),
            if_match=None,
        )  # fmt: skip

    return step


def tell(desk: Desk) -> None:
    """Register a story's case, put its team on it, and take its steps."""
    story, fir_on = desk.story, day(desk.story.age)
    body = loaded(
        NewCase, district=story.district, police_station=story.station, fir_number=story.number,
        fir_year=int(fir_on[:4]), fir_on=fir_on, received_on=fir_on, sections=read_sections_text(story.sections),
        complainant_initials="State", summary=story.says,
        accused=[
            {"initials": initials, "role": "principal", "gender": "male", "custody": {"state": state, "since_on": fir_on}}
            for initials, state in story.accused
        ],
    )  # fmt: skip
    register_case(desk.session, person("clerk"), body, case_id=desk.case_id)
    for place, account in enumerate(story.team):
        role, prosecutor_id = ("second" if place else "lead"), str(seed_id(f"account:{account}"))
        given = loaded(NewAssignment, prosecutor_id=prosecutor_id, role=role, assigned_on=fir_on)
        assign_prosecutor(desk.session, person("supervisor"), desk.case_id, given)
    for step in story.steps:
        step(desk)
