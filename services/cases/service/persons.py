"""The people of a file, who investigates it, and who may not prosecute it."""

from __future__ import annotations

from services.cases import api
from services.cases.queries import persons as queries
from services.cases.usecases import conflicts, persons
from services.common.answering import Call
from services.common.answers import Answer
from services.common.bus import answers


class PersonsAnswers:
    """The people of a file, who investigates it, and who may not prosecute it."""

    @answers(api.add_person)
    def add_person(self, call: Call) -> Answer:
        """Enter a person of the file."""
        person = persons.add_person(call.session, call.actor, call.path["case_id"], call.body)
        return queries.answer_kept(call.session, person, status=201)

    @answers(api.list_persons)
    def list_persons(self, call: Call) -> Answer:
        """List the people of a file."""
        return queries.list_persons(call.session, call.database, call.actor, call.path["case_id"], call.query)

    @answers(api.read_person)
    def read_person(self, call: Call) -> Answer:
        """Read a person of the file."""
        case_id, person_id = call.path["case_id"], call.path["person_id"]
        return queries.read_person(call.session, call.database, call.actor, case_id, person_id)

    @answers(api.change_person)
    def change_person(self, call: Call) -> Answer:
        """Correct a person of the file."""
        case_id, person_id = call.path["case_id"], call.path["person_id"]
        person = persons.change_person(call.session, call.actor, case_id, person_id, call.body, call.if_match)
        return queries.answer_kept(call.session, person, status=200)

    @answers(api.read_investigation)
    def read_investigation(self, call: Call) -> Answer:
        """Read who investigates."""
        return queries.read_investigation(call.session, call.database, call.actor, call.path["case_id"])

    @answers(api.recuse_prosecutor)
    def recuse_prosecutor(self, call: Call) -> Answer:
        """Declare that a prosecutor may not prosecute a case."""
        case_id = call.path["case_id"]
        recusal_id = conflicts.recuse_prosecutor(call.session, call.actor, case_id, call.body)
        return queries.read_recusal(call.session, case_id, recusal_id, status=201)

    @answers(api.list_recusals)
    def list_recusals(self, call: Call) -> Answer:
        """List who may not prosecute a case."""
        return queries.list_recusals(call.session, call.database, call.actor, call.path["case_id"], call.query)

    @answers(api.list_own_recusals)
    def list_own_recusals(self, call: Call) -> Answer:
        """List the cases that one is recused from oneself."""
        return queries.list_own_recusals(call.session, call.actor)

    @answers(api.withdraw_recusal)
    def withdraw_recusal(self, call: Call) -> Answer:
        """Take a recusal back."""
        case_id, recusal_id = call.path["case_id"], call.path["recusal_id"]
        conflicts.withdraw_recusal(call.session, call.actor, case_id, recusal_id, call.body["reason"])
        return queries.read_recusal(call.session, case_id, recusal_id, status=200)
