"""The law's clocks: what is due, how each date came about, and the facts that they run by."""

from __future__ import annotations

from services.cases import api
from services.cases.queries import clocks, facts, law
from services.cases.queries import office_periods as reading
from services.cases.usecases import facts as entering
from services.cases.usecases import office_periods, step_days
from services.common.answering import Call
from services.common.answers import Answer
from services.common.bus import answers


class ClockAnswers:
    """The law's clocks: what is due, how each date came about, and the facts that they run by."""

    @answers(api.list_due_clocks)
    def list_due_clocks(self, call: Call) -> Answer:
        """List the open statutory periods over what one sees."""
        return clocks.list_due_clocks_traced(call.session, call.database, call.actor, call.query)

    @answers(api.list_case_clocks)
    def list_case_clocks(self, call: Call) -> Answer:
        """List a case's statutory periods."""
        return clocks.list_case_clocks(call.session, call.database, call.actor, call.path["case_id"])

    @answers(api.read_clock_rule)
    def read_clock_rule(self, call: Call) -> Answer:
        """Read a statutory period."""
        return law.read_clock_rule(call.session, call.path["rule_id"], call.query["on"])

    @answers(api.list_office_periods)
    def list_office_periods(self, call: Call) -> Answer:
        """List what the office itself owes by a day."""
        return reading.list_office_periods(call.session, call.query)

    @answers(api.complete_office_period)
    def complete_office_period(self, call: Call) -> Answer:
        """Record that what the office owed is done."""
        office_periods.complete_office_period(
            call.session, call.actor, call.path["period_id"], call.body, call.if_match
        )
        return reading.read_office_period(call.session, call.path["period_id"])

    @answers(api.list_fact_kinds)
    def list_fact_kinds(self, call: Call) -> Answer:  # noqa: ARG002 - the list is the same for everybody
        """List the kinds of facts."""
        return facts.list_fact_kinds()

    @answers(api.list_facts)
    def list_facts(self, call: Call) -> Answer:
        """List the facts of a case."""
        return facts.list_facts(call.session, call.database, call.actor, call.path["case_id"], call.query)

    @answers(api.add_fact)
    def add_fact(self, call: Call) -> Answer:
        """Enter a fact."""
        fact_id = entering.add_fact(call.session, call.actor, call.path["case_id"], call.body)
        return facts.read_fact(call.session, fact_id, status=201)

    @answers(api.correct_fact)
    def correct_fact(self, call: Call) -> Answer:
        """Put a fact right."""
        fact_id = entering.correct_fact(
            call.session, call.actor, call.path["case_id"], call.path["fact_id"], call.body, call.if_match
        )
        return facts.read_fact(call.session, fact_id, status=201)

    @answers(api.correct_step_day)
    def correct_step_day(self, call: Call) -> Answer:
        """Correct the day of a step."""
        step_days.correct_step_day(call.session, call.actor, call.path["case_id"], call.body, call.if_match)
        return clocks.list_case_clocks(call.session, call.database, call.actor, call.path["case_id"])

    @answers(api.retract_fact)
    def retract_fact(self, call: Call) -> Answer:
        """Take back a fact."""
        entering.retract_fact(
            call.session, call.actor, call.path["case_id"], call.path["fact_id"], call.body, call.if_match
        )
        return facts.read_fact(call.session, call.path["fact_id"])
