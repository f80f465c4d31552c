"""The three jobs, as requests that a side is asked, and the proof that the sides answer alike before any is measured."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from tests.load.asking import Door, WrongAnswerError, differences, require, shape
from tests.load.driver import PLACE
from tests.load.setting_up import Ground
from tests.load.sides import Side

READ: Final = "read"
LIST: Final = "list"
REGISTER: Final = "register"
JOBS: Final = (READ, LIST, REGISTER)
PAGE: Final = 50
_CURSORS: Final = 40
_ALIKE: Final = 25


def new_case(district: str, station: str) -> dict[str, Any]:
    """Give a FIR as a clerk enters it: two accused, one of them on bail."""
    return {
        "district": district,
        "police_station": station,
        "fir_number": "435",
        "fir_year": 2025,
        "fir_on": "2025-11-03",
        "received_on": "2025-11-04",
        "sections": [{"act": "ppc", "section": "353"}, {"act": "ppc", "section": "324"}],
        "accused": [
            {
                "initials": "A.B.", "role": "principal", "gender": "male", "is_juvenile": False,
                "custody": {"state": "in_custody", "since_on": "2025-11-03"},
            },
            {
                "initials": "C.D.", "role": "abettor", "gender": "male", "is_juvenile": False,
                "custody": {"state": "on_bail", "since_on": "2025-11-03"},
            },
        ],
        "complainant_initials": "E.F.",
        "summary": "Complainant states that unknown persons fired at a police party and fled.",
    }  # fmt: skip


def make_plan(job: str, side: Side, ground: Ground, cursors: Sequence[str], numbers: Iterator[int]) -> dict[str, Any]:
    """Give what the driver sends for a job; `numbers` are those of stations where nobody registers, far from each other."""
    door = side.door
    if job == READ:
        return {"requests": [door.request("GET", f"/api/cases/{case_id}") for case_id in ground.case_ids]}
    if job == LIST:
        return {"requests": [door.request("GET", f"/api/cases?limit={PAGE}{cursor}") for cursor in cursors]}
    # Each registration is of another station, since a FIR's number has six digits at most; its length does not vary.
    body = json.dumps(new_case(ground.districts[0], f"Bench {PLACE.decode()}"))
    request = door.request("POST", "/api/cases", body)
    return {"template": request, "first": next(numbers)}


def collect_cursors(door: Door) -> list[str]:
    """Walk some pages and give where each begins, as the end of a query."""
    cursors = [""]
    while len(cursors) < _CURSORS:
        said = require(door, door.request("GET", f"/api/cases?limit={PAGE}{cursors[-1]}"), 200)
        following = _read_cursor(said["next"])
        if following is None:
            break
        cursors.append(following)
    return cursors


def _read_cursor(following: str | None) -> str | None:
    """Read the cursor of the next page, given bare or as an address."""
    if following is None:
        return None
    if following.startswith("http"):
        following = parse_qs(urlsplit(following).query)["after"][0]
    return f"&after={following}"


def require_alike(sides: Sequence[Side], ground: Ground) -> None:
    """Refuse to measure sides that do not answer alike: the same members and kinds everywhere, the same rows in the lists."""
    reference, *others = sides
    for other in others:
        found = list(_compare(reference.door, other.door, ground))
        if found:
            raise WrongAnswerError(f"{reference.name} and {other.name} differ: " + "; ".join(found[:10]))


def _compare(one: Door, other: Door, ground: Ground) -> list[str]:
    found: list[str] = []
    for case_id in ground.case_ids[:_ALIKE]:
        mine, theirs = (require(door, door.request("GET", f"/api/cases/{case_id}"), 200) for door in (one, other))
        found += differences(_whole(mine), _whole(theirs), "case")
    mine, theirs = (require(door, door.request("GET", f"/api/cases?limit={PAGE}"), 200) for door in (one, other))
    found += differences(shape(mine), shape(theirs), "list")
    if [row["id"] for row in mine["items"]] != [row["id"] for row in theirs["items"]]:
        found.append("list: not the same cases in the same order")
    return found


def compare_registering(sides: Sequence[Side], ground: Ground) -> None:
    """Refuse to measure sides that register differently: another answer, or a FIR taken twice."""
    answers = []
    for side in sides:
        body = json.dumps(new_case(ground.districts[0], f"First of {side.name}"))
        answers.append(_whole(require(side.door, side.door.request("POST", "/api/cases", body), 201)))
        require(side.door, side.door.request("POST", "/api/cases", body), 409)
    for side, answer in zip(sides[1:], answers[1:], strict=True):
        found = differences(answers[0], answer, "registered")
        if found:
            raise WrongAnswerError(f"{sides[0].name} and {side.name} differ: " + "; ".join(found[:10]))


def _whole(value: Any) -> Any:
    """Give the shape of every element, not of the first alone, so that a list that is too short shows."""
    if isinstance(value, dict):
        return {name: _whole(member) for name, member in value.items()}
    if isinstance(value, list):
        return {str(place): _whole(member) for place, member in enumerate(value)}
    return shape(value)
