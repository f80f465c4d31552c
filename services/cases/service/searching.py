"""Search over all that a person may see."""

from __future__ import annotations

from services.cases import api
from services.cases.queries import searching
from services.common.answering import Call
from services.common.answers import Answer
from services.common.bus import answers


class SearchAnswers:
    """Search over all that a person may see. It changes nothing, so no answer is kept under a key."""

    @answers(api.search_cases, transaction=False)
    def search_cases(self, call: Call) -> Answer:
        """Search cases."""
        return searching.search_cases(call.session, call.database, call.actor, call.body)

    @answers(api.count_found_cases, transaction=False)
    def count_found_cases(self, call: Call) -> Answer:
        """Count how what a search finds spreads."""
        return searching.count_found(call.session, call.actor, call.body)
