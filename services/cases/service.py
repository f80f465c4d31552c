"""Cases' entrypoints: what it answers, what it hears, what it does by the clock."""

from __future__ import annotations

from sqlalchemy.orm import Session

from services.cases import api
from services.cases.queries import cases, history, imports, law, performance
from services.cases.usecases import (
    documents,
    filing,
    hearings,
    holidays,
    importing,
    linking,
    people,
    registration,
    results,
    scrutiny,
    sealing,
    team,
    timing,
)
from services.common.answering import Call
from services.common.answers import Answer
from services.common.bus import Service, answers, every, hears
from services.common.events import Heard
from services.documents.events import DocumentConfirmed
from services.scheduling.api import read_court
from services.scheduling.events import (
    HearingAdjourned,
    HearingHeld,
    HearingMoved,
    HearingScheduled,
    HearingVacated,
    HolidaysDeclared,
    HolidaysWithdrawn,
)


class CasesService(Service):
    """FIRs and cases, the accused, scrutiny, clocks, results and the performance report."""

    name = "cases"

    @answers(api.register_case)
    def register_case(self, call: Call) -> Answer:
        """Register a FIR."""
        case_id = registration.register_case(call.session, call.actor, call.body)
        return cases.read_case(call.session, call.actor, case_id, status=201, location=f"/api/cases/{case_id}")

    @answers(api.list_cases)
    def list_cases(self, call: Call) -> Answer:
        """List cases."""
        return cases.list_cases(call.session, call.actor, call.query)

    @answers(api.read_case)
    def read_case(self, call: Call) -> Answer:
        """Read a case."""
        return cases.read_case_traced(call.session, call.database, call.actor, call.path["case_id"])

    @answers(api.read_case_reference)
    def read_case_reference(self, call: Call) -> Answer:
        """Read what identifies a case."""
        return cases.read_case_reference(call.session, call.actor, call.path["case_id"])

    @answers(api.list_case_history)
    def list_case_history(self, call: Call) -> Answer:
        """List a case's steps."""
        return history.list_history_traced(call.session, call.database, call.actor, call.path["case_id"], call.query)

    @answers(api.change_case)
    def change_case(self, call: Call) -> Answer:
        """Correct a case."""
        registration.change_case(call.session, call.actor, call.path["case_id"], call.body, call.if_match)
        return cases.read_case(call.session, call.actor, call.path["case_id"])

    @answers(api.add_accused)
    def add_accused(self, call: Call) -> Answer:
        """Add an accused found later."""
        case_id = call.path["case_id"]
        registration.add_accused(call.session, call.actor, case_id, call.body, if_match=call.if_match)
        return cases.read_case(call.session, call.actor, case_id, status=201)

    @answers(api.seal_case)
    def seal_case(self, call: Call) -> Answer:
        """Seal a case, or open it again."""
        case_id = call.path["case_id"]
        sealing.seal_case(call.session, call.actor, case_id, call.body, if_match=call.if_match)
        return cases.read_case(call.session, call.actor, case_id, status=200)

    @answers(api.link_case)
    def link_case(self, call: Call) -> Answer:
        """Link a case with another."""
        case_id = call.path["case_id"]
        linking.link_case(call.session, call.actor, case_id, call.body, if_match=call.if_match)
        return cases.read_case(call.session, call.actor, case_id, status=201)

    @answers(api.assign_prosecutor)
    def assign_prosecutor(self, call: Call) -> Answer:
        """Put a prosecutor on the team."""
        case_id = call.path["case_id"]
        team.assign_prosecutor(call.session, call.actor, case_id, call.body, if_match=call.if_match)
        return cases.read_case(call.session, call.actor, case_id, status=201)

    @answers(api.release_prosecutor)
    def release_prosecutor(self, call: Call) -> Answer:
        """Release a prosecutor from the team."""
        case_id = call.path["case_id"]
        team.release_prosecutor(call.session, call.actor, case_id, call.path["assignment_id"], call.body, call.if_match)
        return cases.read_case(call.session, call.actor, case_id, status=200)

    @answers(api.change_custody)
    def change_custody(self, call: Call) -> Answer:
        """Record a change of an accused's custody."""
        case_id = call.path["case_id"]
        people.change_custody(call.session, call.actor, case_id, call.path["accused_id"], call.body, call.if_match)
        return cases.read_case(call.session, call.actor, case_id, status=201)

    @answers(api.set_charges)
    def set_charges(self, call: Call) -> Answer:
        """Set the charges against an accused."""
        case_id = call.path["case_id"]
        people.set_charges(call.session, call.actor, case_id, call.path["accused_id"], call.body, call.if_match)
        return cases.read_case(call.session, call.actor, case_id, status=200)

    @answers(api.record_result)
    def record_result(self, call: Call) -> Answer:
        """Record the court's result for an accused."""
        case_id = call.path["case_id"]
        results.record_result(call.session, call.actor, case_id, call.path["accused_id"], call.body, call.if_match)
        return cases.read_case(call.session, call.actor, case_id, status=201)

    @answers(api.decide_case)
    def decide_case(self, call: Call) -> Answer:
        """Close a case whose accused all have results."""
        case_id = call.path["case_id"]
        results.decide_case(call.session, call.actor, case_id, call.body, if_match=call.if_match)
        return cases.read_case(call.session, call.actor, case_id, status=200)

    @answers(api.receive_report)
    def receive_report(self, call: Call) -> Answer:
        """Receive a police report."""
        case_id = call.path["case_id"]
        scrutiny.receive_report(call.session, call.actor, case_id, call.body, if_match=call.if_match)
        return cases.read_case(call.session, call.actor, case_id, status=201)

    @answers(api.return_report)
    def return_report(self, call: Call) -> Answer:
        """Return a defective report."""
        case_id = call.path["case_id"]
        scrutiny.return_report(call.session, call.actor, case_id, call.path["report_id"], call.body, call.if_match)
        return cases.read_case(call.session, call.actor, case_id, status=200)

    @answers(api.give_opinion)
    def give_opinion(self, call: Call) -> Answer:
        """Give an opinion on an accused."""
        case_id = call.path["case_id"]
        scrutiny.give_opinion(
            call.session, call.actor, case_id, call.path["report_id"], call.body, if_match=call.if_match
        )
        return cases.read_case(call.session, call.actor, case_id, status=201)

    @answers(api.file_case, transaction=False)
    def file_case(self, call: Call) -> Answer:
        """File the report in court, once scheduling has said that there is such a court."""
        case_id = call.path["case_id"]
        call.caller.call(read_court, path={"court_id": call.body["court_id"]}, on_behalf_of=call.actor_token)

        def file(session: Session) -> Answer:
            filing.file_case(session, call.actor, case_id, call.body, if_match=call.if_match)
            return cases.read_case(session, call.actor, case_id)

        return call.once(file)

    @answers(api.import_register)
    def import_register(self, call: Call) -> Answer:
        """Send in a police station's register."""
        import_id = importing.take_in_register(call.session, call.actor, call.body)
        return imports.read_import(call.session, call.actor, import_id, status=202)

    @answers(api.list_imports)
    def list_imports(self, call: Call) -> Answer:
        """List the registers that were sent in."""
        return imports.list_imports(call.session, call.actor, call.query)

    @answers(api.read_import)
    def read_import(self, call: Call) -> Answer:
        """Read where an import stands."""
        return imports.read_import(call.session, call.actor, call.path["import_id"])

    @answers(api.list_import_errors)
    def list_import_errors(self, call: Call) -> Answer:
        """List what is wrong with a file."""
        return imports.list_faults(call.session, call.actor, call.path["import_id"], call.query)

    @answers(api.read_performance)
    def read_performance(self, call: Call) -> Answer:
        """Read the performance report."""
        return performance.read_performance(call.session, call.actor, call.query)

    @answers(api.list_acts)
    def list_acts(self, call: Call) -> Answer:
        """List the acts."""
        return law.list_acts(call.session, call.query)

    @answers(api.list_districts)
    def list_districts(self, call: Call) -> Answer:
        """List the districts."""
        return law.list_districts(call.session, call.query)

    @answers(api.list_defect_codes)
    def list_defect_codes(self, call: Call) -> Answer:
        """List what a report may be returned for."""
        return law.list_defect_codes(call.session, call.query)

    @answers(api.list_clock_rules)
    def list_clock_rules(self, call: Call) -> Answer:
        """List the statutory periods."""
        return law.list_clock_rules(call.session, call.query)

    @hears(HearingScheduled)
    def when_hearing_scheduled(self, session: Session, heard: Heard[HearingScheduled]) -> None:
        """Keep when a case is heard next."""
        told = heard.event
        hearings.keep_hearing(
            session, hearing_id=told.hearing_id, case_id=told.case_id, court_id=told.court_id,
            starts_at=told.starts_at, heard_at=heard.occurred_at, joined_case_ids=told.joined_case_ids,
        )  # fmt: skip

    @hears(HearingMoved)
    def when_hearing_moved(self, session: Session, heard: Heard[HearingMoved]) -> None:
        """Keep a hearing's new time."""
        told = heard.event
        hearings.keep_hearing(
            session, hearing_id=told.hearing_id, case_id=told.case_id, court_id=told.court_id,
            starts_at=told.starts_at, heard_at=heard.occurred_at,
        )  # fmt: skip

    @hears(HearingVacated)
    def when_hearing_vacated(self, session: Session, heard: Heard[HearingVacated]) -> None:
        """Keep that a hearing will not take place."""
        _end_hearing(session, heard)

    @hears(HearingAdjourned)
    def when_hearing_adjourned(self, session: Session, heard: Heard[HearingAdjourned]) -> None:
        """Keep that a hearing was put off, and to when."""
        _end_hearing(session, heard)
        told = heard.event
        if told.next_hearing_id is not None and told.next_starts_at is not None:
            hearings.keep_hearing(
                session, hearing_id=told.next_hearing_id, case_id=told.case_id, court_id=told.court_id,
                starts_at=told.next_starts_at, heard_at=heard.occurred_at,
            )  # fmt: skip

    @hears(HearingHeld)
    def when_hearing_held(self, session: Session, heard: Heard[HearingHeld]) -> None:
        """Keep that a hearing took place."""
        _end_hearing(session, heard)

    @hears(HolidaysDeclared)
    def when_holidays_declared(self, session: Session, heard: Heard[HolidaysDeclared]) -> None:
        """Count working days anew."""
        holidays.keep_holidays(session, heard.event.days, heard.event.scope)

    @hears(HolidaysWithdrawn)
    def when_holidays_withdrawn(self, session: Session, heard: Heard[HolidaysWithdrawn]) -> None:
        """Count working days anew."""
        holidays.drop_holidays(session, heard.event.days, heard.event.scope)

    @hears(DocumentConfirmed)
    def when_document_confirmed(self, session: Session, heard: Heard[DocumentConfirmed]) -> None:
        """Keep a case's document."""
        told = heard.event
        if told.case_id is not None:
            documents.keep_document(
                session, document_id=told.document_id, case_id=told.case_id, kind=told.kind, version=told.version,
                sha256=told.sha256,
            )  # fmt: skip

    @every(seconds=60)
    def miss_clocks(self, session: Session) -> None:
        """Mark the statutory periods that have passed."""
        timing.miss_clocks(session)


def _end_hearing(session: Session, heard: Heard[HearingVacated] | Heard[HearingAdjourned] | Heard[HearingHeld]) -> None:
    told = heard.event
    hearings.end_hearing(
        session, hearing_id=told.hearing_id, case_id=told.case_id, court_id=told.court_id, heard_at=heard.occurred_at
    )
