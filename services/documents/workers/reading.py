"""Having a file read by a child process, and making sense of how that ended."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from services.documents.rules.reading import LARGEST_TEXT, clean_text
from services.documents.workers import child

_CHILD: Final = Path(child.__file__)
_REASONS: Final = {
    child.ENCRYPTED: "encrypted",
    child.BROKEN: "broken",
    child.TOO_MANY_PAGES: "too_many_pages",
    -signal.SIGXCPU: "took_too_long",
    -signal.SIGXFSZ: "too_much_text",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may use: seconds of the processor, seconds by the clock, bytes of memory."""

    cpu_seconds: int = 60
    clock_seconds: float = 120.0
    memory: int = 1024 * 1024 * 1024


class NotReadableError(Exception):
    """A file whose text could not be had; `reason` is one word."""

    def __init__(self, reason: str) -> None:
        """Take the reason."""
        super().__init__(reason)
        self.reason = reason


def read_pages(file: IO[bytes], media_type: str, limits: Limits) -> list[tuple[int, str]]:
    """Give the pages of an open file with their text, or raise NotReadableError; never takes longer than the limits allow.

    The file needs no name, so that nothing of it stays behind when this process is killed.
    """
    with tempfile.TemporaryFile() as output:
        ended = _run(file.fileno(), media_type, limits, output)
        if ended != 0:
            raise NotReadableError(_REASONS.get(ended, "reader_died"))
        output.seek(0)
        return _read_output(output)


def _run(file: int, media_type: str, limits: Limits, output: IO[bytes]) -> int:
    path = f"/dev/fd/{file}"
    command = [sys.executable, "-I", str(_CHILD), path, media_type, str(limits.cpu_seconds), str(limits.memory)]
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.DEVNULL, cwd="/",
        env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"}, start_new_session=True, pass_fds=(file,),
    )  # fmt: skip
    try:
        return process.wait(timeout=limits.clock_seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return -signal.SIGXCPU


def _read_output(output: IO[bytes]) -> list[tuple[int, str]]:
    pages: list[tuple[int, str]] = []
    length = 0
    for line in output:
        number, text = json.loads(line)
        cleaned = clean_text(text)
        length += len(cleaned)
        if length > LARGEST_TEXT:
            raise NotReadableError("too_much_text")
        pages.append((int(number), cleaned))
    return pages
