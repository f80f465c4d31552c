"""The bench's table, for people, and the same as JSON, for machines."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.load.summary import Figure, ratio

_HEAD = (
    f"{'job':<8}{'clients':>8}  {'side':<18}{'req/s':>8}{'least–most':>15}{'×':>7}"
    f"{'CPU ms/req':>12}{'least–most':>15}{'×':>7}{'p50 ms':>9}{'p99 ms':>9}{'errors':>8}{'bytes':>8}"
)


def write_table(figures: Sequence[Figure], reference: str) -> str:
    """Give the table: × is how many times the reference's figure a side's is, in the same run."""
    lines = [f"× = times {reference}'s figure in the same run", _HEAD, "-" * len(_HEAD)]
    group = None
    for figure in figures:
        if group not in (None, (figure.job, figure.clients)):
            lines.append("")
        group = (figure.job, figure.clients)
        base = next((one for one in figures if (one.job, one.clients, one.side) == (*group, reference)), figure)
        lines.append(_line(figure, base))
    lines += ["", "CPU ms/req by part (the driver's is not counted in any figure above)"]
    lines += [_parts(figure) for figure in figures]
    lines += [f"first error of {one.side}, {one.job}: {one.first_error[:300]}" for one in figures if one.errors]
    return "\n".join(lines)


def write_ratios(figures: Sequence[Figure], side: str, others: Sequence[str]) -> str:
    """Give how a side stands to each other one, job by job: above 1 is better for the side, whatever is compared."""
    lines = [f"{side} against: more than 1 is better for {side}"]
    for mine in (figure for figure in figures if figure.side == side):
        for theirs in figures:
            if (theirs.job, theirs.clients) == (mine.job, mine.clients) and theirs.side in others:
                rate, cost = ratio(mine.per_second, theirs.per_second), ratio(theirs.cpu_ms, mine.cpu_ms)
                late = ratio(theirs.p99_ms, mine.p99_ms)
                what = f"{mine.job:<9}{mine.clients:>4} clients  {theirs.side:<18}"
                lines.append(f"{what} requests/s {rate:5.2f}  CPU {cost:5.2f}  p99 {late:5.2f}")
    return "\n".join(lines)


def _line(figure: Figure, base: Figure) -> str:
    rates = f"{figure.per_second_least:.0f}–{figure.per_second_most:.0f}"
    costs = f"{figure.cpu_ms_least:.2f}–{figure.cpu_ms_most:.2f}"
    return (
        f"{figure.job:<8}{figure.clients:>8}  {figure.side:<18}"
        f"{figure.per_second:>8.0f}{rates:>15}{ratio(figure.per_second, base.per_second):>7.2f}"
        f"{figure.cpu_ms:>12.3f}{costs:>15}{ratio(figure.cpu_ms, base.cpu_ms):>7.2f}"
        f"{figure.p50_ms:>9.1f}{figure.p99_ms:>9.1f}{figure.errors:>8}{figure.bytes_mean:>8.0f}"
    )


def _parts(figure: Figure) -> str:
    parts = "  ".join(f"{name} {cost:.3f}" for name, cost in figure.cpu_parts_ms.items())
    return f"{figure.job:<8}{figure.clients:>8}  {figure.side:<18}{parts}  (driver {figure.driver_cpu_ms:.3f})"


def write_json(path: Path, figures: Sequence[Figure], settings: dict[str, Any]) -> None:
    """Write the figures with what they were measured on."""
    path.parent.mkdir(parents=True, exist_ok=True)
    machine = {"cores": os.cpu_count(), "python": platform.python_version(), "load": os.getloadavg()}
    whole = {"machine": machine, "settings": settings, "figures": [figure.to_json() for figure in figures]}
    path.write_text(json.dumps(whole, indent=1) + "\n")
