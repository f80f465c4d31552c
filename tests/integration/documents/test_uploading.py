"""The way of a file: announced, sent to the store by its form, compared, locked."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa

from services.documents import api
from services.documents.clients.store import Store
from services.documents.models import Document
from services.documents.service import open_store
from tests.conftest import database_of, make_actor
from tests.integration.documents.asking import ask, refusal
from tests.integration.documents.factories import (
    ago,
    announce,
    announce_version,
    change_row,
    clerk,
    deliver,
    file_document,
    make_case,
    new_pdf,
    prosecutor,
)
from tests.integration.documents.files import describe
from tests.integration.documents.stores import send
from tests.integration.documents.traces import actions, entries, events

pytestmark = pytest.mark.usefixtures("store_environment")


def test_a_file_is_announced_sent_confirmed_and_locked(store: Store) -> None:
    """A case's file ends up confirmed, locked for its kind's years, tagged, told as an event and in the audit trail."""
    actor, case_id = clerk(), make_case()
    upload = announce(actor, case_id=case_id)
    assert ask(api.read_version, actor, **upload.place).value["state"] == "awaiting"
    deliver(upload)
    reply = ask(api.confirm_upload, actor, **upload.place)

    assert reply.status == 200
    assert (reply.value["state"], reply.value["retention_mode"]) == ("confirmed", "COMPLIANCE")
    kept, until = upload.row, dt.datetime.fromisoformat(reply.value["retain_until"])
    stored = store.find(kept.object_key, kept.object_version)
    assert stored is not None
    assert (stored.mode, stored.retain_until) == ("COMPLIANCE", until)
    assert until.year == dt.datetime.now(dt.UTC).year + 10
    assert store.read_tags(stored.key, stored.version)["sha256"] == reply.value["sha256"]
    assert actions(upload.document_id) == ["document_announced", "version_confirmed"]
    (event,) = events(upload.document_id)
    assert event["type"] == "document_confirmed"
    assert event["data"] == {
        "document_id": upload.document_id, "version": 1, "case_id": str(case_id), "kind": "police_report",
        "sha256": reply.value["sha256"],
    }  # fmt: skip
    assert event["audience"]["districts"] == ["karachi-south"]


def test_confirming_again_changes_nothing() -> None:
    """A second confirmation gives the same answer; nothing is recorded or told twice, and what comes later is not taken."""
    actor = clerk()
    upload = file_document(actor)
    first = ask(api.read_version, actor, **upload.place).value
    deliver(upload)
    assert ask(api.confirm_upload, actor, **upload.place).value == first
    assert actions(upload.document_id).count("version_confirmed") == 1
    assert len(events(upload.document_id)) == 1


def test_announcing_again_gives_the_same_document() -> None:
    """Whoever repeats an announcement, of a document or of a version, gets a new form for the same place."""
    actor, content = clerk(), new_pdf()
    first = announce(actor, content)
    assert announce(actor, content).document_id == first.document_id
    assert announce(actor, content, title="Another").document_id != first.document_id
    assert announce(clerk(), content).document_id != first.document_id
    deliver(first)
    ask(api.confirm_upload, actor, **first.place)
    second = announce_version(actor, first.document_id)
    assert announce_version(actor, first.document_id, second.content).version == second.version == 2


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"sha256": "0" * 64}, "upload_sha256_differs"),
        ({"media_type": "image/png", "file_name": "challan.png"}, "upload_type_differs"),
    ],
)
def test_a_file_that_is_not_what_was_announced_is_refused_for_good(wrong: dict[str, Any], code: str) -> None:
    """A wrong hash or type is refused by name, every time it is confirmed; nobody gets a link, nothing is told."""
    actor = clerk()
    upload = deliver(announce(actor, **wrong))
    for _ in range(2):
        refused = refusal(api.confirm_upload, actor, **upload.place)
        assert (refused.kind, refused.code) == ("invalid", code)
    version = ask(api.read_version, actor, **upload.place).value
    assert (version["state"], version["reason"]) == ("refused", code)
    assert refusal(api.download_document, actor, document_id=upload.document_id).code == "version_not_confirmed"
    assert [entry["detail"].get("code") for entry in entries(upload.document_id)] == [None, code]
    assert events(upload.document_id) == []


def test_a_file_of_another_size_does_not_get_in(store: Store) -> None:
    """The store refuses another size by the form; what got in by another way is refused at confirmation."""
    actor = clerk()
    upload = announce(actor)
    assert send(upload.form, upload.content + b" ").status_code in (400, 403)
    assert refusal(api.confirm_upload, actor, **upload.place).code == "upload_missing"
    longer = upload.content + b" "
    other = store.write_form(
        upload.row.object_key, size=len(longer), media_type="application/pdf", until=upload.row.expires_at
    )
    assert send(other, longer).status_code in (200, 201, 204)
    refused = refusal(api.confirm_upload, actor, **upload.place)
    assert (refused.kind, refused.code) == ("invalid", "upload_size_differs")


@pytest.mark.parametrize(
    "content",
    [
        b"MZ" + bytes(200) + b"%PDF-1.4\n%%EOF",
        b"<html><script>steal()</script></html>%PDF-1.4\n%%EOF",
        b"PK\x03\x04" + bytes(40) + b"%PDF-1.4\n%%EOF",
        b"\x7fELF" + bytes(200),
        b"{\\rtf1 statement}",
    ],
    ids=["program that holds a PDF", "page that holds a PDF", "archive that holds a PDF", "program", "letter"],
)
def test_a_disguised_file_is_refused(content: bytes) -> None:
    """What calls itself .pdf and is, or also is, something else is refused by what its bytes say."""
    actor = clerk()
    upload = deliver(announce(actor, content))
    assert refusal(api.confirm_upload, actor, **upload.place).code == "upload_type_differs"


def test_a_pdf_with_something_behind_it_is_a_pdf_alone(store: Store) -> None:
    """Bytes behind a PDF do no harm: the file is handed out as a PDF to be saved, never as what stands behind."""
    actor = clerk()
    upload = file_document(actor, new_pdf() + b"PK\x03\x04<html><script>steal()</script>")
    given = ask(api.download_document, actor, document_id=upload.document_id).value
    assert given["media_type"] == "application/pdf"
    assert "response-content-disposition=attachment" in given["url"]


@pytest.mark.parametrize("text", ['{"state": "مقدمہ"}', "From: a\nTo: b\n\nstatement\n", "#!/bin/sh\n", "گواہ نے کہا۔"])
def test_any_text_is_taken_as_text(text: str) -> None:
    """A text is taken whatever libmagic guesses about it."""
    upload = file_document(clerk(), text.encode() * 3, media_type="text/plain", file_name="statement.txt")
    assert upload.row.text_state == "waiting"


def test_a_file_that_never_came_can_still_come() -> None:
    """Confirming before the file is there is refused and changes nothing."""
    actor = clerk()
    upload = announce(actor)
    refused = refusal(api.confirm_upload, actor, **upload.place)
    assert (refused.kind, refused.code) == ("conflict", "upload_missing")
    deliver(upload)
    assert ask(api.confirm_upload, actor, **upload.place).value["state"] == "confirmed"


def test_a_form_used_late_is_said_so(store: Store) -> None:
    """The store refuses a late form, and the confirmation says that the time is over and what to do."""
    actor = clerk()
    upload = announce(actor)
    late = store.write_form(
        upload.row.object_key, size=len(upload.content), media_type="application/pdf", until=ago(seconds=1)
    )
    assert send(late, upload.content).status_code == 403
    change_row(upload, expires_at=ago(seconds=1))
    refused = refusal(api.confirm_upload, actor, **upload.place)
    assert (refused.kind, refused.code) == ("gone", "upload_expired")
    assert "Announce it again" in refused.detail
    again = announce(actor, upload.content)
    assert again.document_id != upload.document_id


@pytest.mark.parametrize("is_right", [True, False])
def test_an_upload_that_expires_while_it_is_compared_stays_expired(
    is_right: bool,  # noqa: FBT001 - a parameter of the test
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What was given up meanwhile is neither confirmed nor refused; the sender is told to announce it again."""
    actor = clerk()
    wrong: dict[str, Any] = {} if is_right else {"sha256": "0" * 64}
    upload = deliver(announce(actor, **wrong))
    read = open_store().read

    def read_slowly(key: str, version: str) -> Iterator[bytes]:
        change_row(upload, state="expired")
        return read(key, version)

    monkeypatch.setattr(open_store(), "read", read_slowly)
    assert refusal(api.confirm_upload, actor, **upload.place).code == "upload_expired"
    assert (upload.row.state, upload.row.reason) == ("expired", None)
    assert events(upload.document_id) == []


def test_a_version_without_a_file_is_not_handed_out() -> None:
    """Neither a document that awaits its first file nor a version that awaits its own gives a link."""
    actor = clerk()
    upload = announce(actor)
    for query in ({}, {"version": 1}):
        refused = refusal(api.download_document, actor, document_id=upload.document_id, query=query)
        assert (refused.kind, refused.code) == ("conflict", "version_not_confirmed")


def test_only_the_sender_confirms() -> None:
    """Another's upload is not there to be confirmed, nor is a version that was never announced."""
    actor = clerk()
    upload = deliver(announce(actor, case_id=make_case()))
    assert refusal(api.confirm_upload, clerk(), **upload.place).code == "version_unknown"
    assert refusal(api.confirm_upload, actor, document_id=upload.document_id, version=9).code == "version_unknown"
    assert refusal(api.read_version, clerk(districts=()), **upload.place).code == "version_unknown"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"size": 0}, "size"), ({"size": 600_000_000}, "size"), ({"sha256": "A" * 64}, "sha256"),
        ({"media_type": "text/html"}, "media_type"), ({"kind": "circular"}, "kind"), ({"title": ""}, "title"),
        ({"file_name": "../x.pdf"}, "file_name"), ({"file_name": "x.exe"}, "file_name"), ({"more": 1}, "more"),
    ],
)  # fmt: skip
def test_a_wrong_announcement_names_what_is_wrong(wrong: dict[str, Any], field: str) -> None:
    """Each wrong member is named; nothing is kept."""
    actor = clerk()
    body = {"kind": "fir", "title": "FIR", **describe(new_pdf()), **wrong}
    refused = refusal(api.start_upload, actor, body=body)
    assert (refused.kind, list(refused.fields or {})) == ("invalid", [field])
    with database_of("documents").reading() as session:
        assert session.scalar(sa.select(Document.id).where(Document.uploaded_by == actor.id)) is None


def test_documents_are_added_only_to_cases_in_sight() -> None:
    """A case of another district is not there; one of the team adds to it wherever it is."""
    person = prosecutor()
    elsewhere = make_case(district="sukkur", team=(person.id,))
    body = {"kind": "fir", "title": "FIR", "case_id": elsewhere, **describe(new_pdf())}
    assert refusal(api.start_upload, clerk(), body=body).code == "case_unknown"
    assert ask(api.start_upload, person, body=body).status == 201
    sealed = {**body, "case_id": make_case(is_sealed=True)}
    assert refusal(api.start_upload, clerk(), body=sealed).code == "case_unknown"
    assert ask(api.start_upload, clerk("documents.read_sealed"), body=sealed).status == 201


def test_only_trainers_add_to_the_library() -> None:
    """Neither a document nor a new version of one gets into the library without the right to publish."""
    trainer = clerk("documents.publish")
    text = file_document(trainer, kind="library", title="Qanun-e-Shahadat")
    body = {"kind": "library", "title": "Notes", **describe(new_pdf())}
    assert refusal(api.start_upload, clerk(), body=body).code == "may_not_publish"
    asked: dict[str, Any] = {"document_id": text.document_id, "body": describe(new_pdf(), reason="Amended")}
    assert refusal(api.start_version, clerk(), **asked).code == "may_not_publish"
    assert ask(api.start_version, trainer, **asked).value["version"] == 2


def test_without_the_permission_nothing_is_done() -> None:
    """Who only reads may not announce; who may nothing may not read; nobody asks unsigned."""
    body = {"kind": "fir", "title": "FIR", **describe(new_pdf())}
    assert refusal(api.start_upload, make_actor("documents.read"), body=body).code == "permission_missing"
    somewhere = {"document_id": uuid.uuid4()}
    assert refusal(api.read_document, make_actor(), **somewhere).code == "permission_missing"
    assert refusal(api.read_document, make_actor(id="anonymous"), **somewhere).code == "sign_in_first"
    assert refusal(api.read_document, clerk(), **somewhere).code == "document_unknown"
