"""The worker's steps: text of files, large files, what is left over."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
import sqlalchemy as sa

from services.common.errors import Problem
from services.documents import api
from services.documents.clients.store import Store
from services.documents.models import Document, DocumentPage, DocumentVersion
from services.documents.usecases.extracting import claim_unread, fail_text, fold_pages, keep_text, renew
from services.documents.workers import extractor
from services.documents.workers.reading import Limits
from tests.conftest import database_of
from tests.integration.documents.asking import ask, equipment
from tests.integration.documents.factories import (
    Upload,
    ago,
    announce_version,
    change_row,
    clerk,
    deliver,
    file_document,
    make_case,
)
from tests.integration.documents.files import find_real_pdf, make_bomb, make_pdf
from tests.integration.documents.traces import events
from tests.integration.documents.working import SMALL, extract_all

pytestmark = pytest.mark.usefixtures("store_environment")


@pytest.fixture(autouse=True)
def _nothing_else_waits(store_environment: None) -> None:
    with database_of("documents").transaction() as session:
        session.execute(
            sa.update(DocumentVersion).where(DocumentVersion.text_state == "waiting").values(text_state="none")
        )


def pages_of(upload: Upload) -> list[str]:
    """Give the kept text of a version's pages."""
    statement = (
        sa.select(DocumentPage.text)
        .where(
            DocumentPage.document_id == uuid.UUID(upload.document_id),
            DocumentPage.number == upload.version,
        )
        .order_by(DocumentPage.page)
    )
    with database_of("documents").reading() as session:
        return list(session.scalars(statement))


def search(upload: Upload, words: str) -> int:
    """Give how many pages a search in a document's case finds."""
    with database_of("documents").reading() as session:
        case_id = session.get_one(Document, uuid.UUID(upload.document_id)).case_id
    return len(ask(api.search_documents, clerk(), query={"q": words, "case_id": case_id}).value["items"])


def extractor_store() -> Store:
    """Give the store as the worker opens it."""
    return extractor.open_store()


def let_lease_end(upload: Upload) -> None:
    """Let the time be over for which a worker claimed a version."""
    change_row(upload, leased_until=ago(seconds=1))


def test_the_text_of_a_pdf_is_kept_page_by_page() -> None:
    """Each page's text is kept under its number; the document says how many; that it can be searched is told."""
    actor = clerk()
    upload = file_document(actor, make_pdf("first page", "", "third page"), case_id=make_case())
    extract_all()
    version = ask(api.read_version, actor, **upload.place).value
    assert (version["text_state"], version["pages"], version["text_reason"]) == ("extracted", 3, None)
    assert pages_of(upload) == ["first page", "third page"]
    told = [event for event in events(upload.document_id) if event["type"] == "document_text_extracted"]
    assert [event["data"]["pages"] for event in told] == [3]


def test_a_real_judgment_is_read() -> None:
    """A judgment as courts publish it gives its text."""
    path = find_real_pdf("WP_4_of_25")
    if path is None:
        pytest.skip("the published judgments do not lie beside the project")
    upload = file_document(actor := clerk(), path.read_bytes(), kind="judgment")
    extract_all()
    assert ask(api.read_version, actor, **upload.place).value["text_state"] == "extracted"
    assert sum(map(len, pages_of(upload))) > 2_000


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (make_pdf("secret", password="s3cret"), "encrypted"),
        (b"%PDF-1.4\n" + b"1 0 obj << /Type /Catalog >> endobj " * 3, "broken"),
        (make_pdf("whole")[:300], "broken"),
    ],
    ids=["encrypted", "garbage", "cut off"],
)
def test_a_file_that_cannot_be_read_is_left_at_that(content: bytes, reason: str) -> None:
    """Such a file is marked at once with its reason; it stays a document; the next file is read."""
    actor = clerk()
    upload = file_document(actor, content, case_id=make_case())
    after = file_document(actor, case_id=make_case())
    extract_all()
    document = ask(api.read_document, actor, document_id=upload.document_id).value
    assert (document["text_state"], document["text_reason"]) == ("failed", reason)
    assert ask(api.download_document, actor, document_id=upload.document_id).value["sha256"] == document["sha256"]
    assert after.row.text_state == "extracted"


def test_a_scan_without_text_says_so() -> None:
    """A PDF of pictures is read, has no words, and the reason says why it is not found."""
    upload = file_document(clerk(), make_pdf(""), case_id=make_case())
    extract_all()
    assert (upload.row.text_state, upload.row.text_reason, upload.row.pages) == ("extracted", "no_text", 1)


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Limits(cpu_seconds=1, clock_seconds=30.0), "took_too_long"),
        (Limits(cpu_seconds=30, clock_seconds=1.0), "took_too_long"),
        (Limits(cpu_seconds=30, clock_seconds=30.0, memory=160 * 1024 * 1024), "reader_died"),
    ],
    ids=["processor", "clock", "memory"],
)
def test_an_endless_file_is_tried_thrice_and_given_up(limits: Limits, reason: str) -> None:
    """A file that eats time or memory is stopped, tried again later, and given up after the third time with its reason."""
    actor = clerk()
    upload = file_document(actor, make_bomb(), case_id=make_case())
    for attempt in (1, 2, 3):
        assert upload.row.text_state == "waiting"
        assert extractor.extract_text(equipment(), extractor_store(), limits)
        assert (upload.row.attempts, upload.row.text_reason) == (attempt, reason)
        if attempt < 3:
            assert not extractor.extract_text(equipment(), extractor_store(), limits), (
                "it waits before it is tried again"
            )
            let_lease_end(upload)
    assert upload.row.text_state == "failed"
    assert ask(api.read_document, actor, document_id=upload.document_id).value["text_reason"] == reason


def test_a_file_that_kills_its_worker_is_given_up() -> None:
    """A version that was claimed three times and never given back is not claimed a fourth time."""
    upload = file_document(clerk(), case_id=make_case())
    change_row(upload, attempts=3)
    with database_of("documents").transaction() as session:
        assert claim_unread(session) is None
    assert (upload.row.text_state, upload.row.text_reason) == ("failed", "reader_died")


def test_a_claimed_file_is_not_claimed_twice() -> None:
    """Two workers never read the same file; when one is lost, another takes the file up later."""
    upload = file_document(clerk(), case_id=make_case())
    with database_of("documents").transaction() as session:
        assert claim_unread(session) is not None
    with database_of("documents").transaction() as session:
        assert claim_unread(session) is None
    let_lease_end(upload)
    extract_all()
    assert upload.row.text_state == "extracted"


def test_a_claimed_file_is_held_as_long_as_it_is_read() -> None:
    """Renewing moves the lease's end; once another claimed the file, or it is done, it moves nothing."""
    upload = file_document(clerk(), case_id=make_case())
    with database_of("documents").transaction() as session:
        mine = claim_unread(session)
    assert mine is not None
    let_lease_end(upload)
    with database_of("documents").transaction() as session:
        renew(session, mine)
    held_until = upload.row.leased_until
    assert held_until is not None
    assert held_until > dt.datetime.now(dt.UTC)
    change_row(upload, attempts=2, leased_until=held_until)
    with database_of("documents").transaction() as session:
        renew(session, mine)
    assert upload.row.leased_until == held_until
    extract_all()


def test_a_worker_that_comes_late_changes_nothing() -> None:
    """One that was held up, and finds that another has read its file meanwhile, leaves what is there."""
    upload = file_document(clerk(), make_pdf("in time"), case_id=make_case())
    with database_of("documents").transaction() as session:
        late = claim_unread(session)
    assert late is not None
    let_lease_end(upload)
    extract_all()
    with database_of("documents").transaction() as session:
        keep_text(session, late, fold_pages([(1, "late")]))
        fail_text(session, late, "broken")
    assert (upload.row.text_state, upload.row.text_reason, pages_of(upload)) == ("extracted", None, ["in time"])
    assert len(events(upload.document_id)) == 2


def test_a_store_that_is_away_costs_no_attempt(monkeypatch: pytest.MonkeyPatch) -> None:
    """While the store is away a file is given back as if it had not been claimed."""
    upload = file_document(clerk(), case_id=make_case())

    def be_away(*_: object) -> None:
        raise Problem("unavailable", "store_away", "The document store cannot be reached just now.")

    with monkeypatch.context() as away:
        away.setattr(extractor_store(), "read", be_away)
        with pytest.raises(Problem):
            extractor.extract_text(equipment(), extractor_store(), SMALL)
    assert (upload.row.attempts, upload.row.leased_until) == (0, None)
    extract_all()
    assert upload.row.text_state == "extracted"


def test_a_page_of_signs_that_stand_for_words_is_kept() -> None:
    """A page that spells out to more than PostgreSQL can index is kept whole, and found by what it begins with."""
    signs = [chr(0x3300 + number) for number in range(80)]
    text = " ".join(a + b + c for a in signs[:8] for b in signs for c in signs)
    upload = file_document(clerk(), case_id=make_case())
    with database_of("documents").transaction() as session:
        work = claim_unread(session)
        assert work is not None
        keep_text(session, work, fold_pages([(1, f"beginning {text}")]))
    assert upload.row.text_state == "extracted"
    assert pages_of(upload) == [f"beginning {text}"]
    assert search(upload, "beginning") == 1


def test_another_versions_text_is_kept_apart() -> None:
    """Each version has its own pages."""
    actor = clerk()
    first = file_document(actor, make_pdf("one"), case_id=make_case())
    second = deliver(announce_version(actor, first.document_id, make_pdf("two")))
    ask(api.confirm_upload, actor, **second.place)
    extract_all()
    assert (pages_of(first), pages_of(second)) == (["one"], ["two"])
