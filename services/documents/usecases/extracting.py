"""Taking the text out of a confirmed file, so that it can be found.

Before it: verifying.py left the version waiting. The worker claims it for a while, reads the file outside any transaction
and keeps what came of it. It sets off: DocumentTextExtracted. A file that cannot be read is left at that with its reason.
"""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.outbox import publish
from services.documents.access import find_version
from services.documents.events import DocumentTextExtracted
from services.documents.models import Document, DocumentPage, DocumentVersion
from services.documents.rules.folding import fold
from services.documents.rules.reading import MOST_ATTEMPTS, NO_TEXT, bound_words, is_final
from services.documents.usecases.audiences import audience_of

_KEEP_PAGE: Final = sa.insert(DocumentPage).values(
    words=sa.func.to_tsvector("simple", sa.bindparam("folded", type_=sa.Text))
)
LEASE: Final = dt.timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Work:
    """A version that a worker has claimed."""

    document_id: uuid.UUID
    number: int
    media_type: str
    sha256: str
    object_key: str
    object_version: str | None
    attempts: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it stands in the file, and folded for search."""

    number: int
    text: str
    folded: str


def fold_pages(pages: list[tuple[int, str]]) -> list[Page]:
    """Fold pages for search; for a long file that takes seconds, so it is done outside any transaction."""
    return [Page(number, text, bound_words(fold(text))) for number, text in pages]


def claim_arrived(session: Session) -> Work | None:
    """Claim the oldest large file that waits to be compared."""
    return _claim(session, DocumentVersion.state == "verifying", DocumentVersion.created_at)


def claim_unread(session: Session) -> Work | None:
    """Claim the oldest confirmed file whose text is waited for; one that killed its worker too often is given up."""
    while work := _claim(session, DocumentVersion.text_state == "waiting", DocumentVersion.confirmed_at):
        if work.attempts <= MOST_ATTEMPTS:
            return work
        fail_text(session, work, "reader_died")
    return None


def _claim(session: Session, waits: Any, order: Any) -> Work | None:
    free = sa.or_(DocumentVersion.leased_until.is_(None), DocumentVersion.leased_until < sa.func.now())
    version = session.scalars(
        sa.select(DocumentVersion).where(waits, free).order_by(order).limit(1).with_for_update(skip_locked=True)
    ).one_or_none()
    if version is None:
        return None
    version.leased_until = dt.datetime.now(dt.UTC) + LEASE
    version.attempts += 1
    session.flush()
    return Work(
        version.document_id, version.number, version.media_type, version.sha256, version.object_key,
        version.object_version, version.attempts,
    )  # fmt: skip


def renew(session: Session, work: Work) -> None:
    """Hold a claimed version longer, unless somebody else claimed it meanwhile."""
    session.execute(
        sa.update(DocumentVersion)
        .where(
            DocumentVersion.document_id == work.document_id,
            DocumentVersion.number == work.number,
            DocumentVersion.attempts == work.attempts,
            DocumentVersion.leased_until.is_not(None),
        )
        .values(leased_until=dt.datetime.now(dt.UTC) + LEASE)
    )


def give_back(session: Session, work: Work) -> None:
    """Give a claimed version back as if it had not been claimed: the store or another service was away."""
    version = find_version(session, work.document_id, work.number, lock=True)
    version.leased_until = None
    version.attempts = max(0, version.attempts - 1)


def keep_text(session: Session, work: Work, pages: list[Page]) -> None:
    """Keep the pages' text and words; a page without text takes no row."""
    document = session.get_one(Document, work.document_id, with_for_update=True)
    version = find_version(session, work.document_id, work.number, lock=True)
    if version.text_state != "waiting":
        return
    whose = {"document_id": document.id, "number": work.number, "case_id": document.case_id}
    rows = [{**whose, "page": page.number, "text": page.text, "folded": page.folded} for page in pages if page.text]
    if rows:
        session.connection().execute(_KEEP_PAGE, rows)
    version.text_state, version.pages, version.leased_until = "extracted", len(pages), None
    version.text_reason = None if rows else NO_TEXT
    document.version += 1
    event = DocumentTextExtracted(
        document_id=document.id, version=work.number, pages=len(pages), case_id=document.case_id
    )
    publish(session, event, audience=audience_of(session, document))


def fail_text(session: Session, work: Work, reason: str) -> None:
    """Keep why the text could not be had; final reasons, and the third failure, are left at that."""
    document = session.get_one(Document, work.document_id, with_for_update=True)
    version = find_version(session, work.document_id, work.number, lock=True)
    if version.text_state != "waiting":
        return
    version.text_reason = reason
    if is_final(reason, work.attempts):
        version.text_state, version.leased_until = "failed", None
        document.version += 1
