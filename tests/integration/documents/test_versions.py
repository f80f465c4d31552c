"""A document's versions: each supersedes the one before it, says why, and all stay."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from services.documents import api
from tests.integration.documents.asking import ask, refusal
from tests.integration.documents.factories import (
    announce_version,
    change_row,
    clerk,
    deliver,
    file_document,
    new_pdf,
)
from tests.integration.documents.files import describe

pytestmark = pytest.mark.usefixtures("store_environment")


def test_versions_supersede_and_all_stay() -> None:
    """The newest confirmed version is current, also when an older one is confirmed after it; each can be had."""
    actor = clerk()
    first = file_document(actor)
    second = announce_version(actor, first.document_id, file_name="second.pdf")
    third = deliver(announce_version(actor, first.document_id, file_name="third.pdf"))
    ask(api.confirm_upload, actor, **third.place)
    deliver(second)
    ask(api.confirm_upload, actor, **second.place)
    document = ask(api.read_document, actor, document_id=first.document_id)
    assert (document.value["current"], document.value["file_name"]) == (3, "third.pdf")
    assert document.etag == str(document.value["version"])
    page = ask(api.list_versions, actor, document_id=first.document_id, query={"limit": 2}).value
    rest = ask(api.list_versions, actor, document_id=first.document_id, query={"after": page["next"]}).value
    assert [version["number"] for version in page["items"] + rest["items"]] == [1, 2, 3]
    given = ask(api.download_document, actor, document_id=first.document_id, query={"version": 1}).value
    assert given["sha256"] == describe(first.content)["sha256"]


@pytest.mark.parametrize("reason", [None, "", "  ", "x" * 501])
def test_a_version_after_the_first_says_why(reason: str | None) -> None:
    """In up to five hundred signs; without it nothing is announced."""
    first = file_document(actor := clerk())
    body = describe(new_pdf()) if reason is None else describe(new_pdf(), reason=reason)
    refused = refusal(api.start_version, actor, document_id=first.document_id, body=body)
    assert (refused.kind, list(refused.fields or {})) == ("invalid", ["reason"])


def test_the_history_shows_why_there_is_a_version() -> None:
    """None of the first, the last that was given of one that was announced again; once confirmed it stays."""
    actor = clerk()
    first, content = file_document(actor), new_pdf()
    for reason in ("Typed wrongly", "Page 3 was missing"):
        second = announce_version(actor, first.document_id, content, reason=reason)
    ask(api.confirm_upload, actor, **deliver(second).place)
    history = ask(api.list_versions, actor, document_id=first.document_id).value["items"]
    assert [(one["number"], one["change_reason"]) for one in history] == [(1, None), (2, "Page 3 was missing")]
    with pytest.raises(sa.exc.DBAPIError, match="never changed"):
        change_row(second, change_reason="Another")


def test_a_version_with_a_wrong_name_is_refused() -> None:
    """A new version's file name is held to the same rules."""
    upload = file_document(actor := clerk())
    body = describe(new_pdf(), file_name="challan.docx", reason="Corrected")
    assert refusal(api.start_version, actor, document_id=upload.document_id, body=body).code == "file_name_refused"
