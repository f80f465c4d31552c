"""`./cmms test`: the checks, then the tests, on servers of their own that are there only as long as the tests run.

unit          style, imports and what needs no server
integration   what needs servers; journeys, browser, faults   what needs the whole platform
client        types and tests of the web client
all           everything, with types and coverage: what the build runs. It is what happens when nothing is named.
"""

from __future__ import annotations

import fcntl
import json
import os
import signal
import subprocess
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from deploy.native.failures import InstallFailedError
from deploy.native.instance import ALL_PARTS, INFRASTRUCTURE_PARTS, Instance
from deploy.native.places import ROOT
from deploy.native.progress import say
from deploy.native.web_client import describe, install_packages, run_node

BIN: Final = ROOT / ".venv/bin"
STYLE: Final = {
    "style": (BIN / "ruff", "check", "."),
    "format": (BIN / "ruff", "format", "--check", "--quiet", "."),
    "imports": (BIN / "lint-imports",),
}
TYPES: Final = {"types": (BIN / "mypy", ".")}
CLIENT: Final = {
    "client's types": ("npm", "run", "--silent", "check"),
    "client's tests": ("npm", "run", "--silent", "test"),
}
COVERED: Final = (
    "services/*/rules/*",
    "services/*/usecases/*",
    "gateway/accounts/rules/*",
    "gateway/accounts/usecases/*",
)
LEAST_COVERAGE: Final = 95


@dataclass(frozen=True)
class Stage:
    """Some tests, and the parts of the platform that they need."""

    name: str
    arguments: tuple[str, ...]
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """How a stage ended."""

    name: str
    is_good: bool
    seconds: float
    says: str


# Each process has databases of its own; what shares something stays together (tests/conftest.py). One process mostly waits, for
# outages to be noticed.
AT_ONCE: Final = ("-n", str(min(os.cpu_count() or 1, 4) + 1), "--dist", "loadgroup")
UNIT: Final = Stage("unit", ("tests/unit", "tests/guards", *AT_ONCE), ())
INTEGRATION: Final = Stage("integration", ("tests/integration", *AT_ONCE), INFRASTRUCTURE_PARTS)
JOURNEYS: Final = Stage("journeys", ("tests/journeys",), ALL_PARTS)
BROWSER: Final = Stage("browser", ("tests/browser",), ALL_PARTS)
FAULTS: Final = Stage("faults", ("tests/faults",), ALL_PARTS)
COVERAGE: Final = Stage(
    "unit and integration", ("tests/unit", "tests/guards", "tests/integration", *AT_ONCE, "--cov"), INFRASTRUCTURE_PARTS
)
PLANS: Final = {
    "unit": (UNIT,), "integration": (INTEGRATION,), "journeys": (JOURNEYS,), "browser": (BROWSER,), "faults": (FAULTS,),
    "client": (), "all": (COVERAGE, JOURNEYS, BROWSER, FAULTS),
}  # fmt: skip


def run(words: Sequence[str]) -> int:
    """Run what is named; 0 when everything is good."""
    name = words[0] if words and words[0] in PLANS else ("all" if not words else "chosen")
    stages = PLANS[name] if name in PLANS else (_choose(words),)
    stages = tuple(_extend(stage, words[1:]) for stage in stages) if name in PLANS else stages
    checks = {} if name == "chosen" else STYLE | (TYPES if name == "all" else {})
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    outcomes = [
        *(_check_client() if name in ("client", "all") else ()),
        *_run_all(stages, checks if name != "client" else {}),
    ]
    print(f"\n{'':22} {'seconds':>8}")
    for outcome in outcomes:
        print(f"{outcome.name:22} {outcome.seconds:8.1f}  {'good' if outcome.is_good else 'FAILED':7} {outcome.says}")
    return 0 if outcomes and all(outcome.is_good for outcome in outcomes) else 1


def _choose(words: Sequence[str]) -> Stage:
    text = " ".join(words)
    if any(folder in text for folder in ("tests/journeys", "tests/faults", "tests/browser")):
        return Stage("chosen tests", tuple(words), ALL_PARTS)
    only_unit = "tests/" in text and not any(folder in text for folder in ("tests/integration", "tests/guards"))
    return Stage("chosen tests", tuple(words), () if only_unit else INFRASTRUCTURE_PARTS)


def _extend(stage: Stage, words: Sequence[str]) -> Stage:
    return Stage(stage.name, (*stage.arguments, *words), stage.parts)


def _run_all(stages: Sequence[Stage], checks: dict[str, Any]) -> Iterator[Outcome]:
    with ThreadPoolExecutor(max(1, len(checks))) as pool:
        begun = [pool.submit(_check, name, command) for name, command in checks.items()]
        with _servers(any(stage.parts for stage in stages)) as instance:
            for stage in stages:
                yield from _run_stage(stage, instance)
        if COVERAGE.name in [stage.name for stage in stages]:
            options = [
                f"--include={','.join(COVERED)}",
                f"--fail-under={LEAST_COVERAGE}",
                "--skip-covered",
                "--show-missing",
            ]
            yield _check("coverage of the rules", (BIN / "python", "-m", "coverage", "report", *options))
        for check in begun:
            yield check.result()


def _check_client() -> Iterator[Outcome]:
    """Look at the web client: its types against the API's description, its words, its rules."""
    describe()
    install_packages()
    run_node("npm", "run", "--silent", "types")
    for name, command in CLIENT.items():
        began = time.monotonic()
        try:
            run_node(*command)
        except InstallFailedError as error:
            print(f"\n--- {name}\n{error}")
            yield Outcome(name, False, time.monotonic() - began, "")
        else:
            yield Outcome(name, True, time.monotonic() - began, "")


def _check(name: str, command: Sequence[Any]) -> Outcome:
    began = time.monotonic()
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode:
        print(f"\n--- {name}\n{done.stdout}")
    last = done.stdout.strip().splitlines()[-1:] or [""]
    return Outcome(name, done.returncode == 0, time.monotonic() - began, last[0][:90])


@contextmanager
def _servers(are_needed: bool) -> Iterator[Instance | None]:  # noqa: FBT001 - the stages say whether
    if not are_needed:
        yield None
        return
    instance = Instance.of("test")
    instance.places.folder.parent.mkdir(parents=True, exist_ok=True)
    with instance.places.folder.with_suffix(".session").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("another test run has the test instance; waiting for it to end")
            fcntl.flock(lock, fcntl.LOCK_EX)
        instance.remove()
        try:
            yield instance
        finally:
            say("stopping the test instance")
            instance.stop()


def _run_stage(stage: Stage, instance: Instance | None) -> Iterator[Outcome]:
    environment = dict(os.environ)
    if stage.parts and instance:
        began = time.monotonic()
        instance.start(stage.parts)
        description = instance.describe()
        environment |= {"CMMS_TEST_INSTANCE": json.dumps(description), "CMMS_TEST_DSN": description["dsn"]}
        yield Outcome(
            f"servers for {stage.name.split()[0]}",
            True,
            time.monotonic() - began,
            f"from port {instance.places.base_port}",
        )
    began = time.monotonic()
    report = ROOT / ".run" / f"tests-{stage.name.replace(' ', '-')}.xml"
    report.parent.mkdir(exist_ok=True)
    report.unlink(missing_ok=True)
    options = ["--cov-report="] if "--cov" in stage.arguments else []
    command = [str(BIN / "python"), "-m", "pytest", f"--junitxml={report}", *stage.arguments, *options]
    code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    yield Outcome(stage.name, code == 0, time.monotonic() - began, _count(report))


def _count(report: Path) -> str:
    try:
        suite = ET.parse(report).getroot().find("testsuite")  # noqa: S314 - pytest wrote it a moment ago
    except (OSError, ET.ParseError):
        return "no report"
    if suite is None:
        return "no report"
    tests, skipped = int(suite.get("tests", 0)), int(suite.get("skipped", 0))
    wrong = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
    return f"{tests - skipped - wrong} passed, {wrong} failed, {skipped} skipped"
