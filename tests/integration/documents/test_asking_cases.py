"""What the real cases service says of a case decides who gets its files; also while it is away."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from services.cases.usecases.registration import register_case
from services.cases.usecases.sealing import seal_case
from services.documents import api
from services.documents.models import CaseReference
from tests.conftest import database_of
from tests.integration.cases.desk import clerk as case_clerk
from tests.integration.cases.desk import new_case
from tests.integration.cases.desk import supervisor as case_supervisor
from tests.integration.documents.asking import ask, cases, refusal
from tests.integration.documents.factories import ago, clerk, file_document, prosecutor, supervisor

pytestmark = pytest.mark.usefixtures("store_environment")


def make_old(case_id: uuid.UUID) -> None:
    """Let what is known of a case be old, so that it is read anew before a file is handed out."""
    with database_of("documents").transaction() as session:
        session.get_one(CaseReference, case_id).read_at = ago(hours=1)


@pytest.fixture
def real_case() -> uuid.UUID:
    """Register a case with the real cases service."""
    with database_of("cases").transaction() as session:
        return register_case(session, case_clerk(), new_case())


def test_the_first_document_of_a_case_asks_cases(real_case: uuid.UUID) -> None:
    """A case nothing was heard of yet is read from cases; one that cases does not know is refused."""
    upload = file_document(clerk(), case_id=real_case)
    ask(api.download_document, clerk(), document_id=upload.document_id)
    body: dict[str, Any] = {"kind": "fir", "title": "FIR", "file_name": "x.pdf", "media_type": "application/pdf"}
    body |= {"size": 5, "sha256": "0" * 64, "case_id": uuid.uuid4()}
    assert refusal(api.start_upload, clerk(), body=body).kind == "not_found"


def test_a_case_sealed_a_moment_ago_gives_no_more_files(real_case: uuid.UUID) -> None:
    """Before a link is handed out cases is asked whether the case is sealed by now."""
    upload = file_document(clerk(), case_id=real_case)
    with database_of("cases").transaction() as session:
        seal_case(session, case_supervisor(), real_case, {"is_sealed": True, "reason": "juvenile"}, if_match=None)
    make_old(real_case)
    assert refusal(api.download_document, clerk(), document_id=upload.document_id).code == "document_unknown"
    ask(api.download_document, supervisor(), document_id=upload.document_id)


def test_while_cases_is_away_only_who_may_see_sealed_gets_files(
    real_case: uuid.UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When it cannot be known whether a case is sealed by now, it counts as sealed, and that is said."""
    upload = file_document(clerk(), case_id=real_case)
    make_old(real_case)
    monkeypatch.setattr(cases(), "is_away", True)
    refused = refusal(api.download_document, clerk(), document_id=upload.document_id)
    assert (refused.kind, refused.code) == ("unavailable", "cases_away")
    ask(api.download_document, supervisor(), document_id=upload.document_id)
    assert refusal(api.download_document, prosecutor(), document_id=upload.document_id).code == "document_unknown"
    body = {"kind": "fir", "title": "F", "file_name": "x.pdf", "media_type": "application/pdf", "size": 5}
    body |= {"sha256": "0" * 64, "case_id": uuid.uuid4()}
    assert refusal(api.start_upload, clerk(), body=body).code == "cases_away"
