"""Where scheduling's operations are declared, and the permissions and callers that several of them name."""

from __future__ import annotations

from typing import Final

from services.common.api import Api

api: Final = Api("scheduling", "services.scheduling.api")

READ: Final = "scheduling.read"
SCHEDULE: Final = "scheduling.schedule"
COURTS: Final = "scheduling.courts"
ROSTER: Final = "scheduling.roster"
CLEAR: Final = "scheduling.clear_courts"
OTHERS: Final = ("notifications", "cases")
# Seconds for a step over many hearings: a thousand of them took nine on two busy cores.
LONG: Final = 60.0
