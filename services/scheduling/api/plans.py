"""Who could stand in a hearing, roster plans, repairs of an absence, and what people decide about them."""

from __future__ import annotations

from typing import Final

from services.common.schemas import Empty
from services.scheduling.api.declaring import SCHEDULE, api
from services.scheduling.schemas import plans

PLAN: Final = "scheduling.plan_roster"

suggest_prosecutors = api.get(
    "/hearings/{hearing_id:uuid}/suggested-prosecutors", query=plans.BestQuery, returns=plans.BestListView, may=SCHEDULE,
    says="Say who could stand in a hearing, the best first, and why",
)  # fmt: skip
ask_for_roster_plan = api.post(
    "/roster-plans", takes=plans.NewRosterPlan, returns=plans.PlanView, may=PLAN,
    says="Ask for a roster of some days and districts; the solver makes it",
)  # fmt: skip
ask_for_roster_repair = api.post(
    "/roster-repairs", takes=plans.NewRepair, returns=plans.PlanView, may=PLAN,
    says="Ask how an absence is best made good: a plan that touches as few hearings as can be",
)  # fmt: skip
list_roster_plans = api.get(
    "/roster-plans",
    query=plans.PlanFilter,
    pages_of=plans.PlanRow,
    may=PLAN,
    says="List roster plans, the newest first",
)
read_roster_plan = api.get(
    "/roster-plans/{plan_id:uuid}",
    returns=plans.PlanView,
    may=PLAN,
    says="Read a roster plan: how far it is, what it reached, its bounds, and how even the loads are",
)
list_roster_suggestions = api.get(
    "/roster-plans/{plan_id:uuid}/suggestions",
    query=plans.SuggestionFilter,
    pages_of=plans.SuggestionView,
    may=PLAN,
    says="List a plan's hearings in order of time: who stands in each, who is suggested, and why",
)
decide_roster_suggestions = api.post(
    "/roster-plans/{plan_id:uuid}/decisions", takes=plans.NewDecisions, returns=plans.DecidedView, status=200, may=PLAN,
    deadline=30.0, says="Accept, change or refuse suggestions; what cannot be booked any more is refused by itself",
)  # fmt: skip
accept_roster_plan = api.post(
    "/roster-plans/{plan_id:uuid}/acceptance", takes=Empty, returns=plans.DecidedView, status=200, may=PLAN, deadline=30.0,
    says="Accept what is open, 200 hearings at a time in order of time; repeat until none is open",
)  # fmt: skip
cancel_roster_plan = api.post(
    "/roster-plans/{plan_id:uuid}/cancellation", takes=Empty, returns=plans.PlanView, status=200, may=PLAN,
    says="Cancel a plan that is not made yet",
)  # fmt: skip
