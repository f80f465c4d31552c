"""Runs the small programs of the set-up and says what went wrong when one fails."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from deploy.native.failures import NotStartedError, StepFailedError


def run(
    command: Sequence[str | Path],
    *,
    environment: Mapping[str, str] | None = None,
    user: str | None = None,
    folder: Path | None = None,
    seconds: float = 300,
) -> str:
    """Run a program to its end and give what it printed; a failure is named after the program."""
    words = [str(word) for word in command]
    try:
        done = subprocess.run(
            words, env=_clean() if environment is None else dict(environment), user=user, group=user, extra_groups=[] if user else None,
            cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=seconds,
            check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise StepFailedError(
            f"`{_short(words)}` did not end within {seconds:.0f} s.", "Run the command again."
        ) from error
    if done.returncode:
        said = "\n    ".join(done.stdout.strip().splitlines()[-8:])
        raise StepFailedError(
            f"`{_short(words)}` failed:\n    {said}", "Mend what it says, then run the command again."
        )
    return done.stdout


def _clean() -> dict[str, str]:
    # Some of the programs are Python scripts of the system's own interpreter.
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


def _short(words: Sequence[str]) -> str:
    return " ".join([Path(words[0]).name, *words[1:4]])


def wait_for(what: str, is_there: Callable[[], bool], *, seconds: float, log: Path, every: float = 0.1) -> None:
    """Wait until something is there; name it and its log when it does not come."""
    end = time.monotonic() + seconds
    while not is_there():
        if time.monotonic() > end:
            raise NotStartedError(f"{what} did not come up within {seconds:.0f} s.", f"Read its log: {log}")
        time.sleep(every)
