"""Having a cause list's file read by a child process, and making sense of what it wrote and of how it ended."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

from services.scheduling.rules.cause_list_pdf import Page, Word, read_rows
from services.scheduling.rules.cause_list_rows import Row, Table, UnreadableList, read_table
from services.scheduling.workers import cause_list_child

_CHILD: Final = Path(cause_list_child.__file__)
_CPU_SECONDS: Final = 60
_CLOCK_SECONDS: Final = 120.0
_MEMORY: Final = 768 * 1024 * 1024
# Beyond its time, its output, or killed by the clock; whatever else ends a reader, the file is what it could not bear.
_TOO_MUCH: Final = (-signal.SIGXCPU, -signal.SIGXFSZ, -signal.SIGKILL)
_SENTENCES: Final = {
    "file_unreadable": "The file is damaged and cannot be read. Save it anew, or ask for it again.",
    "workbook_old_or_locked": "The file is an old XLS or has a password. Save it as XLSX without a password.",
    "workbook_too_large": "The workbook unpacks to far more than a cause list holds. Copy the rows into a new, empty workbook.",
    "workbook_unreadable": "The workbook cannot be read. Save it anew as XLSX and send it again.",
    "encoding_not_utf8": "The file's letters cannot be read. Save it as CSV UTF-8 and send it again.",
    "quoting_malformed": "A quotation mark opens or closes in the wrong place. Save the list as CSV anew, or send it as XLSX.",
    "too_many_rows": "The file has more rows than a court's lists can have. Send each day's list by itself.",
    "not_a_list": "The file is neither a table (CSV, XLSX) nor a PDF. Send one of these.",
    "pdf_locked": "The PDF has a password. Send one without.",
    "pdf_unreadable": "The PDF is damaged. Ask for it again, or send the list as CSV or XLSX.",
    "pdf_too_long": "The PDF has more pages than a court's list. Send each day's list by itself.",
    "pdf_without_text": "The PDF is a picture of the list, without text. Ask the court for the file itself, or enter the list as a table.",
    "took_too_much": "The file takes too much to read. Copy the rows into a new, empty workbook and send that.",
}  # fmt: skip


def read_list(content: bytes) -> Table:
    """Read a cause list's file; raises UnreadableList with what to do."""
    with tempfile.TemporaryFile() as file, tempfile.TemporaryFile() as output:
        file.write(content)
        file.flush()
        ended = _run(file.fileno(), output)
        if ended != 0:
            raise _refusal("took_too_much" if ended in _TOO_MUCH else "file_unreadable")
        output.seek(0)
        return read_table(_rows(output))


def _run(file: int, output: IO[bytes]) -> int:
    command = [sys.executable, "-I", str(_CHILD), f"/dev/fd/{file}", str(_CPU_SECONDS), str(_MEMORY)]
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.DEVNULL, cwd="/",
        env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"}, start_new_session=True, pass_fds=(file,),
    )  # fmt: skip
    try:
        return process.wait(timeout=_CLOCK_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        return process.wait()


def _rows(output: IO[bytes]) -> Iterator[Row]:
    """Give the rows of what the child wrote; those of a PDF once all its words are there."""
    pages: list[Page] = []
    for line in output:
        kind, *rest = json.loads(line)
        if kind == "fault":
            raise _refusal(rest[0])
        if kind == "row":
            yield rest[0], rest[1]
        else:
            pages.append(Page([Word(*word) for word in rest[0]], rest[1]))
    if pages:
        if not any(page.words for page in pages):
            raise _refusal("pdf_without_text")
        yield from read_rows(pages)


def _refusal(code: str) -> UnreadableList:
    return UnreadableList(code, _SENTENCES[code])
