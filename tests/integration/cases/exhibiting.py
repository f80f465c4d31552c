"""What the tests of exhibits share: an office, a file with its custodians, exhibits and steps that are whole by default."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any, Final

from services.cases import api
from services.common.actor import Actor
from services.common.errors import Problem
from tests.conftest import make_actor
from tests.integration.cases.asking import ask, refusal
from tests.integration.cases.desk import DISTRICT, days_ago
from tests.integration.cases.file_people import added, kept_case

MAY: Final = ("cases.read", "cases.exhibits", "cases.report", "cases.read_sealed")
RECOVERED: Final = days_ago(100)


def keeper(*without: str, districts: tuple[str, ...] = (DISTRICT,)) -> Actor:
    """Make somebody who may do everything with the exhibits of Karachi South, but for what is named."""
    return make_actor(*(one for one in MAY if one not in without), districts=districts)


def on(days: int) -> str:
    """Give the day so many days after the recovery."""
    return str(RECOVERED + dt.timedelta(days=days))


class File:
    """A case's file with its custodians on the list of witnesses, and its first exhibit."""

    def __init__(self, **changes: Any) -> None:
        """Register the case and enter its officer, the keeper of the malkhana and the constable who carries."""
        self.me = keeper()
        self.case_id = kept_case(**changes)
        self.path = {"case_id": self.case_id}
        self.officer, self.malkhana, self.carrier = (
            added(self.case_id, name=name, witness_kind="official")["id"]
            for name in ("Officer", "Moharrar", "Constable")
        )

    def step(self, step: str, days: int, **changes: Any) -> dict[str, Any]:
        """Give a step with all its papers, so many days after the recovery."""
        papers: dict[str, dict[str, Any]] = {
            "seized": {"reference": "Memo 1", "person_id": self.officer},
            "sealed": {"seal_impression": "M.K.", "person_id": self.officer},
            "malkhana_in": {"register_entry": "112/2026", "person_id": self.malkhana},
            "malkhana_out": {"road_certificate": "88/21", "carrier_id": self.carrier},
            "returned_to_malkhana": {"register_entry": "140/2026", "person_id": self.malkhana},
        }
        return {"step": step, "happened_on": on(days), **papers.get(step, {}), **changes}

    def whole(self) -> list[dict[str, Any]]:
        """Give a chain without a gap, from the recovery to the malkhana after the laboratory."""
        return [
            self.step("seized", 0), self.step("sealed", 0), self.step("malkhana_in", 0), self.step("malkhana_out", 4),
            self.step("laboratory_received", 4, seal_impression="MK"), self.step("laboratory_examined", 8),
            self.step("laboratory_returned", 10), self.step("returned_to_malkhana", 10),
        ]  # fmt: skip

    def body(self, **changes: Any) -> dict[str, Any]:
        """Give a valid exhibit: six crime empties in parcel 2."""
        return {
            "series": "material", "nature": "empties", "description": "Six crime empties of 9 mm", "parcel_number": "2",
            "quantity": "6", "unit": "pieces", "custody": [self.step("seized", 0), self.step("sealed", 0)], **changes,
        }  # fmt: skip

    def enter(self, **changes: Any) -> dict[str, Any]:
        """Enter an exhibit."""
        found: dict[str, Any] = ask(api.enter_exhibit, self.me, path=self.path, body=self.body(**changes))
        return found

    def refuse(self, **changes: Any) -> Problem:
        """Give what an exhibit is refused with."""
        return refusal(api.enter_exhibit, self.me, path=self.path, body=self.body(**changes))

    def where(self, exhibit: dict[str, Any], **more: Any) -> dict[str, Any]:
        """Give the path of an exhibit."""
        return {**self.path, "exhibit_id": exhibit["id"], **more}

    def record(self, exhibit: dict[str, Any], step: str, days: int, **changes: Any) -> dict[str, Any]:
        """Record a step of an exhibit as it was read."""
        found: dict[str, Any] = ask(
            api.record_custody, self.me, path=self.where(exhibit), body=self.step(step, days, **changes),
            if_match=str(exhibit["version"]),
        )  # fmt: skip
        return found

    def gaps(self, actor: Actor | None = None, **query: Any) -> list[dict[str, Any]]:
        """Read the gaps of the file's exhibits."""
        found: list[dict[str, Any]] = ask(api.read_exhibit_gaps, actor or self.me, path=self.path, query=query)["gaps"]
        return found


def nothing() -> uuid.UUID:
    """Give an id of nothing."""
    return uuid.uuid4()
