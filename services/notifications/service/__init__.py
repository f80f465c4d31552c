"""What notifications answers, hears and does by the clock."""

from __future__ import annotations

from dataclasses import asdict
from uuid import UUID

from sqlalchemy.orm import Session

from services.cases import api as cases
from services.cases.events import CaseDecided, ProsecutorAssigned, ProsecutorReleased, ReportReturned
from services.common.answering import Call
from services.common.answers import Answer, answer_json, no_content
from services.common.bus import Service, answers, every, hears
from services.common.events import Heard
from services.learning.events import CertificateIssued
from services.notifications import api, queries
from services.notifications.rules.previewing import make_up, preview
from services.notifications.service.work import WorkListening
from services.notifications.usecases import (
    case_events,
    case_recipients,
    clearings,
    expiring,
    hearings,
    inbox,
    receipts,
    recipients,
    reminding,
    settling,
    templates,
)
from services.scheduling.events import (
    HearingAdjourned,
    HearingCasesChanged,
    HearingHeld,
    HearingMoved,
    HearingScheduled,
    HearingsCleared,
    HearingVacated,
)


def require_case(call: Call) -> UUID:
    """Give the case's id when the cases service lets this person see it; pass its refusal on otherwise."""
    case_id: UUID = call.path["case_id"]
    call.caller.call(cases.read_case_reference, path={"case_id": case_id}, on_behalf_of=call.actor_token)
    return case_id


class NotificationsService(WorkListening, Service):
    """Tells people what concerns them: in the system, by e-mail, by short message."""

    name = "notifications"

    @answers(api.read_my_preferences)
    def read_my_preferences(self, call: Call) -> Answer:
        """Answer what one chose for oneself."""
        return queries.read_preferences(call.session, call.actor)

    @answers(api.set_my_preferences)
    def set_my_preferences(self, call: Call) -> Answer:
        """Choose for oneself."""
        recipients.set_preferences(call.session, call.actor, inbox.read_account(call.actor), call.body)
        return queries.read_preferences(call.session, call.actor)

    @answers(api.register_recipient)
    def register_recipient(self, call: Call) -> Answer:
        """Register somebody to tell things to."""
        recipient_id = recipients.register_recipient(call.session, call.actor, call.body)
        location = f"/api/recipients/{recipient_id}"
        return queries.read_recipient(call.session, call.actor, recipient_id, status=201, location=location)

    @answers(api.list_recipients)
    def list_recipients(self, call: Call) -> Answer:
        """List recipients."""
        return queries.list_recipients(call.session, call.actor, call.query)

    @answers(api.read_recipient)
    def read_recipient(self, call: Call) -> Answer:
        """Read a recipient."""
        return queries.read_recipient(call.session, call.actor, call.path["recipient_id"])

    @answers(api.change_recipient)
    def change_recipient(self, call: Call) -> Answer:
        """Change a recipient."""
        recipient_id = call.path["recipient_id"]
        recipients.change_recipient(call.session, call.actor, recipient_id, call.body, call.if_match)
        call.session.flush()
        return queries.read_recipient(call.session, call.actor, recipient_id)

    @answers(api.list_case_recipients)
    def list_case_recipients(self, call: Call) -> Answer:
        """List who is told about a case."""
        return queries.list_case_recipients(call.session, require_case(call), call.query)

    @answers(api.link_case_recipient, transaction=False)
    def link_case_recipient(self, call: Call) -> Answer:
        """Let somebody be told about a case."""
        case_id, recipient_id = require_case(call), call.path["recipient_id"]
        with call.database.transaction() as session:
            case_recipients.link_recipient(session, call.actor, case_id, recipient_id, call.body["capacity"])
        return queries.read_case_recipient(call.session, case_id, recipient_id)

    @answers(api.unlink_case_recipient, transaction=False)
    def unlink_case_recipient(self, call: Call) -> Answer:
        """Tell somebody no more about a case."""
        case_id = require_case(call)
        with call.database.transaction() as session:
            case_recipients.unlink_recipient(session, call.actor, case_id, call.path["recipient_id"])
        return no_content()

    @answers(api.list_case_reminders)
    def list_case_reminders(self, call: Call) -> Answer:
        """List the reminders of a case's hearings."""
        return queries.list_case_reminders(call.session, require_case(call), call.query)

    @answers(api.list_templates)
    def list_templates(self, call: Call) -> Answer:
        """List the texts."""
        return queries.list_templates(call.session, call.query)

    @answers(api.read_template)
    def read_template(self, call: Call) -> Answer:
        """Read a text."""
        return queries.read_template(call.session, call.path["template_id"])

    @answers(api.add_template)
    def add_template(self, call: Call) -> Answer:
        """Add a version of a text."""
        template_id = templates.add_template(call.session, call.actor, call.body)
        return queries.read_template(call.session, template_id, status=201, location=f"/api/templates/{template_id}")

    @answers(api.preview_template)
    def preview_template(self, call: Call) -> Answer:
        """Show a text with made-up facts."""
        shown = asdict(preview(**call.body))
        offered = make_up(call.body["code"], call.body["language"])
        words = [{"word": word, "sample": str(sample)} for word, sample in offered.items()]
        return answer_json({**shown, "words": words})

    @answers(api.list_messages)
    def list_messages(self, call: Call) -> Answer:
        """List messages."""
        return queries.list_messages(call.session, call.actor, call.query)

    @answers(api.read_message)
    def read_message(self, call: Call) -> Answer:
        """Read a message."""
        return queries.read_message(call.session, call.actor, call.path["message_id"])

    @answers(api.cancel_message)
    def cancel_message(self, call: Call) -> Answer:
        """Keep a message that waits from being sent."""
        message_id = call.path["message_id"]
        settling.cancel_message(call.session, call.actor, message_id, call.body["reason"], call.if_match)
        call.session.flush()
        return queries.read_message(call.session, call.actor, message_id)

    @answers(api.settle_message)
    def settle_message(self, call: Call) -> Answer:
        """Say what became of a message in doubt."""
        message_id = call.path["message_id"]
        settling.settle_message(call.session, call.actor, message_id, **call.body, if_match=call.if_match)
        call.session.flush()
        return queries.read_message(call.session, call.actor, message_id)

    @answers(api.list_inbox)
    def list_inbox(self, call: Call) -> Answer:
        """List one's own messages."""
        return queries.list_inbox(call.session, call.actor, call.query)

    @answers(api.count_unread)
    def count_unread(self, call: Call) -> Answer:
        """Count one's unread messages."""
        return queries.count_unread(call.session, call.actor)

    @answers(api.mark_inbox_read)
    def mark_inbox_read(self, call: Call) -> Answer:
        """Mark one of one's own messages as read."""
        notice_id = call.path["notice_id"]
        inbox.mark_read(call.session, call.actor, notice_id)
        call.session.flush()
        return queries.read_notice(call.session, call.actor, notice_id)

    @hears(HearingScheduled)
    def when_hearing_scheduled(self, session: Session, heard: Heard[HearingScheduled]) -> None:
        """Tell of a new hearing."""
        hearings.hear_scheduled(session, heard)

    @hears(HearingMoved)
    def when_hearing_moved(self, session: Session, heard: Heard[HearingMoved]) -> None:
        """Tell of a hearing's new time."""
        hearings.hear_moved(session, heard)

    @hears(HearingCasesChanged)
    def when_hearing_cases_changed(self, session: Session, heard: Heard[HearingCasesChanged]) -> None:
        """Tell those of the cases that were joined to a hearing."""
        hearings.hear_cases_changed(session, heard)

    @hears(HearingVacated)
    def when_hearing_vacated(self, session: Session, heard: Heard[HearingVacated]) -> None:
        """Tell that a hearing will not take place."""
        hearings.hear_vacated(session, heard)

    @hears(HearingsCleared)
    def when_hearings_cleared(self, session: Session, heard: Heard[HearingsCleared]) -> None:
        """Tell each person once of many hearings changed in one step."""
        clearings.hear_cleared(session, heard)

    @hears(HearingAdjourned)
    def when_hearing_adjourned(self, session: Session, heard: Heard[HearingAdjourned]) -> None:
        """Tell the next date."""
        hearings.hear_adjourned(session, heard)

    @hears(HearingHeld)
    def when_hearing_held(self, session: Session, heard: Heard[HearingHeld]) -> None:
        """Remind nobody of it any more."""
        hearings.hear_held(session, heard)

    @hears(ProsecutorAssigned)
    def when_prosecutor_assigned(self, session: Session, heard: Heard[ProsecutorAssigned]) -> None:
        """Tell a prosecutor of a new case."""
        case_events.hear_assigned(session, heard)

    @hears(ProsecutorReleased)
    def when_prosecutor_released(self, session: Session, heard: Heard[ProsecutorReleased]) -> None:
        """Tell a prosecutor that a case is no longer theirs."""
        case_events.hear_released(session, heard)

    @hears(ReportReturned)
    def when_report_returned(self, session: Session, heard: Heard[ReportReturned]) -> None:
        """Tell what is asked of the police, and by when."""
        case_events.hear_report_returned(session, heard)

    @hears(CaseDecided)
    def when_case_decided(self, session: Session, heard: Heard[CaseDecided]) -> None:
        """Tell that a case is decided."""
        case_events.hear_decided(session, heard)

    @hears(CertificateIssued)
    def when_certificate_issued(self, session: Session, heard: Heard[CertificateIssued]) -> None:
        """Tell a learner of the certificate."""
        case_events.hear_certificate(session, heard)

    @every(seconds=30)
    def send_due_reminders(self, session: Session) -> None:
        """Write the messages of the reminders that are due."""
        reminding.remind(session)

    @every(seconds=60)
    def expire_messages(self, session: Session) -> None:
        """End what nobody could be told in time."""
        expiring.expire(session)

    @every(seconds=60)
    def match_receipts(self, session: Session) -> None:
        """Try again the receipts that fitted no message."""
        receipts.match_waiting(session)
