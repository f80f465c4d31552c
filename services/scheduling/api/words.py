"""What clerks type, read before it is kept."""

from __future__ import annotations

from services.scheduling.api.declaring import READ, api
from services.scheduling.schemas import words

# Sent as a body: what a clerk types may name somebody, and addresses are logged.
read_typed_words = api.post(
    "/hearing-codes/typed", takes=words.TypedWords, returns=words.WordsRead, status=200, may=READ,
    says="Read what a clerk typed as a purpose or cause, as it would be kept",
)  # fmt: skip
