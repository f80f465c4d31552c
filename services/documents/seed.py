"""Demonstration data: a circular of the office and a leaflet of the library, each a small PDF that was sent and confirmed.

Made through the use cases and the store, as a browser would; run again it adds only what is missing. The texts are made up.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any, Final

import urllib3

from services.common.actor import EVERYWHERE, Actor
from services.common.answering import Equipment
from services.common.ids import seed_id
from services.documents.clients.store import Store
from services.documents.models import Document, DocumentVersion
from services.documents.settings import DocumentsSettings, read_settings
from services.documents.usecases.confirming import confirm_upload
from services.documents.usecases.uploading import start_upload, start_version


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of the demonstration: whose it is, what it is, what stands on it."""

    label: str
    account: str
    kind: str
    title: str
    lines: tuple[str, ...]


PAPERS: Final = (
    Paper(
        "circular-1", "supervisor", "correspondence", "Circular 1: scrutiny of police reports",
        (
            "Circular 1 - for demonstration",
            "Police reports under section 173 CrPC are scrutinised within three days of their receipt.",
            "Defects are named one by one when a report is returned to the investigating officer.",
        ),
    ),
    Paper(
        "leaflet-1", "trainer", "library", "Leaflet: sending a document",
        (
            "Leaflet - for demonstration",
            "A document is announced, sent to the store and confirmed. Nobody can change it afterwards;",
            "a better copy is filed as a new version, and the earlier ones stay.",
        ),
    ),
)  # fmt: skip


def seed(equipment: Equipment) -> None:
    """Make what is missing of the demonstration."""
    settings = read_settings()
    store = Store(settings)
    for paper in PAPERS:
        _file(equipment, settings, store, paper)


def _file(equipment: Equipment, settings: DocumentsSettings, store: Store, paper: Paper) -> None:
    may = frozenset({"documents.upload", "documents.read", "documents.publish"})
    actor = Actor(id=str(seed_id(f"account:{paper.account}")), may=may, districts=(EVERYWHERE,))
    content = make_pdf(paper.lines)
    version = _announce(equipment, actor, paper, content)
    if version is None:
        return
    form = store.write_form(
        version.object_key, size=version.size, media_type=version.media_type, until=version.expires_at
    )
    # The form's own address is for browsers; here, among the services, the store may have another one.
    address = f"{settings.s3_url.rstrip('/')}/{settings.s3_bucket}"
    file = (version.file_name, content, version.media_type)
    answer = urllib3.PoolManager().request("POST", address, fields={**form.fields, "file": file}, timeout=30.0)
    if answer.status >= 300:
        raise OSError(f"the store did not take {version.file_name}: {answer.status} {answer.data[:300]!r}")
    confirm_upload(equipment.database, store, actor, version.document_id, version.number)


def _announce(equipment: Equipment, actor: Actor, paper: Paper, content: bytes) -> DocumentVersion | None:
    """Announce a paper that is not there yet, or whose file never arrived; None when it is there."""
    file: dict[str, Any] = {
        "file_name": f"{paper.label}.pdf", "media_type": "application/pdf", "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }  # fmt: skip
    document_id = seed_id(f"document:{paper.label}")
    with equipment.database.transaction() as session:
        known = session.get(Document, document_id)
        if known is None:
            new = {"case_id": None, "kind": paper.kind, "title": paper.title, "is_sealed": False, **file}
            return start_upload(session, actor, new, trusted=True, document_id=document_id)
        again = {**file, "reason": "The first file never arrived"}
        return start_version(session, actor, document_id, again) if known.current is None else None


def make_pdf(lines: tuple[str, ...]) -> bytes:
    """Make a PDF of one page with these lines, in letters that every reader of PDF has."""
    text = b" ".join(b"(%s) Tj T*" % line.encode("ascii") for line in lines)
    drawn = b"BT /F1 11 Tf 18 TL 60 760 Td %s ET" % text
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    file, places = b"%PDF-1.4\n", b""
    for number, body in enumerate(objects, 1):
        places += b"%010d 00000 n \n" % len(file)
        file += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    count = len(objects) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, places)
    return file + table + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, len(file))
