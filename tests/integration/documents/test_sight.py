"""Who may see a document, get its file and find it; what may not be seen is not there."""

from __future__ import annotations

import uuid

import pytest
import requests

from services.common.actor import Actor
from services.common.errors import Problem
from services.documents import api
from tests.conftest import make_actor
from tests.integration.documents.asking import ask, refusal
from tests.integration.documents.factories import (
    Upload,
    clerk,
    file_document,
    make_case,
    prosecutor,
    supervisor,
)
from tests.integration.documents.traces import entries

pytestmark = pytest.mark.usefixtures("store_environment")


def codes_for(actor: Actor, upload: Upload) -> set[str]:
    """Give the codes by which everything about a document is refused; empty when nothing is."""
    codes = set()
    for operation in (api.read_document, api.download_document, api.list_versions):
        try:
            ask(operation, actor, document_id=upload.document_id)
        except Problem as refused:
            codes.add(refused.code)
    return codes


HIDDEN = {"document_unknown"}


def test_a_cases_document_is_open_to_its_district_and_its_team() -> None:
    """District and team see it, also by its link; other districts, and its uploader once out of sight, do not."""
    person, uploader = prosecutor(), clerk()
    upload = file_document(uploader, case_id=make_case(team=(person.id,)))
    for actor in (person, clerk(), make_actor("documents.read", "documents.read_all", districts=())):
        assert codes_for(actor, upload) == set()
    for actor in (prosecutor(), clerk(districts=("sukkur",)), clerk(districts=(), id=uuid.UUID(uploader.id))):
        assert codes_for(actor, upload) == HIDDEN
    given = ask(api.download_document, person, document_id=upload.document_id).value
    assert requests.get(given["url"], timeout=10).content == upload.content


def test_a_sealed_document_is_open_to_the_team_and_to_who_reads_sealed_ones() -> None:
    """Of a sealed document, or one of a sealed case, the district sees nothing."""
    person = prosecutor()
    sealed_case = make_case(is_sealed=True, team=(person.id,))
    for upload in (
        file_document(person, case_id=sealed_case),
        file_document(person, case_id=make_case(team=(person.id,)), is_sealed=True),
    ):
        assert codes_for(person, upload) == codes_for(supervisor(), upload) == set()
        assert codes_for(clerk(), upload) == codes_for(supervisor(districts=("sukkur",)), upload) == HIDDEN
        assert codes_for(make_actor("documents.read", "documents.read_all"), upload) == HIDDEN


def test_a_document_without_a_case_is_its_uploaders() -> None:
    """Others see it only with the right to read all; the library's are for every reader, unless sealed."""
    trainer = clerk("documents.publish")
    own, book = file_document(trainer), file_document(trainer, kind="library")
    secret = file_document(trainer, kind="library", is_sealed=True)
    auditor = make_actor("documents.read", "documents.read_all")
    assert codes_for(trainer, own) == codes_for(auditor, own) == codes_for(prosecutor(), book) == set()
    assert codes_for(clerk(districts=("*",)), own) == codes_for(prosecutor(), secret) == HIDDEN
    assert codes_for(auditor, secret) == HIDDEN


def test_every_download_is_on_record_and_a_refused_one_is_not() -> None:
    """Each link that was handed out leaves who, when, which version of what; refusals leave none."""
    actor = clerk()
    upload = file_document(actor, case_id=(case_id := make_case()))
    reader = clerk()
    ask(api.download_document, reader, document_id=upload.document_id)
    ask(api.download_document, reader, document_id=upload.document_id, query={"version": 1})
    refusal(api.download_document, prosecutor(), document_id=upload.document_id)
    missing = refusal(api.download_document, reader, document_id=upload.document_id, query={"version": 2})
    assert missing.code == "version_unknown"
    found = [entry for entry in entries(upload.document_id) if entry["action"] == "document_downloaded"]
    assert [entry["actor_id"] for entry in found] == [reader.id, reader.id]
    assert found[0]["detail"] == {"case_id": str(case_id), "is_sealed": False, "version": 1}


def test_a_service_reads_what_it_is_let_to_and_gets_no_file() -> None:
    """Learning reads a document by itself; a link is for people."""
    learning = make_actor(id="service:learning")
    upload = file_document(clerk(), case_id=make_case(is_sealed=False))
    assert ask(api.read_document, learning, document_id=upload.document_id).value["id"] == upload.document_id
    assert refusal(api.download_document, learning, document_id=upload.document_id).code == "service_not_allowed"
