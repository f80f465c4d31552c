"""Prosecutors' time: postings, qualifications, working patterns, duties, dates to avoid, the way between seats."""

from __future__ import annotations

from sqlalchemy.orm import Session

from services.cases.events import ProsecutorRecused, RecusalWithdrawn
from services.common.answering import Call
from services.common.answers import Answer, no_content
from services.common.bus import answers, every, hears
from services.common.events import Heard
from services.scheduling import api
from services.scheduling.queries import people
from services.scheduling.usecases import duties, known_cases, marking, postings, working_time
from services.scheduling.usecases.refixing import ITSELF


class PeopleAnswers:
    """Prosecutors' time, and the cases they may not stand in."""

    @answers(api.post_prosecutor)
    def post_prosecutor(self, call: Call) -> Answer:
        """Post a prosecutor from a day on."""
        person = call.path["prosecutor_id"]
        posting_id = postings.post_prosecutor(call.session, call.actor, person, call.body, call.if_match)
        left_behind = postings.find_hearings_left_behind(call.session, person, call.body)
        return people.read_posting(call.session, posting_id, left_behind)

    @answers(api.list_postings)
    def list_postings(self, call: Call) -> Answer:
        """List a prosecutor's postings."""
        return people.list_postings(call.session, call.path["prosecutor_id"])

    @answers(api.qualify_prosecutor)
    def qualify_prosecutor(self, call: Call) -> Answer:
        """Record what a prosecutor is qualified for."""
        made = postings.qualify_prosecutor(call.session, call.actor, call.path["prosecutor_id"], call.body)
        return people.read_qualification(call.session, made, status=201)

    @answers(api.end_qualification)
    def end_qualification(self, call: Call) -> Answer:
        """Let a qualification end with a day."""
        person, qualification = call.path["prosecutor_id"], call.path["qualification_id"]
        postings.end_qualification(call.session, call.actor, person, qualification, call.body)
        return people.read_qualification(call.session, qualification)

    @answers(api.list_qualifications)
    def list_qualifications(self, call: Call) -> Answer:
        """List what a prosecutor is qualified for."""
        return people.list_qualifications(call.session, call.path["prosecutor_id"])

    @answers(api.set_working_pattern)
    def set_working_pattern(self, call: Call) -> Answer:
        """Record a prosecutor's working week."""
        made = working_time.set_working_pattern(call.session, call.actor, call.path["prosecutor_id"], call.body)
        return people.read_working_pattern(call.session, made)

    @answers(api.list_working_patterns)
    def list_working_patterns(self, call: Call) -> Answer:
        """List a prosecutor's working weeks."""
        return people.list_working_patterns(call.session, call.path["prosecutor_id"])

    @answers(api.read_availability)
    def read_availability(self, call: Call) -> Answer:
        """Tell when and for what a prosecutor can stand."""
        return people.show_availability(call.session, call.actor, call.path["prosecutor_id"], call.query)

    @answers(api.assign_duties)
    def assign_duties(self, call: Call) -> Answer:
        """Enter turns on the duty roster."""
        made = duties.assign_duties(call.session, call.actor, call.body)
        return people.read_duties(call.session, made, duties.find_hearings_beside(call.session, made))

    @answers(api.list_duties)
    def list_duties(self, call: Call) -> Answer:
        """List the duty roster."""
        return people.list_duties(call.session, call.query)

    @answers(api.withdraw_duty)
    def withdraw_duty(self, call: Call) -> Answer:
        """Take a turn of duty back."""
        duties.withdraw_duty(call.session, call.actor, call.path["duty_id"])
        return no_content()

    @answers(api.avoid_dates)
    def avoid_dates(self, call: Call) -> Answer:
        """Name days on which one would rather not be booked."""
        return people.read_dates_to_avoid(call.session, working_time.avoid_dates(call.session, call.actor, call.body))

    @answers(api.list_dates_to_avoid)
    def list_dates_to_avoid(self, call: Call) -> Answer:
        """List dates to avoid."""
        return people.list_dates_to_avoid(call.session, call.actor, call.query)

    @answers(api.withdraw_dates_to_avoid)
    def withdraw_dates_to_avoid(self, call: Call) -> Answer:
        """Take dates to avoid back."""
        working_time.withdraw_dates(call.session, call.actor, call.path["dates_id"])
        return no_content()

    @answers(api.set_travel_time)
    def set_travel_time(self, call: Call) -> Answer:
        """Record how far two seats are apart."""
        return people.read_travel_time(call.session, working_time.set_travel_time(call.session, call.actor, call.body))

    @answers(api.list_travel_times)
    def list_travel_times(self, call: Call) -> Answer:
        """List how far seats are apart."""
        return people.list_travel_times(call.session, call.query)

    @every(seconds=3600)
    def take_up_postings(self, session: Session) -> None:
        """Let the roster show the postings that hold today."""
        postings.take_up_postings(session)

    @hears(ProsecutorRecused)
    def when_prosecutor_recused(self, session: Session, heard: Heard[ProsecutorRecused]) -> None:
        """Keep that he may not stand in the case, and mark its hearings in which he does."""
        case_id, person = heard.event.case_id, heard.event.prosecutor_id
        if known_cases.learn_recusal(session, case_id, person, is_recused=True, at=heard.occurred_at):
            marking.mark_recused(session, ITSELF, case_id, person)

    @hears(RecusalWithdrawn)
    def when_recusal_withdrawn(self, session: Session, heard: Heard[RecusalWithdrawn]) -> None:
        """Keep that he may stand in the case again."""
        case_id, person = heard.event.case_id, heard.event.prosecutor_id
        if known_cases.learn_recusal(session, case_id, person, is_recused=False, at=heard.occurred_at):
            marking.unmark_recused(session, ITSELF, case_id, person)
