"""Cases' entrypoints: what it answers, by chapter; what it hears; what it does by the clock."""

from __future__ import annotations

from sqlalchemy.orm import Session

from services.cases.clients.vault import open_vault
from services.cases.events import ClockMissed
from services.cases.service.absconding import AbscondingAnswers
from services.cases.service.appeals import AppealAnswers
from services.cases.service.clocks import ClockAnswers
from services.cases.service.entities import EntityAnswers
from services.cases.service.exhibits import ExhibitAnswers
from services.cases.service.exports import ExportAnswers
from services.cases.service.files import FileAnswers
from services.cases.service.financing import FinancingAnswers
from services.cases.service.handing_over import HandingOverAnswers
from services.cases.service.law import LawAnswers
from services.cases.service.numbers import NumberAnswers
from services.cases.service.people import PeopleAnswers
from services.cases.service.persons import PersonsAnswers
from services.cases.service.procedure import ProcedureAnswers
from services.cases.service.registers import RegisterAnswers
from services.cases.service.reports import ReportAnswers
from services.cases.service.scrutinising import ScrutinisingAnswers
from services.cases.service.scrutiny import ScrutinyAnswers
from services.cases.service.searching import SearchAnswers
from services.cases.service.tasks import TaskAnswers
from services.cases.service.team import TeamAnswers
from services.cases.service.trial import TrialAnswers
from services.cases.service.vault import VaultAnswers
from services.cases.settings import require_vault_keys
from services.cases.usecases import (
    adjournments,
    court_tasks,
    documents,
    exporting,
    hearing_facts,
    hearing_records,
    hearings,
    holidays,
    leave_tasks,
    office_periods,
    tasks_telling,
    timing_ladder,
)
from services.cases.usecases.vault import reseal_identities
from services.common.bus import Service, every, hears
from services.common.events import Heard
from services.documents.events import DocumentConfirmed
from services.scheduling.events import (
    CourtAbolished,
    HearingAdjourned,
    HearingCasesChanged,
    HearingHeld,
    HearingMoved,
    HearingScheduled,
    HearingVacated,
    HolidaysDeclared,
    HolidaysWithdrawn,
    LeaveApproved,
    LeaveCancelled,
    ProceedingsRecorded,
)


class CasesService(
    FileAnswers,
    TeamAnswers,
    PeopleAnswers,
    ScrutinyAnswers,
    TrialAnswers,
    ScrutinisingAnswers,
    ProcedureAnswers,
    AppealAnswers,
    RegisterAnswers,
    ReportAnswers,
    LawAnswers,
    TaskAnswers,
    PersonsAnswers,
    HandingOverAnswers,
    VaultAnswers,
    EntityAnswers,
    ExhibitAnswers,
    ClockAnswers,
    SearchAnswers,
    NumberAnswers,
    ExportAnswers,
    AbscondingAnswers,
    FinancingAnswers,
    Service,
):
    """FIRs and cases, the accused, scrutiny, clocks, results and the performance report."""

    name = "cases"

    @classmethod
    def check_settings(cls) -> None:
        """Refuse to start without keys under which identities can be locked away and opened."""
        require_vault_keys()

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

    @hears(HearingCasesChanged)
    def when_hearing_cases_changed(self, session: Session, heard: Heard[HearingCasesChanged]) -> None:
        """Keep which cases are heard at a hearing."""
        told = heard.event
        hearings.change_cases(
            session, hearing_id=told.hearing_id, case_ids=[told.case_id, *told.joined_case_ids],
            removed_case_ids=told.removed_case_ids, court_id=told.court_id, starts_at=told.starts_at,
            heard_at=heard.occurred_at,
        )  # fmt: skip

    @hears(HearingVacated)
    def when_hearing_vacated(self, session: Session, heard: Heard[HearingVacated]) -> None:
        """Keep that a hearing will not take place."""
        _end_hearing(session, heard)

    @hears(HearingAdjourned)
    def when_hearing_adjourned(self, session: Session, heard: Heard[HearingAdjourned]) -> None:
        """Keep that a hearing was put off, why, and to when."""
        _end_hearing(session, heard)
        hearing_records.keep_outcome(session, heard)
        hearing_facts.follow_outcome(session, heard.event.hearing_id)
        adjournments.watch_adjournments(session, heard.event.hearing_id)
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
        hearing_records.keep_outcome(session, heard)
        hearing_facts.follow_outcome(session, heard.event.hearing_id)

    @hears(ProceedingsRecorded)
    def when_proceedings_recorded(self, session: Session, heard: Heard[ProceedingsRecorded]) -> None:
        """Keep how many witnesses were examined."""
        hearing_records.keep_proceedings(session, heard)

    @hears(LeaveApproved)
    def when_leave_approved(self, session: Session, heard: Heard[LeaveApproved]) -> None:
        """Ask for the handing over of the work of somebody who will be on leave."""
        leave_tasks.ask_for_handover(session, heard)

    @hears(LeaveCancelled)
    def when_leave_cancelled(self, session: Session, heard: Heard[LeaveCancelled]) -> None:
        """Ask for it no more."""
        leave_tasks.take_back_handover(session, heard)

    @hears(CourtAbolished)
    def when_court_abolished(self, session: Session, heard: Heard[CourtAbolished]) -> None:
        """Ask for the transfer of its cases."""
        court_tasks.ask_for_transfers(session, heard)

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

    @hears(ClockMissed)
    def when_clock_missed(self, session: Session, heard: Heard[ClockMissed]) -> None:
        """Make the task that a missed statutory period asks for."""
        tasks_telling.make_clock_task(session, heard.event.clock_id)

    @every(seconds=3600)
    def reseal_identities(self, session: Session) -> None:
        """Lock under the newest key of the vault what lies under an older one."""
        reseal_identities(session, open_vault())

    @every(seconds=3600)
    def forget_exports(self, session: Session) -> None:
        """Delete the files that nobody fetches any more."""
        exporting.forget_exports(session)

    @every(seconds=60)
    def tell_tasks(self, session: Session) -> None:
        """Tell of the tasks whose dates came, and end those whose step was taken."""
        tasks_telling.tell_tasks(session)
        tasks_telling.end_clock_tasks(session)

    @every(seconds=3600)
    def run_office_periods(self, session: Session) -> None:
        """Begin and tell the periods of no case."""
        office_periods.run_office_periods(session)

    @every(seconds=60)
    def miss_clocks(self, session: Session) -> None:
        """Mark the statutory periods that have passed."""
        timing_ladder.miss_clocks(session)

    @every(seconds=60)
    def elapse_clocks(self, session: Session) -> None:
        """End the rights and time bars that have passed."""
        timing_ladder.elapse_clocks(session)

    @every(seconds=60)
    def tell_clock_steps(self, session: Session) -> None:
        """Remind of statutory periods, and escalate those that were missed."""
        timing_ladder.tell_clock_steps(session)


def _end_hearing(session: Session, heard: Heard[HearingVacated] | Heard[HearingAdjourned] | Heard[HearingHeld]) -> None:
    told = heard.event
    hearings.end_hearing(
        session, hearing_id=told.hearing_id, case_id=told.case_id, court_id=told.court_id, heard_at=heard.occurred_at
    )
