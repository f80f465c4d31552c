"""At the end: the performance report that reconciles, and the audit trails that verify."""

from __future__ import annotations

from deploy.demo.progress import DISTRICT, Progress, require
from services.cases import api as cases


def report_performance(story: Progress) -> None:
    """The supervisor reads the year's report: what was pending and came equals what was disposed of and is pending."""
    query = {"from": story.today.replace(month=1, day=1), "to": story.today, "district": DISTRICT}
    total = story.person("supervisor").call(cases.read_performance, query=query)["total"]
    balance = total["pending_at_start"] + total["received"] - total["disposed"] - total["pending_at_end"]
    require(balance == total["unexplained"] == 0, f"the report does not reconcile: {total}")
    require(total["decided"] >= 2 and total["accused_convicted"] >= 2, f"the report lacks the verdicts: {total}")
    wanted = ("pending_at_start", "received", "disposed", "pending_at_end", "conviction_rate_of_contested", "contested")
    story.say(
        "the performance report reconciles", f"/api/performance?from={query['from']}&to={query['to']}",
        **{name: total[name] for name in wanted},
    )  # fmt: skip


def verify_audit(story: Progress) -> None:
    """Every service's audit trail is whole: chains, heads, checkpoints, signatures."""
    said = story.world.verify_audit()
    require(all("sound" in line for line in said), f"the audit trail is not sound: {said}")
    story.say("the audit trail of every service verified", "./cmms audit verify", trails=said)
