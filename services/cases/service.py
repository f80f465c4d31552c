"""Cases' entrypoints: what it answers, what it hears, what it does by the clock."""

from __future__ import annotations

from services.cases import api
from services.cases.queries import cases, law
from services.cases.usecases import registration
from services.common.answering import Call
from services.common.answers import Answer
from services.common.bus import Service, answers


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
        return cases.list_history(call.session, call.actor, call.path["case_id"], call.query)

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
