"""The published case carried from FIR to verdict through every service, as `./cmms demo` does it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.demo.story import STEPS
from deploy.demo.world import World
from tests.guards.tree import ROOT

JUDGMENTS = ROOT.parent / "shared/data/judgments"
PAPERS: list[Path | None] = [None, *sorted(JUDGMENTS.glob("*.pdf"))[:2]]


def tell(*words: str) -> subprocess.CompletedProcess[str]:
    """Run the demonstration's command against the tests' platform."""
    command = [sys.executable, "-m", "deploy.demo", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=280, check=False)


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: "a made page" if paper is None else paper.name)
def test_the_case_is_carried_from_fir_to_verdict(paper: Path | None) -> None:
    """Every step says what it did and where to look, as JSON a line; real judgments serve as the police report."""
    done = tell("--json", *(["--file", str(paper)] if paper else []))

    assert done.returncode == 0, done.stdout + done.stderr
    *steps, last = [json.loads(line) for line in done.stdout.splitlines()]
    assert last == {"done": True, "steps": len(steps)}
    assert len(steps) >= len(STEPS)
    assert all(step["what"] and step["look"] for step in steps)
    if paper is not None:
        read = next(step for step in steps if "sha256" in step)
        assert read["text"] == "extracted"


@pytest.mark.usefixtures("world")
def test_people_read_the_steps_as_text() -> None:
    """Without --json each step is a numbered sentence with the address to look at."""
    done = tell()

    assert done.returncode == 0, done.stdout + done.stderr
    assert "  1. FIR 435/2022 and 436/2022 registered" in done.stdout
    assert done.stdout.rstrip().endswith("All steps done.")


def test_a_step_that_fails_ends_it(world: World, tmp_path: Path) -> None:
    """What is no PDF is refused at confirmation: the demonstration stops there, says so, and ends with another status."""
    fake = tmp_path / "report.pdf"
    fake.write_bytes(b"MZ this is a program")
    done = tell("--file", str(fake))

    assert world.people
    assert done.returncode == 1
    assert "Step 5 failed" in done.stderr
    assert "the police report received" not in done.stdout
