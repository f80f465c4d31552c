"""Hearings and what happened at them."""

from __future__ import annotations

import uuid

from sqlalchemy.orm import Session

from services.cases.events import CaseTransferred
from services.common.answering import Call
from services.common.answers import Answer
from services.common.bus import answers, every, hears
from services.common.events import Heard
from services.scheduling import api
from services.scheduling.queries import hearing_lives
from services.scheduling.queries import hearings as hearing_queries
from services.scheduling.queries import proceedings as proceedings_queries
from services.scheduling.usecases import (
    extending,
    holding,
    joining,
    moving,
    outcomes,
    proceedings,
    refixing,
    scheduling,
    vacating,
)
from services.scheduling.usecases.warnings import take_warnings


class HearingAnswers:
    """Hearings and what happened at them."""

    @answers(api.schedule_hearing)
    def schedule_hearing(self, call: Call) -> Answer:
        """Schedule a hearing."""
        hearing_id = scheduling.schedule_hearing(call.session, call.actor, call.body)
        return _read(call, hearing_id, status=201)

    @answers(api.list_hearings)
    def list_hearings(self, call: Call) -> Answer:
        """List hearings."""
        return hearing_queries.list_hearings(call.session, call.actor, call.query)

    @answers(api.read_hearing)
    def read_hearing(self, call: Call) -> Answer:
        """Read a hearing."""
        return hearing_queries.read_hearing(call.session, call.actor, call.path["hearing_id"])

    @answers(api.move_hearing)
    def move_hearing(self, call: Call) -> Answer:
        """Move a hearing."""
        moving.move_hearing(call.session, call.actor, call.path["hearing_id"], call.body, call.if_match)
        return _read(call, call.path["hearing_id"])

    @answers(api.vacate_hearing)
    def vacate_hearing(self, call: Call) -> Answer:
        """Vacate a hearing."""
        hearing_id, given = call.path["hearing_id"], call.body
        vacating.vacate_hearing(
            call.session, call.actor, hearing_id, given["reason"], call.if_match, asked_by=given["asked_by"]
        )
        return _read(call, hearing_id)

    @answers(api.confirm_hearing)
    def confirm_hearing(self, call: Call) -> Answer:
        """Let a hearing stand whose time was only held."""
        holding.confirm_hearing(call.session, call.actor, call.path["hearing_id"], call.if_match)
        return _read(call, call.path["hearing_id"])

    @answers(api.extend_hearing)
    def extend_hearing(self, call: Call) -> Answer:
        """Let a hearing take longer."""
        extending.extend_hearing(call.session, call.actor, call.path["hearing_id"], call.body, call.if_match)
        return _read(call, call.path["hearing_id"])

    @answers(api.split_hearing)
    def split_hearing(self, call: Call) -> Answer:
        """Let joined cases have a hearing of their own."""
        own_id = joining.split_hearing(call.session, call.actor, call.path["hearing_id"], call.body, call.if_match)
        return _read(call, own_id, status=201)

    @answers(api.merge_hearings)
    def merge_hearings(self, call: Call) -> Answer:
        """Hear another hearing's cases at this one."""
        joining.merge_hearings(call.session, call.actor, call.path["hearing_id"], call.body, call.if_match)
        return _read(call, call.path["hearing_id"])

    @answers(api.list_hearing_changes)
    def list_hearing_changes(self, call: Call) -> Answer:
        """List a hearing's changes."""
        return hearing_lives.list_hearing_changes(call.session, call.actor, call.path["hearing_id"], call.query)

    @answers(api.record_outcome)
    def record_outcome(self, call: Call) -> Answer:
        """Record what happened at a hearing."""
        outcomes.record_outcome(call.session, call.actor, call.path["hearing_id"], call.body, call.if_match)
        return _read(call, call.path["hearing_id"])

    @answers(api.record_proceedings)
    def record_proceedings(self, call: Call) -> Answer:
        """Record a hearing's proceedings."""
        hearing_id = call.path["hearing_id"]
        proceedings.record_proceedings(call.session, call.actor, hearing_id, call.body, call.if_match)
        return proceedings_queries.read_proceedings(call.session, call.actor, hearing_id)

    @answers(api.read_proceedings)
    def read_proceedings(self, call: Call) -> Answer:
        """Read a hearing's proceedings."""
        return proceedings_queries.read_proceedings(call.session, call.actor, call.path["hearing_id"])

    @hears(CaseTransferred)
    def when_case_transferred(self, session: Session, heard: Heard[CaseTransferred]) -> None:
        """Keep the case's new court, and mark its hearings before the former one."""
        told = heard.event
        refixing.follow_transfer(
            session, case_id=told.case_id, from_court_id=told.from_court_id, court_id=told.court_id,
            district=told.district,
        )  # fmt: skip

    @every(seconds=30)
    def lapse_holds(self, session: Session) -> None:
        """Let go the provisional hearings whose time has come."""
        holding.lapse_holds(session, refixing.ITSELF)


def _read(call: Call, hearing_id: uuid.UUID, *, status: int = 200) -> Answer:
    """Answer a hearing that was just booked or changed, with what speaks against it."""
    warnings = take_warnings(call.session)
    return hearing_queries.read_hearing(call.session, call.actor, hearing_id, status=status, warnings=warnings)
