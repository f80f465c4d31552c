"""Reading files by a child process: what each kind of file gives, and why one gives nothing."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import pytest

from services.documents.rules.reading import FINAL, LARGEST_INDEX, bound_words
from services.documents.workers import reading
from services.documents.workers.child import MOST_PAGES, TEXT_PAGE
from services.documents.workers.reading import Limits, NotReadableError, read_pages
from tests.integration.documents.files import make_pdf

LIMITS = Limits(cpu_seconds=20, clock_seconds=60.0)


def read(content: bytes, media_type: str = "text/plain", limits: Limits = LIMITS) -> list[tuple[int, str]]:
    """Read a file's pages."""
    with tempfile.TemporaryFile() as file:
        file.write(content)
        file.flush()
        return read_pages(file, media_type, limits)


def reason_of(content: bytes, media_type: str = "text/plain", limits: Limits = LIMITS) -> str:
    """Give why a file cannot be read."""
    with pytest.raises(NotReadableError) as failure:
        read(content, media_type, limits)
    return failure.value.reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_text_is_read_in_its_encoding(encoding: str) -> None:
    """UTF-8 with and without its mark, and UTF-16 with its mark, give the same text."""
    assert read("گواہ نے کہا".encode(encoding)) == [(1, "گواہ نے کہا")]


def test_a_text_of_no_encoding_is_read_as_far_as_it_goes() -> None:
    """Bytes that are no text become a sign for that; the rest is read."""
    ((_, text),) = read(b"good \xff\xfe bad")
    assert text.startswith("good")
    assert text.endswith("bad")


def test_a_long_text_is_cut_at_words() -> None:
    """A text longer than a page is cut at a space or a line's end, and nothing is lost."""
    words = [f"word{number}" for number in range(2_000)]
    pages = read(" ".join(words).encode())
    assert [number for number, _ in pages] == list(range(1, len(pages) + 1))
    assert all(len(text) <= TEXT_PAGE for _, text in pages)
    assert " ".join(text for _, text in pages).split() == words


def test_a_text_without_a_space_is_cut_all_the_same() -> None:
    """A word longer than a page is cut at the page's length."""
    pages = read(b"x" * (TEXT_PAGE * 2 + 1))
    assert [len(text) for _, text in pages] == [TEXT_PAGE, TEXT_PAGE, 1]


def test_too_much_text_is_left_at_that() -> None:
    """More text than is kept is refused for good: by the parent when it counts, by the system when it is very much."""
    assert reason_of(b"\n".join([b"w" * 3_990] * 5_100)) == "too_much_text"
    assert reason_of(b"\n".join([b"w" * 3_990] * 17_000)) == "too_much_text"
    assert "too_much_text" in FINAL


def test_too_many_pages_are_left_at_that() -> None:
    """A PDF of more pages than anybody reads is refused."""
    assert reason_of(make_pdf(*["x"] * (MOST_PAGES + 1)), "application/pdf") == "too_many_pages"


def test_a_pdf_without_pages_is_broken() -> None:
    """A PDF that opens and has no page is broken."""
    assert reason_of(b"%PDF-1.4\n", "application/pdf") == "broken"


def test_the_reader_cannot_reach_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The child gets none of the service's secrets: neither its environment nor its modules."""
    spy = tmp_path / "spy.py"
    spy.write_text("import json, os, sys\nprint(json.dumps([1, ' '.join([*os.environ, *sys.modules])]))\n")
    monkeypatch.setenv("CMMS_S3_SECRET_KEY", "secret")
    monkeypatch.setattr(reading, "_CHILD", spy)
    ((_, seen),) = read(b"x")
    assert "CMMS" not in seen
    assert "services" not in seen


def test_an_ended_child_is_said_to_have_died(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Whatever else ends the child, its file is not readable and the caller lives."""
    spy = tmp_path / "spy.py"
    spy.write_text("import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)\n")
    monkeypatch.setattr(reading, "_CHILD", spy)
    assert reason_of(b"x") == "reader_died"


def test_the_limits_end_a_child_that_loops(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A child that sleeps for ever is ended by the clock."""
    spy = tmp_path / "spy.py"
    spy.write_text("import time\ntime.sleep(600)\n")
    monkeypatch.setattr(reading, "_CHILD", spy)
    assert reason_of(b"x", limits=Limits(cpu_seconds=20, clock_seconds=0.2)) == "took_too_long"


def test_words_are_bounded_by_their_bytes() -> None:
    """Short text is kept whole; long text is cut between letters."""
    assert bound_words("گواہ") == "گواہ"
    cut = bound_words("ء" * LARGEST_INDEX)
    assert len(cut.encode()) <= LARGEST_INDEX
    assert set(cut) == {"ء"}


def test_output_is_read_line_by_line() -> None:
    """What the child wrote is cleaned and numbered."""
    assert reading._read_output(io.BytesIO(b'[1, "a\\u0000b"]\n[2, ""]\n')) == [(1, "ab"), (2, "")]
