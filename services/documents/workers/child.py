"""Reads the text of one file. Runs as a process of its own, with hard limits and nothing of the service in it.

A file comes from anywhere, and a reader of PDF is a large program: whatever it does to this process (crash, loop, eat the
memory), the worker lives on. Started as `python -I child.py FILE TYPE SECONDS BYTES`; stands alone and imports nothing of ours,
so that the secrets and the code of the service are not in its memory. Writes one JSON array a page to standard output.
"""

from __future__ import annotations

import io
import json
import resource
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

ENCRYPTED, BROKEN, TOO_MANY_PAGES = 3, 4, 5
"""Exit codes that say what is wrong with the file."""
LARGEST_OUTPUT = 64 * 1024 * 1024
TEXT_PAGE = 4_000
MOST_PAGES = 5_000


def limit(seconds: int, memory: int) -> None:
    """Bound what this process may use: processor time, memory, bytes written, files, no further processes, no core dump."""
    # Python ignores the signal of a file that grew too large; it must end this process, so that its parent knows why.
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    # At the soft limit comes the signal that says why, at the hard one the end.
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 2))
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, LARGEST_OUTPUT),
        (resource.RLIMIT_NOFILE, 32),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def read_pdf(path: str) -> Iterator[tuple[int, str]]:
    """Give the pages of a PDF with their text."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(Path(path).open("rb"))  # noqa: SIM115 - open as long as the process lives
    except pypdfium2.PdfiumError as error:
        sys.exit(ENCRYPTED if "assword" in str(error) or "security" in str(error).lower() else BROKEN)
    if not len(document):
        sys.exit(BROKEN)
    if len(document) > MOST_PAGES:
        sys.exit(TOO_MANY_PAGES)
    for number in range(len(document)):
        try:
            text = document[number].get_textpage().get_text_range()
        except pypdfium2.PdfiumError:
            sys.exit(BROKEN)
        yield number + 1, text


def read_text(path: str) -> Iterator[tuple[int, str]]:
    """Give a text file in pieces of a page's size, broken at line ends; UTF-8 unless its first bytes say UTF-16."""
    raw = Path(path).read_bytes()
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    text, start, page = raw.decode(encoding, errors="replace"), 0, 1
    while start < len(text):
        end = start + TEXT_PAGE
        gap = max(text.rfind("\n", start, end), text.rfind(" ", start, end)) if end < len(text) else len(text)
        end = gap + 1 if gap > start else end
        yield page, text[start:end]
        start, page = end, page + 1


def main() -> None:
    """Read the command line, limit the process, write the pages."""
    path, media_type, seconds, memory = sys.argv[1:5]
    limit(int(seconds), int(memory))
    output = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", errors="replace")
    for number, text in read_pdf(path) if media_type == "application/pdf" else read_text(path):
        output.write(json.dumps([number, text], ensure_ascii=False) + "\n")
    output.flush()


if __name__ == "__main__":
    main()
