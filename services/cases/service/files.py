"""The file of a case: registering, reading, correcting, sealing, linking."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from services.cases import api
from services.cases.queries import cases, history, stations
from services.cases.usecases import linking, registration, sealing
from services.common.answering import Call
from services.common.answers import Answer
from services.common.bus import answers


def _read_cases(session: Session, calls: Sequence[Call]) -> list[Answer | None]:
    return cases.read_cases(session, [(call.actor, call.path["case_id"]) for call in calls])


class FileAnswers:
    """The file of a case: registering, reading, correcting, sealing, linking."""

    @answers(api.register_case)
    def register_case(self, call: Call) -> Answer:
        """Register a FIR."""
        case_id = registration.register_case(call.session, call.actor, call.body)
        return cases.read_case(call.session, call.actor, case_id, status=201, location=f"/api/cases/{case_id}")

    @answers(api.list_cases)
    def list_cases(self, call: Call) -> Answer:
        """List cases."""
        return cases.list_cases_traced(call.session, call.database, call.actor, call.query)

    @answers(api.list_police_stations)
    def list_police_stations(self, call: Call) -> Answer:
        """List the police stations that a district's cases name."""
        return stations.list_police_stations(call.session, call.actor, call.query)

    @answers(api.read_case, together=_read_cases)
    def read_case(self, call: Call) -> Answer:
        """Read a case."""
        return cases.read_case_traced(call.session, call.database, call.actor, call.path["case_id"])

    @answers(api.read_case_reference)
    def read_case_reference(self, call: Call) -> Answer:
        """Read what identifies a case."""
        return cases.read_case_reference_traced(call.session, call.database, call.actor, call.path["case_id"])

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
