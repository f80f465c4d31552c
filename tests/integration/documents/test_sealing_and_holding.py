"""Seals and legal holds, on record and in the store."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
import sqlalchemy as sa
from minio.error import S3Error
from sqlalchemy.exc import DBAPIError

from services.common.errors import Problem
from services.documents import api
from services.documents.clients.store import NotInForceError, Store
from services.documents.models import DocumentVersion
from services.documents.service import open_store
from tests.conftest import database_of
from tests.integration.documents.asking import ask, refusal
from tests.integration.documents.factories import (
    Upload,
    announce,
    announce_version,
    change_row,
    clerk,
    deliver,
    file_document,
    make_case,
    supervisor,
)
from tests.integration.documents.traces import entries, events

pytestmark = pytest.mark.usefixtures("store_environment")
WHY = {"reason": "Order of the court"}


def is_held(store: Store, upload: Upload) -> bool:
    """Tell whether the store holds a version."""
    found = store.find(upload.row.object_key, upload.row.object_version)
    assert found is not None
    return found.is_held


def seal(upload: Upload, *, on: bool, etag: str | None = None) -> dict[str, Any]:
    """Give what a request to seal, or open, carries."""
    etag = etag or ask(api.read_document, supervisor(), document_id=upload.document_id).etag
    return {"document_id": upload.document_id, "body": {"is_sealed": on, **WHY}, "if_match": etag}


def test_a_document_is_sealed_and_opened_again() -> None:
    """Sealing hides it from the district at once; both steps and their reason are on record; repeating changes nothing."""
    upload = file_document(clerk(), case_id=make_case())
    sealed = ask(api.seal_document, supervisor(), **seal(upload, on=True))
    assert sealed.value["is_sealed"]
    assert refusal(api.read_document, clerk(), document_id=upload.document_id).code == "document_unknown"
    again = ask(api.seal_document, supervisor(), **seal(upload, on=True))
    assert again.etag == sealed.etag
    ask(api.seal_document, supervisor(), **seal(upload, on=False))
    assert not ask(api.read_document, clerk(), document_id=upload.document_id).value["is_sealed"]
    found = [(entry["action"], entry["reason"]) for entry in entries(upload.document_id)][-2:]
    assert found == [("document_sealed", WHY["reason"]), ("document_unsealed", WHY["reason"])]


def test_a_seal_needs_the_version_that_was_seen() -> None:
    """Without If-Match, or with an old one, nothing is sealed."""
    upload = file_document(clerk(), case_id=make_case())
    body = {"is_sealed": True, **WHY}
    assert refusal(api.seal_document, supervisor(), document_id=upload.document_id, body=body).kind == "guard_missing"
    asked = seal(upload, on=True, etag="1")
    assert refusal(api.seal_document, supervisor(), **asked).kind == "moved_on"


def test_nobody_seals_a_document_out_of_the_own_sight() -> None:
    """Who may seal but not read sealed documents is told so, and the document stays open."""
    upload = file_document(clerk(), case_id=make_case())
    refused = refusal(api.seal_document, clerk("documents.seal"), **seal(upload, on=True))
    assert (refused.kind, refused.code) == ("forbidden", "would_lose_sight")
    assert not ask(api.read_document, clerk(), document_id=upload.document_id).value["is_sealed"]


def test_a_hold_covers_every_version_until_it_is_released(store: Store) -> None:
    """All confirmed versions, and those confirmed later, are held in the store and on record; release lifts it in both."""
    actor = clerk()
    first = file_document(actor, case_id=(case_id := make_case()))
    second = announce_version(actor, first.document_id)
    held = ask(api.hold_document, supervisor(), document_id=first.document_id, body=WHY).value
    assert (held["is_held"], held["held_reason"]) == (True, WHY["reason"])
    deliver(second)
    ask(api.confirm_upload, actor, **second.place)
    assert is_held(store, first)
    assert is_held(store, second)
    with pytest.raises(S3Error, match="AccessDenied"):
        store.remove(first.row.object_key)
    ask(api.hold_document, supervisor(), document_id=first.document_id, body=WHY)

    released = ask(api.release_document, supervisor(), document_id=first.document_id, body=WHY).value
    assert (released["is_held"], released["held_reason"]) == (False, None)
    assert not is_held(store, first)
    assert not is_held(store, second)
    ask(api.release_document, supervisor(), document_id=first.document_id, body=WHY)
    told = [event["data"] for event in events(first.document_id) if event["type"] == "document_held"]
    assert [(one["held"], one["case_id"]) for one in told] == [(True, str(case_id)), (False, str(case_id))]
    assert [entry["action"] for entry in entries(first.document_id) if entry["reason"]] == [
        "version_announced",
        "document_held",
        "document_released",
    ]


def test_a_released_document_is_still_kept(store: Store) -> None:
    """Retention stays when a hold is lifted: the store refuses removal, the database a change of what is confirmed."""
    upload = file_document(clerk(), case_id=make_case(), kind="fir")
    ask(api.hold_document, supervisor(), document_id=upload.document_id, body=WHY)
    ask(api.release_document, supervisor(), document_id=upload.document_id, body=WHY)
    with pytest.raises(S3Error, match="AccessDenied"):
        store.remove(upload.row.object_key)
    changes: tuple[dict[str, Any], ...] = (
        {"sha256": "0" * 64}, {"state": "refused"}, {"retain_until": dt.datetime.now(dt.UTC)},
    )  # fmt: skip
    for values in changes:
        with pytest.raises(DBAPIError, match=r"never (changed|shortened)"):
            change_row(upload, **values)
    with pytest.raises(DBAPIError, match="never deleted"), database_of("documents").transaction() as session:
        session.execute(sa.delete(DocumentVersion).where(DocumentVersion.document_id == uuid.UUID(upload.document_id)))


def test_a_hold_before_the_first_file_holds_the_file(store: Store) -> None:
    """A document that awaits its file can be held; the file is held from its first moment."""
    actor = clerk()
    upload = announce(actor, case_id=make_case())
    ask(api.hold_document, supervisor(), document_id=upload.document_id, body=WHY)
    deliver(upload)
    ask(api.confirm_upload, actor, **upload.place)
    assert is_held(store, upload)


def test_only_who_may_holds() -> None:
    """A clerk may not hold; a document out of sight is not there to be held."""
    upload = file_document(clerk(), case_id=make_case())
    asked = {"document_id": upload.document_id, "body": WHY}
    assert refusal(api.hold_document, clerk(), **asked).code == "permission_missing"
    assert refusal(api.hold_document, supervisor(districts=("sukkur",)), **asked).code == "document_unknown"
    assert refusal(api.release_document, supervisor(districts=("sukkur",)), **asked).code == "document_unknown"


def test_a_store_that_does_not_hold_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    """When the store drops a hold or a lock, the step fails and the record does not say that it was done."""

    def refuse(*_: object, **__: object) -> None:
        raise NotInForceError("dropped")

    upload = file_document(actor := clerk(), case_id=make_case())
    monkeypatch.setattr(open_store(), "hold", refuse)
    asked = {"document_id": upload.document_id, "body": WHY}
    assert refusal(api.hold_document, supervisor(), **asked).code == "store_does_not_hold"
    assert not ask(api.read_document, clerk(), document_id=upload.document_id).value["is_held"]
    monkeypatch.setattr(open_store(), "lock", refuse)
    version = deliver(announce_version(actor, upload.document_id))
    assert refusal(api.confirm_upload, actor, **version.place).code == "store_does_not_lock"
    assert version.row.state == "awaiting"


def test_while_the_store_is_away_nothing_is_half_done(monkeypatch: pytest.MonkeyPatch) -> None:
    """A store that cannot be reached is said so; the same step succeeds when it is back."""
    upload = deliver(announce(actor := clerk()))

    def be_away(*_: object, **__: object) -> None:
        raise Problem("unavailable", "store_away", "The document store cannot be reached just now.")

    with monkeypatch.context() as away:
        away.setattr(open_store(), "lock", be_away)
        assert refusal(api.confirm_upload, actor, **upload.place).code == "store_away"
        assert upload.row.state == "awaiting"
    assert ask(api.confirm_upload, actor, **upload.place).value["state"] == "confirmed"
