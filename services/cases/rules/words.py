"""The closed lists of words that cases are described with. The glossary says what each means."""

from __future__ import annotations

from typing import Final

STAGES: Final = ("investigation", "scrutiny", "returned", "in_court", "decided")
CUSTODY_STATES: Final = ("in_custody", "on_bail", "absconding", "at_large")
ACCUSED_ROLES: Final = ("principal", "abettor", "conspirator", "facilitator", "harbourer", "unknown")
GENDERS: Final = ("female", "male", "transgender", "unknown")
REPORT_KINDS: Final = ("final", "interim", "supplementary", "cancellation", "discharge")
REPORT_STATES: Final = ("under_scrutiny", "returned", "filed")
OPINIONS: Final = ("fit_for_trial", "fit_on_other_sections", "discharge")
TESTS: Final = ("met", "not_met")
TEAM_ROLES: Final = ("lead", "second")
LINK_KINDS: Final = ("joint_trial", "same_incident", "cross_case")
CLOCK_STATES: Final = ("running", "paused", "met", "missed", "elapsed", "stopped")
LADDER_STEPS: Final = ("reminder", "due", "escalation")
VERDICTS: Final = (
    "convicted", "acquitted", "acquitted_early", "compounded", "withdrawn", "discharged", "abated", "dormant",
)  # fmt: skip
OUTCOMES: Final = ("convicted", "partly_convicted", "acquitted", "otherwise_disposed")
IMPORT_STATES: Final = ("queued", "running", "checked", "imported", "refused", "failed")
