"""The dated words of the law that everybody may read."""

from __future__ import annotations

from services.cases import api
from services.cases.queries import law
from services.common.answering import Call
from services.common.answers import Answer
from services.common.bus import answers


class LawAnswers:
    """The dated words of the law that everybody may read."""

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
