"""How far one telling of the story has come: its words, its papers, and the ids of what it made."""

from __future__ import annotations

import datetime as dt
import uuid
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from deploy.demo.client import Person, RefusedError
from deploy.demo.paper import make_pdf
from deploy.demo.world import StepFailedError, World
from services.cases import api as cases
from services.common.api import Operation
from services.common.ids import seed_id

KARACHI: Final = ZoneInfo("Asia/Karachi")
COURT: Final = str(seed_id("court:atc-2-karachi"))
DISTRICT: Final = "karachi-south"
LEAD: Final = str(seed_id("account:prosecutor1"))
SECOND: Final = str(seed_id("account:prosecutor2"))

_MOVED_ON: Final = 412


class Progress:
    """What one telling made so far. `main` is the case of FIR 435/2022, `arms` that of FIR 436/2022."""

    def __init__(self, world: World, paper: Path | None = None) -> None:
        """Take the world and the police report's file; without one a page is made."""
        self.world = world
        self.file_name = paper.name if paper else "police-report.pdf"
        self.content = paper.read_bytes() if paper else make_pdf(
            ["Report under section 173 CrPC", "FIR 435/2022, sections 353, 324, 34 PPC read with 7 ATA", "Final report"]
        )  # fmt: skip
        self.station = f"Demonstration {uuid.uuid4().hex[:8]}"
        self.today = dt.datetime.now(KARACHI).date()
        self.main = ""
        self.arms = ""
        self.document = ""
        self.officer = ""
        self.officer_phone = ""
        self.hearing: dict[str, Any] = {}

    def person(self, login: str) -> Person:
        """Give somebody who is signed in."""
        return self.world.people[login]

    def read(self, case_id: str) -> dict[str, Any]:
        """Read a case as the supervisor."""
        found: dict[str, Any] = self.person("supervisor").call(cases.read_case, case_id=case_id)
        return found

    def change(self, login: str, operation: Operation, body: Any, case_id: str, **path: Any) -> dict[str, Any]:
        """Change a case as it stands; when it moved on meanwhile, read it again and repeat the change, as a person would."""
        while True:
            version = self.read(case_id)["version"]
            try:
                changed: dict[str, Any] = self.person(login).call(
                    operation, body, if_match=version, case_id=case_id, **path
                )
            except RefusedError as refused:
                if refused.status != _MOVED_ON:
                    raise
            else:
                return changed

    def say(self, what: str, look: str, **facts: Any) -> None:
        """Tell a step that was done, and where to look."""
        self.world.say(what, look, **facts)


def require(holds: object, otherwise: str) -> None:
    """End the demonstration when something is not as it must be."""
    if not holds:
        raise StepFailedError(otherwise)
