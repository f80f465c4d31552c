"""Who could stand in a hearing, roster plans, repairs of an absence, and what people decide about them."""

from __future__ import annotations

from services.common.answering import Call
from services.common.answers import Answer
from services.common.bus import answers
from services.scheduling import api
from services.scheduling.queries import plans as plan_queries
from services.scheduling.queries.plans_best import suggest_prosecutors
from services.scheduling.usecases import plans, plans_deciding


class PlanAnswers:
    """Who could stand in a hearing, roster plans, repairs of an absence, and what people decide about them."""

    @answers(api.suggest_prosecutors)
    def suggest_prosecutors(self, call: Call) -> Answer:
        """Say who could stand in a hearing."""
        return suggest_prosecutors(call.session, call.actor, call.path["hearing_id"], call.query["limit"])

    @answers(api.ask_for_roster_plan)
    def ask_for_roster_plan(self, call: Call) -> Answer:
        """Ask for a roster."""
        plan_id = plans.ask_for_plan(call.session, call.actor, call.body)
        return plan_queries.read_plan(call.session, call.actor, plan_id, status=201)

    @answers(api.ask_for_roster_repair)
    def ask_for_roster_repair(self, call: Call) -> Answer:
        """Ask how an absence is made good."""
        plan_id = plans.ask_for_repair(call.session, call.actor, call.body)
        return plan_queries.read_plan(call.session, call.actor, plan_id, status=201)

    @answers(api.list_roster_plans)
    def list_roster_plans(self, call: Call) -> Answer:
        """List roster plans."""
        return plan_queries.list_plans(call.session, call.actor, call.query)

    @answers(api.read_roster_plan)
    def read_roster_plan(self, call: Call) -> Answer:
        """Read a roster plan."""
        return plan_queries.read_plan(call.session, call.actor, call.path["plan_id"])

    @answers(api.list_roster_suggestions)
    def list_roster_suggestions(self, call: Call) -> Answer:
        """List a plan's suggestions."""
        return plan_queries.list_suggestions(call.session, call.actor, call.path["plan_id"], call.query)

    @answers(api.decide_roster_suggestions)
    def decide_roster_suggestions(self, call: Call) -> Answer:
        """Decide some suggestions."""
        plan_id = call.path["plan_id"]
        decided = plans_deciding.decide(call.session, call.actor, plan_id, call.body["decisions"])
        return plan_queries.show_decided(call.session, plan_id, decided)

    @answers(api.accept_roster_plan)
    def accept_roster_plan(self, call: Call) -> Answer:
        """Accept what is open."""
        plan_id = call.path["plan_id"]
        return plan_queries.show_decided(
            call.session, plan_id, plans_deciding.accept_plan(call.session, call.actor, plan_id)
        )

    @answers(api.cancel_roster_plan)
    def cancel_roster_plan(self, call: Call) -> Answer:
        """Cancel a plan."""
        plans.cancel_plan(call.session, call.actor, call.path["plan_id"])
        return plan_queries.read_plan(call.session, call.actor, call.path["plan_id"])
