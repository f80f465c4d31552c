"""Terror financing: the words it is described with, and which steps may follow under which order on property.

A freeze or seizure is under ATA s.11O, its forfeiture under s.11Q; a provisional attachment under AMLA ss.8 and 9. Each step is a
fact (`facts.csv`) that the clocks run by: FREEZE-48H, CLAIM-15, FORF-30, AML-180 and those beside them.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

ORDER_KINDS: Final = ("freeze", "seizure", "attachment")
CHECK_STATES: Final = ("open", "done", "not_needed")
CHANNELS: Final = ("cash", "transfer", "remittance", "hawala", "mobile_wallet", "card", "crypto", "other")
REFERENCE_KINDS: Final = ("str", "ctr", "fmu_report", "bank_reply", "mla_request", "sanctions_list")
HOLDER_KINDS: Final = ("account", "person", "organisation")

_FROZEN: Final[dict[str, tuple[str, ...]]] = {
    "freeze_reported": (), "forfeiture_notice_given": (), "forfeiture_claimed": ("forfeiture_notice_given",),
    "forfeiture_ordered": ("forfeiture_notice_given",), "forfeiture_appealed": ("forfeiture_ordered",),
}  # fmt: skip
_ATTACHED: Final[dict[str, tuple[str, ...]]] = {
    "attachment_order_sent": (), "attachment_notice_issued": (), "attachment_extended": (),
    "attachment_progress_reported": (), "attachment_settled": (),
}  # fmt: skip
_STEPS: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "freeze": _FROZEN, "seizure": _FROZEN, "attachment": _ATTACHED,
}  # fmt: skip
FIRST: Final = {"freeze": "property_frozen", "seizure": "property_frozen", "attachment": "attachment_ordered"}
STEPS: Final = tuple(dict.fromkeys(step for steps in _STEPS.values() for step in steps))
_REPEATED: Final = frozenset({"attachment_progress_reported"})
LAST: Final = frozenset({"attachment_settled"})


def check_step(kind: str, step: str, taken: Collection[str]) -> str | None:
    """Give why a step cannot follow under an order of a kind, or None when it can."""
    steps = _STEPS[kind]
    if step not in steps:
        return f"This step does not belong to this kind of order ({kind})."
    if LAST & set(taken):
        return "The order is settled; nothing follows."
    if step in taken and step not in _REPEATED:
        return "This step was taken already."
    missing = [before for before in steps[step] if before not in taken]
    return f"First comes: {', '.join(missing).replace('_', ' ')}." if missing else None


def list_steps() -> list[tuple[str, str, str, bool]]:
    """Give all steps as rows: the kind of order, the step, those that come before it, and whether it may be taken again."""
    return [
        (kind, step, " ".join(before), step in _REPEATED)
        for kind, steps in _STEPS.items()
        for step, before in steps.items()
    ]
