"""The performance report."""

from __future__ import annotations

from services.cases import api
from services.cases.queries import (
    cases,
    forms,
    made_reports,
    performance,
    performance_by,
    performance_cases,
    performance_delays,
    performance_endings,
)
from services.cases.usecases import reporting
from services.common.answering import Call
from services.common.answers import Answer, answer_json
from services.common.bus import answers


class ReportAnswers:
    """The performance report."""

    @answers(api.read_performance)
    def read_performance(self, call: Call) -> Answer:
        """Read the performance report."""
        return performance.read_performance(call.session, call.actor, call.query)

    @answers(api.read_figures)
    def read_figures(self, call: Call) -> Answer:
        """Read a period's figures by a dimension."""
        return performance_by.read_figures_traced(call.session, call.database, call.actor, call.query)

    @answers(api.read_court_return)
    def read_court_return(self, call: Call) -> Answer:
        """Read a return of the courts."""
        return forms.read_court_return_traced(call.session, call.database, call.actor, call.query)

    @answers(api.make_report)
    def make_report(self, call: Call) -> Answer:
        """Ask for a report as files."""
        report_id = reporting.ask_for_report(call.session, call.actor, call.body["kind"], call.body["asked"])
        return made_reports.read_made_report(call.session, call.actor, report_id, status=202)

    @answers(api.list_made_reports)
    def list_made_reports(self, call: Call) -> Answer:
        """List the reports that somebody asked for."""
        return made_reports.list_made_reports(call.session, call.actor, call.query)

    @answers(api.read_made_report)
    def read_made_report(self, call: Call) -> Answer:
        """Read whether a report is made."""
        return made_reports.read_made_report(call.session, call.actor, call.path["report_id"])

    @answers(api.fetch_made_report)
    def fetch_made_report(self, call: Call) -> Answer:
        """Fetch a report's file."""
        return answer_json(reporting.fetch_report(call.session, call.actor, call.path["report_id"], call.query["form"]))

    @answers(api.read_report_changes)
    def read_report_changes(self, call: Call) -> Answer:
        """Read what a report would show otherwise now."""
        return made_reports.read_report_changes(call.session, call.actor, call.path["report_id"])

    @answers(api.note_profession)
    def note_profession(self, call: Call) -> Answer:
        """Note what an accused does for a living."""
        case_id, accused_id = call.path["case_id"], call.path["accused_id"]
        reporting.note_profession(call.session, call.actor, case_id, accused_id, call.body["profession"], call.if_match)
        return cases.read_case(call.session, call.actor, case_id)

    @answers(api.list_professions)
    def list_professions(self, call: Call) -> Answer:
        """List the professions."""
        return made_reports.list_professions(call.session, call.query)

    @answers(api.read_delays)
    def read_delays(self, call: Call) -> Answer:
        """Read why cases took long."""
        return performance_delays.read_delays(call.session, call.actor, call.query)

    @answers(api.read_endings)
    def read_endings(self, call: Call) -> Answer:
        """Read how cases ended."""
        return performance_endings.read_endings(call.session, call.actor, call.query)

    @answers(api.list_delayed_cases)
    def list_delayed_cases(self, call: Call) -> Answer:
        """List the cases that wait."""
        return performance_cases.list_delayed_cases(call.session, call.database, call.actor, call.query)

    @answers(api.list_ended_cases)
    def list_ended_cases(self, call: Call) -> Answer:
        """List the results of a period."""
        return performance_cases.list_ended_cases(call.session, call.database, call.actor, call.query)
