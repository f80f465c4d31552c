"""One round: start the driver, look at the CPU times, let it drive, look again."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from typing import Any

from tests.load.processes import Part, look_at, used_by
from tests.load.summary import Round


class DriverFailedError(Exception):
    """The driver ended before its time."""


def measure(
    plan: Mapping[str, Any],
    parts: Mapping[str, Part],
    settle: Callable[[], None],
    *,
    module: str = "tests.load.driver",
    counts_driver: bool = False,
) -> Round:
    """Drive by the plan and give the round.

    settle: waits until work that was begun has ended (an outbox still to be sent), so that its CPU is counted too.
    counts_driver: the driving process is a part of what is measured.
    """
    command = [sys.executable, "-m", module, *(["drive"] if counts_driver else [])]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as driver:
        watched = {**parts, "client": Part((driver.pid,))} if counts_driver else dict(parts)
        _tell(driver, json.dumps(plan))
        _expect(driver, "ready")
        before = look_at(watched)
        _tell(driver, "go")
        _expect(driver, "done")
        settle()
        after = look_at(watched)
        if counts_driver:
            _tell(driver, "looked")
        assert driver.stdout is not None
        result = json.loads(driver.stdout.readline())
    return _round(result, used_by(before, after))


def _round(result: Mapping[str, Any], cpu_seconds: dict[str, float]) -> Round:
    requests = sum(result["statuses"].values())
    return Round(
        requests=requests,
        errors=result["errors"],
        seconds=result["seconds"],
        latencies_ms=[latency / 1000 for latency in result["latencies_us"]],
        cpu_seconds=cpu_seconds,
        driver_cpu_seconds=result["cpu_seconds"],
        reconnects=result["reconnects"],
        statuses=result["statuses"],
        first_error=result["first_error"],
        bytes_mean=result["body_bytes"] / max(1, requests),
    )


def _tell(driver: subprocess.Popen[str], line: str) -> None:
    assert driver.stdin is not None
    driver.stdin.write(line + "\n")
    driver.stdin.flush()


def _expect(driver: subprocess.Popen[str], word: str) -> None:
    assert driver.stdout is not None
    said = driver.stdout.readline().strip()
    if said != word:
        raise DriverFailedError(f"the driver said {said!r} in place of {word!r}")
