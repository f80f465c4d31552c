"""What the one command says while it works: seconds since it began, and a sentence."""

from __future__ import annotations

import time

_began = time.monotonic()


def say(text: str) -> None:
    """Print one step with the seconds since the command began."""
    print(f"[{time.monotonic() - _began:6.1f} s] {text}", flush=True)


def seconds_so_far() -> float:
    """Give the seconds since the command began."""
    return time.monotonic() - _began
