"""Numbers out of numbers: percentiles, medians over rounds, ratios."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from statistics import median
from typing import Any


def percentile(ordered: Sequence[float], share: float) -> float:
    """Give the nearest-rank percentile of ascending numbers: the least that at least `share` of them do not exceed."""
    if not ordered:
        return math.nan
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


@dataclass(frozen=True, slots=True)
class Round:
    """What one side did in one round."""

    requests: int
    errors: int
    seconds: float
    latencies_ms: list[float]
    cpu_seconds: dict[str, float]
    driver_cpu_seconds: float = 0.0
    reconnects: int = 0
    statuses: dict[str, int] = field(default_factory=dict)
    first_error: str = ""
    bytes_mean: float = 0.0

    @property
    def per_second(self) -> float:
        """Answers a second, the good ones alone."""
        return (self.requests - self.errors) / self.seconds

    @property
    def cpu_ms(self) -> float:
        """CPU milliseconds a request, over all processes that took part."""
        return 1000 * sum(self.cpu_seconds.values()) / max(1, self.requests)


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: a side, a job, a number of clients, over all rounds."""

    job: str
    clients: int
    side: str
    per_second: float
    per_second_least: float
    per_second_most: float
    cpu_ms: float
    cpu_ms_least: float
    cpu_ms_most: float
    cpu_parts_ms: dict[str, float]
    p50_ms: float
    p99_ms: float
    errors: int
    requests: int
    rounds: int
    bytes_mean: float
    driver_cpu_ms: float
    reconnects: int
    statuses: dict[str, int]
    first_error: str

    def to_json(self) -> dict[str, Any]:
        """Give the members as plain JSON."""
        return asdict(self)


def summarise(job: str, clients: int, side: str, rounds: Sequence[Round]) -> Figure:
    """Make one line of the rounds: medians of rates and costs, percentiles over every single request."""
    rates = [one.per_second for one in rounds]
    costs = [one.cpu_ms for one in rounds]
    latencies = sorted(latency for one in rounds for latency in one.latencies_ms)
    requests = sum(one.requests for one in rounds)
    parts = sorted({part for one in rounds for part in one.cpu_seconds})
    statuses: dict[str, int] = {}
    for one in rounds:
        for status, count in one.statuses.items():
            statuses[status] = statuses.get(status, 0) + count
    return Figure(
        job=job,
        clients=clients,
        side=side,
        per_second=median(rates),
        per_second_least=min(rates),
        per_second_most=max(rates),
        cpu_ms=median(costs),
        cpu_ms_least=min(costs),
        cpu_ms_most=max(costs),
        cpu_parts_ms={
            part: 1000 * sum(one.cpu_seconds.get(part, 0.0) for one in rounds) / max(1, requests) for part in parts
        },
        p50_ms=percentile(latencies, 0.50),
        p99_ms=percentile(latencies, 0.99),
        errors=sum(one.errors for one in rounds),
        requests=requests,
        rounds=len(rounds),
        bytes_mean=sum(one.bytes_mean for one in rounds) / len(rounds),
        driver_cpu_ms=1000 * sum(one.driver_cpu_seconds for one in rounds) / max(1, requests),
        reconnects=sum(one.reconnects for one in rounds),
        statuses=statuses,
        first_error=next((one.first_error for one in rounds if one.first_error), ""),
    )


def ratio(mine: float, reference: float) -> float:
    """Give how many times the reference `mine` is."""
    return mine / reference if reference else math.nan
