"""Cases by the numbers that lists print, and how lists name them."""

from __future__ import annotations

from services.cases import api
from services.cases.queries import number_lookup
from services.common.answering import Call
from services.common.answers import Answer
from services.common.bus import answers


class NumberAnswers:
    """Cases by the numbers that lists print. It changes nothing, so no answer is kept under a key."""

    @answers(api.find_cases_by_numbers, transaction=False)
    def find_cases_by_numbers(self, call: Call) -> Answer:
        """Find the cases that printed numbers mean."""
        reader = number_lookup.reader_of(call.actor, call.body["reader"])
        return number_lookup.find_cases(call.session, call.database, reader, call.body)

    @answers(api.read_case_titles, transaction=False)
    def read_case_titles(self, call: Call) -> Answer:
        """Read how a list names cases."""
        reader = number_lookup.reader_of(call.actor, call.body["reader"])
        return number_lookup.read_titles(call.session, call.database, reader, call.body)
