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
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
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
# What pytest ends with when it was given no test.
_NONE_CHOSEN: Final = 5


# Files are handed to as many processes; each has databases of its own.
AT_ONCE: Final = ("-n", str(min(os.cpu_count() or 1, 4)), "--dist", "loadfile")
# These share names on the broker, or a bucket, and mostly wait for outages to be noticed: each group in one process, beside the others.
ON_THE_BUS: Final = (
    ("tests/integration/chassis",),
    ("tests/integration/gateway", "tests/integration/documents"),
)


@dataclass(frozen=True)
class Stage:
    """Some tests, and the parts of the platform that they need.

    `apart`: what runs beside the others, each group in its own process. `leaves_room`: it mostly waits for answers, one at a time, so
    that the checks that need no server run beside it.
    """

    name: str
    arguments: tuple[str, ...]
    parts: tuple[str, ...]
    is_shared_out: bool = False
    apart: tuple[tuple[str, ...], ...] = ()
    leaves_room: bool = False

    @property
    def lanes(self) -> list[tuple[str, ...]]:
        """The arguments of each run of pytest."""
        shared_out = AT_ONCE if self.is_shared_out else ()
        left_out = [f"--ignore={folder}" for group in self.apart for folder in group]
        options = [word for word in self.arguments if not word.startswith("tests/")]
        return [(*self.arguments, *shared_out, *left_out), *((*group, *options) for group in self.apart)]


@dataclass(frozen=True)
class Outcome:
    """How a stage ended."""

    name: str
    is_good: bool
    seconds: float
    says: str


Check = Callable[[], list[Outcome]]

UNIT: Final = Stage("unit", ("tests/unit", "tests/guards"), (), is_shared_out=True)
INTEGRATION: Final = Stage(
    "integration", ("tests/integration",), INFRASTRUCTURE_PARTS, is_shared_out=True, apart=ON_THE_BUS
)
JOURNEYS: Final = Stage("journeys", ("tests/journeys",), ALL_PARTS, leaves_room=True)
# A browser mostly waits: two beside one another take little longer than one.
BROWSER: Final = Stage("browser", ("tests/browser",), ALL_PARTS, is_shared_out=True)
FAULTS: Final = Stage("faults", ("tests/faults",), ALL_PARTS)
COVERAGE: Final = Stage(
    "unit and integration",
    (*UNIT.arguments, *INTEGRATION.arguments, "--cov", "--cov-report="),
    INFRASTRUCTURE_PARTS,
    is_shared_out=True,
    apart=ON_THE_BUS,
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
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    outcomes = list(_run_all(stages, _choose_checks(name)))
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


def _choose_checks(name: str) -> list[Check]:
    commands = {} if name in ("chosen", "client") else STYLE | (TYPES if name == "all" else {})
    checks: list[Check] = [partial(_check, of, command) for of, command in commands.items()]
    return [*checks, _check_client] if name in ("client", "all") else checks


def _extend(stage: Stage, words: Sequence[str]) -> Stage:
    return replace(stage, arguments=(*stage.arguments, *words))


def _run_all(stages: Sequence[Stage], checks: Sequence[Check]) -> Iterator[Outcome]:
    beside = next((stage for stage in stages if stage.leaves_room), stages[-1] if stages else None)
    begun: list[Future[list[Outcome]]] = []
    with ThreadPoolExecutor(max(1, len(checks))) as pool:

        def begin() -> None:
            begun.extend(pool.submit(check) for check in checks)

        with _servers(any(stage.parts for stage in stages)) as instance:
            for stage in stages:
                yield from _run_stage(stage, instance, begin if stage is beside else None)
        if beside is None:
            begin()
        if COVERAGE.name in [stage.name for stage in stages]:
            yield from _check_coverage()
        for check in begun:
            yield from check.result()


def _check_coverage() -> list[Outcome]:
    options = [f"--include={','.join(COVERED)}", f"--fail-under={LEAST_COVERAGE}", "--skip-covered", "--show-missing"]
    subprocess.run([BIN / "python", "-m", "coverage", "combine", "--quiet"], cwd=ROOT, check=True)
    return _check("coverage of the rules", (BIN / "python", "-m", "coverage", "report", *options))


def _check_client() -> list[Outcome]:
    """Look at the web client: its types against the API's description, its words, its rules."""
    describe()
    install_packages()
    run_node("npm", "run", "--silent", "types")
    outcomes = []
    for name, command in CLIENT.items():
        began = time.monotonic()
        try:
            run_node(*command)
        except InstallFailedError as error:
            print(f"\n--- {name}\n{error}")
            outcomes.append(Outcome(name, False, time.monotonic() - began, ""))
        else:
            outcomes.append(Outcome(name, True, time.monotonic() - began, ""))
    return outcomes


def _check(name: str, command: Sequence[Any]) -> list[Outcome]:
    began = time.monotonic()
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode:
        print(f"\n--- {name}\n{done.stdout}")
    last = done.stdout.strip().splitlines()[-1:] or [""]
    return [Outcome(name, done.returncode == 0, time.monotonic() - began, last[0][:90])]


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


def _run_stage(stage: Stage, instance: Instance | None, begin: Callable[[], None] | None) -> Iterator[Outcome]:
    """Start what the stage needs, then what runs beside it (`begin`), and run its tests."""
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
    if begin:
        begin()
    began = time.monotonic()
    with ThreadPoolExecutor(len(stage.lanes)) as pool:
        ran = list(pool.map(lambda lane: _run_lane(stage, lane, environment), range(len(stage.lanes))))
    counts = [sum(count) for count in zip(*(_count(report) for _, report in ran), strict=True)]
    codes = {code for code, _ in ran}
    # A choice of tests may have none in one of the lanes.
    is_good = 0 in codes and codes <= {0, _NONE_CHOSEN}
    says = "{} passed, {} failed, {} skipped".format(*counts)
    yield Outcome(stage.name, is_good, time.monotonic() - began, says)


def _run_lane(stage: Stage, number: int, environment: dict[str, str]) -> tuple[int, Path]:
    """Run the tests of a process; what several print at the same time is printed one after the other."""
    report = ROOT / ".run" / f"tests-{stage.name.replace(' ', '-')}-{number}.xml"
    report.parent.mkdir(exist_ok=True)
    report.unlink(missing_ok=True)
    command = [str(BIN / "python"), "-m", "pytest", f"--junitxml={report}", *stage.lanes[number]]
    own = environment | {"COVERAGE_FILE": str(ROOT / f".coverage.{number}")}
    if len(stage.lanes) == 1:
        return subprocess.run(command, cwd=ROOT, env=own, check=False).returncode, report
    done = subprocess.run(
        command, cwd=ROOT, env=own, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    print(done.stdout, flush=True)
    return done.returncode, report


def _count(report: Path) -> tuple[int, int, int]:
    """Give how many tests passed, failed and were skipped; where there is no report, one failed."""
    try:
        suite = ET.parse(report).getroot().find("testsuite")  # noqa: S314 - pytest wrote it a moment ago
    except (OSError, ET.ParseError):
        suite = None
    if suite is None:
        return 0, 1, 0
    tests, skipped = int(suite.get("tests", 0)), int(suite.get("skipped", 0))
    wrong = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
    return tests - skipped - wrong, wrong, skipped
