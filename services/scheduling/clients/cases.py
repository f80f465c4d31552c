"""The cases service, asked for whom a list is read or made: which cases printed numbers mean, and how a list names cases."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any, Final

from services.cases.api import find_cases_by_numbers, read_case_titles
from services.common.actor import Actor
from services.common.calling import Caller

_LINES: Final = 100
_TITLES: Final = 500
_SECONDS: Final = 30.0
_READ_SEALED: Final = "cases.read_sealed"


def reader_of(actor: Actor) -> dict[str, Any]:
    """Give with whose sight cases are looked for, as it is kept until a worker asks."""
    return {"account_id": actor.id, "districts": list(actor.districts), "reads_sealed": _READ_SEALED in actor.may}


def find_cases(
    caller: Caller, reader: dict[str, Any], lines: Sequence[dict[str, Any]], *, court_id: uuid.UUID, district: str
) -> dict[int, list[Any]]:
    """Give by the place of each line the numbers that it prints, each with the cases it may mean."""
    found: dict[int, list[Any]] = {}
    for start in range(0, len(lines), _LINES):
        body = {
            "court_id": str(court_id), "district": district, "reader": reader,
            "lines": lines[start : start + _LINES],
        }  # fmt: skip
        answer = caller.call(find_cases_by_numbers, body=body, seconds=_SECONDS)
        found |= {line["place"]: line["numbers"] for line in answer["items"]}
    return found


def read_titles(
    caller: Caller, reader: dict[str, Any], case_ids: Sequence[uuid.UUID], form: str
) -> dict[uuid.UUID, dict[str, Any]]:
    """Give how a list names those of the cases that are in the reader's sight."""
    found: dict[uuid.UUID, dict[str, Any]] = {}
    for start in range(0, len(case_ids), _TITLES):
        wanted = [str(case_id) for case_id in case_ids[start : start + _TITLES]]
        answer = caller.call(
            read_case_titles, body={"case_ids": wanted, "form": form, "reader": reader}, seconds=_SECONDS
        )
        found |= {uuid.UUID(title["case_id"]): title for title in answer["items"]}
    return found
