"""People, cases and documents that documents' tests are about, valid by default."""

from __future__ import annotations

import datetime as dt
import itertools
import uuid
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from services.common.actor import Actor
from services.documents import api
from services.documents.clients.cases import CaseFacts
from services.documents.models import DocumentVersion
from services.documents.usecases.references import keep_case
from tests.conftest import database_of, make_actor
from tests.integration.documents.asking import ask
from tests.integration.documents.files import describe, make_pdf
from tests.integration.documents.stores import send

DISTRICT = "karachi-south"
_numbers = itertools.count(1)


def clerk(*more: str, districts: tuple[str, ...] = (DISTRICT,), id: uuid.UUID | None = None) -> Actor:  # noqa: A002 - as the actor's
    """Make one who files and reads documents in a district."""
    return make_actor("documents.upload", "documents.read", *more, districts=districts, id=id)


def supervisor(*more: str, districts: tuple[str, ...] = (DISTRICT,)) -> Actor:
    """Make one who seals, holds, and reads what is sealed."""
    return clerk("documents.read_sealed", "documents.seal", "documents.hold", *more, districts=districts)


def prosecutor(person: uuid.UUID | None = None) -> Actor:
    """Make a prosecutor in whose sight no district is."""
    return clerk(districts=(), id=person)


def make_case(*, district: str = DISTRICT, is_sealed: bool = False, team: tuple[str, ...] = ()) -> uuid.UUID:
    """Let a case be known as if cases had just told of it."""
    facts = CaseFacts(uuid.uuid4(), district, is_sealed, tuple(uuid.UUID(person) for person in team))
    with database_of("documents").transaction() as session:
        keep_case(session, facts, dt.datetime.now(dt.UTC))
    return facts.case_id


def new_pdf() -> bytes:
    """Make a PDF of which there is no second."""
    return make_pdf(f"The State versus Allah Ditta, copy {next(_numbers)}")


@dataclass(frozen=True)
class Upload:
    """A file that was announced."""

    document_id: str
    version: int
    form: dict[str, Any]
    content: bytes

    @property
    def place(self) -> dict[str, Any]:
        """Give where the version stands in the API."""
        return {"document_id": self.document_id, "version": self.version}

    @property
    def row(self) -> DocumentVersion:
        """Read the version's row."""
        with database_of("documents").reading() as session:
            return session.get_one(DocumentVersion, (uuid.UUID(self.document_id), self.version))


def announce(actor: Actor, content: bytes | None = None, **described: Any) -> Upload:
    """Announce a document with its file; override what the test is about."""
    content = content or new_pdf()
    body = {"kind": "police_report", "title": "Challan", **describe(content), **described}
    reply = ask(api.start_upload, actor, body=body)
    return Upload(reply.value["document_id"], reply.value["version"], reply.value["upload"], content)


def announce_version(actor: Actor, document_id: str, content: bytes | None = None, **described: Any) -> Upload:
    """Announce another version of a document."""
    content = content or new_pdf()
    body = {"reason": "A page was missing", **describe(content, **described)}
    reply = ask(api.start_version, actor, body=body, document_id=document_id)
    return Upload(reply.value["document_id"], reply.value["version"], reply.value["upload"], content)


def deliver(upload: Upload) -> Upload:
    """Send an announced file by its form."""
    assert send(upload.form, upload.content).status_code in (200, 201, 204)
    return upload


def file_document(actor: Actor, content: bytes | None = None, **described: Any) -> Upload:
    """Announce, send and confirm a document."""
    upload = deliver(announce(actor, content, **described))
    assert ask(api.confirm_upload, actor, **upload.place).value["state"] == "confirmed"
    return upload


def change_row(upload: Upload, **values: Any) -> None:
    """Let time pass for a version, or let it be found in another state."""
    where = (
        DocumentVersion.document_id == uuid.UUID(upload.document_id),
        DocumentVersion.number == upload.version,
    )
    with database_of("documents").transaction() as session:
        session.execute(sa.update(DocumentVersion).where(*where).values(**values))


def ago(**length: float) -> dt.datetime:
    """Give an instant that has passed."""
    return dt.datetime.now(dt.UTC) - dt.timedelta(**length)


def in_some_time() -> dt.datetime:
    """Give an instant that a lock of the tests may last until."""
    return dt.datetime.now(dt.UTC) + dt.timedelta(days=1)
