"""The performance report."""

from __future__ import annotations

from services.cases import api
from services.cases.queries import forms, performance, performance_by
from services.common.answering import Call
from services.common.answers import Answer
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
        return performance_by.read_figures(call.session, call.actor, call.query)

    @answers(api.read_court_return)
    def read_court_return(self, call: Call) -> Answer:
        """Read a return of the courts."""
        return forms.read_court_return(call.session, call.actor, call.query)
