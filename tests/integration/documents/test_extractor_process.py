"""The worker as installations run it: a process of its own, killed and started again."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

from services.documents import api
from services.documents.models import DocumentVersion
from tests.conftest import database_of
from tests.integration.documents.asking import ask
from tests.integration.documents.factories import Upload, ago, change_row, clerk, file_document, make_case
from tests.integration.documents.files import ROOT, find_real_pdf, make_bomb, make_pdf
from tests.integration.documents.working import give_environment

pytestmark = pytest.mark.usefixtures("store_environment")


def eventually(is_so: Callable[[], bool], what: str, *, seconds: float = 60) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, f"waited {seconds} s for {what}"
        time.sleep(0.05)


@contextmanager
def worker(log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run the worker's process; end it at the end."""
    command = [sys.executable, "-m", "services.documents.workers.extractor"]
    with log.open("ab") as file:
        process = subprocess.Popen(command, cwd=ROOT, env=give_environment(), stdout=file, stderr=file)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Give where the worker writes what it does; nothing of other tests waits for it."""
    with database_of("documents").transaction() as session:
        session.execute(
            sa.update(DocumentVersion).where(DocumentVersion.text_state == "waiting").values(text_state="none")
        )
    return tmp_path / "worker.log"


def is_read(upload: Upload) -> bool:
    """Tell whether a version's text is not waited for any more."""
    return upload.row.text_state in ("extracted", "failed")


def count(words: str, case_id: object) -> int:
    """Give how many pages a search in a case finds."""
    return len(ask(api.search_documents, clerk(), query={"q": words, "case_id": case_id}).value["items"])


def test_what_the_worker_read_is_found(log: Path) -> None:
    """The text of a filed PDF, a real judgment where one is there, is found by search soon after its confirmation."""
    case_id, actor = make_case(), clerk()
    path = find_real_pdf("WP_4_of_25")
    uploads = [file_document(actor, make_pdf("The State versus Allah Ditta"), case_id=case_id)]
    if path is not None:
        uploads.append(file_document(actor, path.read_bytes(), case_id=case_id, kind="judgment"))
    assert count("state", case_id) == 0
    with worker(log):
        eventually(lambda: all(map(is_read, uploads)), "the files to be read")
    assert count('"allah ditta"', case_id) == 1
    assert path is None or count("court", case_id) > 1


def test_broken_files_do_not_stop_the_worker(log: Path) -> None:
    """Encrypted, broken and endless files get their reasons; the good ones between them are read; the worker lives."""
    case_id, actor = make_case(), clerk()
    encrypted = file_document(actor, make_pdf("x", password="s3cret"), case_id=case_id)
    broken = file_document(actor, b"%PDF-1.4\nnothing of a PDF follows", case_id=case_id)
    endless = file_document(actor, make_bomb(), case_id=case_id)
    change_row(endless, attempts=2)
    good = file_document(actor, make_pdf("good"), case_id=case_id)
    with worker(log) as process:
        eventually(lambda: all(map(is_read, (encrypted, broken, good))), "the files to be read")
        eventually(lambda: is_read(endless), "the endless file to be given up for good")
        assert process.poll() is None, log.read_text()
    assert [upload.row.text_reason for upload in (encrypted, broken, good)] == ["encrypted", "broken", None]
    assert endless.row.text_state == "failed"
    assert endless.row.text_reason in ("reader_died", "took_too_long")
    assert count("good", case_id) == 1


def test_a_killed_worker_loses_nothing(log: Path) -> None:
    """Killed (-9) while it reads a file, the worker's successor reads that file again and the others after it, once each."""
    case_id, actor = make_case(), clerk()
    slow = file_document(actor, make_bomb(400_000), case_id=case_id)
    others = [file_document(actor, make_pdf(f"page of {number}"), case_id=case_id) for number in range(5)]
    with worker(log) as process:
        eventually(lambda: slow.row.leased_until is not None, "the worker to begin")
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert slow.row.text_state == "waiting"
    change_row(slow, leased_until=ago(seconds=1))
    with worker(log):
        eventually(lambda: all(map(is_read, (slow, *others))), "the files to be read")
    assert (slow.row.text_state, slow.row.attempts) == ("extracted", 2)
    assert {upload.row.text_state for upload in others} == {"extracted"}
    assert count("page", case_id) == 5


def test_a_worker_that_is_told_to_stop_stops(log: Path) -> None:
    """SIGTERM ends it with 0 after the step under way."""
    with worker(log) as process:
        eventually(lambda: log.exists() and "worker_started" in log.read_text(), "the worker to begin")
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0


def test_without_its_settings_the_worker_names_them(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker without the store's settings ends at once and says which are missing."""
    monkeypatch.delenv("CMMS_S3_BUCKET")
    with worker(log) as process:
        assert process.wait(30) != 0
    assert "S3_BUCKET" in log.read_text()
