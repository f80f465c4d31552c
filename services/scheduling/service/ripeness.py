"""How ripe hearings are, the process by which people are called to them, and what of cases this rests on."""

from __future__ import annotations

from sqlalchemy.orm import Session

from services.cases.events import (
    CustodyChanged,
    FactNoted,
    LaboratoryAsked,
    LaboratoryReported,
    PersonAdded,
    ResultRecorded,
)
from services.common.answering import Call
from services.common.answers import Answer
from services.common.bus import answers, hears
from services.common.events import Heard
from services.scheduling import api
from services.scheduling.queries import ripeness as ripeness_queries
from services.scheduling.usecases import ripeness


class RipenessAnswers:
    """How ripe hearings are, the process by which people are called to them, and what of cases this rests on."""

    @answers(api.read_ripeness)
    def read_ripeness(self, call: Call) -> Answer:
        """Read how ripe a hearing is."""
        return ripeness_queries.read_ripeness(call.session, call.actor, call.path["hearing_id"])

    @answers(api.list_ripeness)
    def list_ripeness(self, call: Call) -> Answer:
        """Read how ripe the hearings of a court's day are."""
        return ripeness_queries.list_ripeness(call.session, call.actor, call.path["court_id"], call.path["day"])

    @answers(api.record_process)
    def record_process(self, call: Call) -> Answer:
        """Record process for a hearing."""
        ripeness.record_process(call.session, call.actor, call.path["hearing_id"], call.body)
        return ripeness_queries.read_ripeness(call.session, call.actor, call.path["hearing_id"], status=201)

    @answers(api.list_processes)
    def list_processes(self, call: Call) -> Answer:
        """List the process of a hearing."""
        return ripeness_queries.list_processes(call.session, call.actor, call.path["hearing_id"])

    @hears(CustodyChanged)
    def when_custody_changed(self, session: Session, heard: Heard[CustodyChanged]) -> None:
        """Keep an accused's custody."""
        ripeness.learn_custody(session, heard)

    @hears(ResultRecorded)
    def when_result_recorded(self, session: Session, heard: Heard[ResultRecorded]) -> None:
        """Keep that an accused's trial is over."""
        ripeness.learn_result(session, heard)

    @hears(PersonAdded)
    def when_person_added(self, session: Session, heard: Heard[PersonAdded]) -> None:
        """Keep that a person belongs to a case."""
        ripeness.learn_person(session, heard)

    @hears(LaboratoryAsked)
    def when_laboratory_asked(self, session: Session, heard: Heard[LaboratoryAsked]) -> None:
        """Keep that a laboratory was asked."""
        ripeness.learn_laboratory(session, heard)

    @hears(LaboratoryReported)
    def when_laboratory_reported(self, session: Session, heard: Heard[LaboratoryReported]) -> None:
        """Keep that a laboratory has reported."""
        ripeness.learn_laboratory(session, heard)

    @hears(FactNoted)
    def when_fact_noted(self, session: Session, heard: Heard[FactNoted]) -> None:
        """Keep when the copies were supplied."""
        ripeness.learn_fact(session, heard)
