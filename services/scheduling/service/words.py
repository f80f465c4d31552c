"""What clerks type, read before it is kept."""

from __future__ import annotations

from services.common.answering import Call
from services.common.answers import Answer
from services.common.bus import answers
from services.scheduling import api
from services.scheduling.queries import words


class WordAnswers:
    """What clerks type, read before it is kept."""

    @answers(api.read_typed_words)
    def read_typed_words(self, call: Call) -> Answer:
        """Read what a clerk typed."""
        return words.read_typed_words(call.session, call.body["kind"], call.body["written"])
