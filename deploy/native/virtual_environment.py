"""The virtual environment: made by uv from the locked, hashed requirements. Standard library only; quick when nothing changed."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from deploy.native.failures import InstallFailedError, WrongPythonError
from deploy.native.progress import say

ROOT: Final = Path(__file__).resolve().parents[2]
OLDEST: Final = (3, 11)
TOO_NEW: Final = (3, 13)
RUN_LOCK: Final = "requirements.lock"
DEVELOPMENT_LOCK: Final = "requirements-dev.lock"


def require_python() -> None:
    """Refuse an interpreter the platform was not tested on."""
    if not OLDEST <= sys.version_info[:2] < TOO_NEW:
        raise WrongPythonError(
            f"Python 3.11 or 3.12 is needed; {sys.executable} is {sys.version.split()[0]}.",
            "Install python3.11 (Debian 12) or python3.12 (Ubuntu 24.04) with its venv package, and run `python3.11 ./cmms up`.",
        )


def require_virtual_environment(root: Path = ROOT, *, development: bool = False) -> Path:
    """Bring `.venv` to what the lock says; give its interpreter. Development brings what tests need as well."""
    require_python()
    interpreter = root / ".venv/bin/python"
    stamp = root / ".venv/.installed.json"
    lock = DEVELOPMENT_LOCK if development else RUN_LOCK
    installed = _read_stamp(stamp) if interpreter.exists() else {}
    current = {name: _hash(root / name) for name in (RUN_LOCK, DEVELOPMENT_LOCK)}
    # The development lock holds everything the other one holds, in the same versions.
    if DEVELOPMENT_LOCK in installed and installed[DEVELOPMENT_LOCK] == current[DEVELOPMENT_LOCK]:
        return interpreter
    if installed.get(lock) == current[lock]:
        return interpreter
    say(f"installing Python packages from {lock}")
    uv = _find_uv(root)
    if not _runs(interpreter):
        _run([str(uv), "venv", "--quiet", "--clear", "--python", sys.executable, str(root / ".venv")])
    _run(
        [
            *(str(uv), "pip", "install", "--quiet", "--compile-bytecode", "--python", str(interpreter)),
            *("--require-hashes", "-r", str(root / lock)),
        ]
    )
    stamp.write_text(json.dumps({lock: current[lock]}))
    return interpreter


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _read_stamp(stamp: Path) -> dict[str, str]:
    try:
        found: dict[str, str] = json.loads(stamp.read_text())
    except (OSError, ValueError):
        return {}
    return found


def _runs(interpreter: Path) -> bool:
    if not interpreter.exists():
        return False
    check = "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 13))"
    return subprocess.run([str(interpreter), "-c", check], check=False, stderr=subprocess.DEVNULL).returncode == 0


def _find_uv(root: Path) -> Path:
    """Give uv, in the version the lock names: from an earlier set-up, or installed into a small environment of its own."""
    home = root / ".run/uv"
    pinned = _read_pin(root / DEVELOPMENT_LOCK)
    version = pinned.split("==")[1].split()[0]
    if _says(home / "bin/uv", version):
        return home / "bin/uv"
    shutil.rmtree(home, ignore_errors=True)
    home.parent.mkdir(exist_ok=True)
    _run([sys.executable, "-m", "venv", str(home)])
    requirements = home / "requirements.txt"
    requirements.write_text(pinned)
    pip = [str(home / "bin/python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    _run([*pip, "--require-hashes", "-r", str(requirements)])
    return home / "bin/uv"


def _read_pin(lock: Path) -> str:
    """Cut uv's own lines, version and hashes, out of the development lock."""
    found = re.search(r"^uv==\S+(?: \\\n +--hash=\S+)+", lock.read_text(), re.MULTILINE)
    if not found:
        raise InstallFailedError(f"{lock.name} does not name uv.", "Take the file from the repository again.")
    return found[0] + "\n"


def _says(uv: Path, version: str) -> bool:
    if not uv.exists():
        return False
    said = subprocess.run([str(uv), "--version"], capture_output=True, text=True, check=False)
    return said.returncode == 0 and version in said.stdout


def _run(command: list[str]) -> None:
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode:
        last = " ".join(done.stdout.strip().splitlines()[-5:])
        raise InstallFailedError(
            f"`{Path(command[0]).name} {' '.join(command[1:3])}` failed: {last}",
            "Check that the package index can be reached and that the disk is not full, then run the command again.",
        )
