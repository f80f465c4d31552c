"""What the tests of the custody detector share: a chain without a gap, and rules that count every kind of gap."""

from __future__ import annotations

import datetime as dt
import decimal
from dataclasses import replace
from typing import Any, Final

from services.cases.rules.custody_chain import find_gaps
from services.cases.rules.custody_chain_facts import GAP_KINDS, Chain, Event, Gap, GapRule

START: Final = dt.date(2022, 1, 1)
DAYS: Final = {"unexplained_days": 1, "late_to_laboratory": 3, "report_overdue": 30}
NATURES: Final = {"late_to_laboratory": ("narcotic",)}
OFFICER, KEEPER, CARRIER = "officer", "keeper", "carrier"
WITNESSES: Final = frozenset({OFFICER, KEEPER, CARRIER})
RULES: Final = tuple(
    GapRule(kind, START, None, DAYS.get(kind), f"authority on {kind}", NATURES.get(kind)) for kind in GAP_KINDS
)
SEAL: Final = "M.K."
PAPERS: Final[dict[str, dict[str, Any]]] = {
    "seized": {"reference": "memo", "person_id": OFFICER, "quantity": decimal.Decimal(6)},
    "sealed": {"seal_impression": SEAL, "person_id": OFFICER},
    "malkhana_in": {"register_entry": "112", "person_id": KEEPER, "seal_impression": SEAL},
    "malkhana_out": {"road_certificate": "88/21", "carrier_id": CARRIER},
    "laboratory_received": {"seal_impression": "mk", "quantity": decimal.Decimal(6)},
    "laboratory_returned": {"seal_impression": "FSL"},
    "returned_to_malkhana": {"register_entry": "140", "person_id": KEEPER, "seal_impression": "FSL"},
}
WAY: Final = (
    (0, "seized"), (0, "sealed"), (0, "malkhana_in"), (4, "malkhana_out"), (4, "laboratory_received"),
    (9, "laboratory_examined"), (12, "laboratory_reported"), (14, "laboratory_returned"), (15, "returned_to_malkhana"),
    (60, "malkhana_out"), (60, "produced_in_court"), (61, "returned_to_malkhana"),
)  # fmt: skip


def event(position: int, step: str, on: dt.date, **changes: Any) -> Event:
    """Make a step with all its papers."""
    return Event(id=position, position=position, step=step, on=on, **{**PAPERS.get(step, {}), **changes})


def way(*steps: tuple[int, str], since: dt.date = dt.date(2022, 6, 9)) -> tuple[Event, ...]:
    """Make steps, each so many days after the recovery."""
    return tuple(event(number, step, since + dt.timedelta(days=days)) for number, (days, step) in enumerate(steps))


def chain(*events: Event, **changes: Any) -> Chain:
    """Make a chain of custody of six crime empties."""
    return Chain(
        **{"series": "material", "nature": "empties", "quantity": decimal.Decimal(6), "events": events, **changes}
    )


def without(events: tuple[Event, ...], *places: int) -> tuple[Event, ...]:
    """Leave steps out."""
    return tuple(event for place, event in enumerate(events) if place not in places)


def changed(events: tuple[Event, ...], place: int, **changes: Any) -> tuple[Event, ...]:
    """Change one step."""
    return tuple(replace(event, **changes) if number == place else event for number, event in enumerate(events))


def gaps_of(*events: Event, as_of: dt.date | None = None, **changes: Any) -> list[Gap]:
    """Find the gaps of a chain, as they stand on the day of its last step or of the decision unless another is given."""
    day = as_of or max([event.on for event in events] + [changes.get("decided_on") or START])
    return find_gaps(chain(*events, **changes), RULES, WITNESSES, day)


def told(gaps: list[Gap]) -> list[tuple[Any, ...]]:
    """Give of gaps their kind, days and what they name."""
    return [(gap.kind, gap.from_on.isoformat(), gap.to_on.isoformat(), gap.entry or gap.role) for gap in gaps]
