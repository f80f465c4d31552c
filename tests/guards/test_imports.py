"""The import contracts hold, and each is broken once to see it fail."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.guards.tree import ROOT

BREAKS = {
    "independence": ("services/cases/access.py", "from services.scheduling import models"),
    "layers": ("services/cases/rules/breaks.py", "from services.cases import models"),
    "chassis": ("services/common/ids.py", "from services.cases import events"),
    "rules": ("services/cases/rules/breaks.py", "import sqlalchemy"),
    "nameko": ("services/cases/access.py", "import nameko"),
    "gateway": ("gateway/problems.py", "from services.cases import models"),
}


def lint(folder: Path, contract: str) -> subprocess.CompletedProcess[str]:
    """Check one contract of a tree."""
    program = Path(sys.executable).parent / "lint-imports"
    command = [str(program), "--no-cache", "--contract", contract]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("contract", sorted(BREAKS))
def test_a_contract_sees_its_break(contract: str, tmp_path: Path) -> None:
    """One forbidden import added to a copy of the tree breaks the contract that forbids it."""
    for package in ("services", "gateway"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__", "web"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    path, line = BREAKS[contract]
    with (tmp_path / path).open("a") as file:
        file.write(f"\n{line}\n")
    done = lint(tmp_path, contract)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "BROKEN" in done.stdout
