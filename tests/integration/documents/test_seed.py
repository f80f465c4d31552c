"""The demonstration's documents."""

from __future__ import annotations

import subprocess
import sys
import uuid

import pytest
import sqlalchemy as sa

from services.common.ids import seed_id
from services.documents import api
from services.documents.models import Document, DocumentVersion
from services.documents.seed import PAPERS, seed
from tests.conftest import database_of, make_actor
from tests.integration.documents.asking import ask, equipment
from tests.integration.documents.factories import clerk
from tests.integration.documents.files import ROOT
from tests.integration.documents.working import extract_all, give_environment

pytestmark = pytest.mark.usefixtures("store_environment")
IDS = [seed_id(f"document:{paper.label}") for paper in PAPERS]


def versions() -> list[tuple[uuid.UUID, int, str]]:
    """Give the demonstration's versions and their states."""
    with database_of("documents").reading() as session:
        found = session.execute(
            sa.select(DocumentVersion.document_id, DocumentVersion.number, DocumentVersion.state)
            .where(DocumentVersion.document_id.in_(IDS))
            .order_by(DocumentVersion.document_id)
        )
        return [(row.document_id, row.number, row.state) for row in found]


def test_seeding_twice_makes_nothing_twice() -> None:
    """Each paper is there once, confirmed, with its text found by search; its owner sees it, and every reader the library's."""
    seed(equipment())
    first = versions()
    seed(equipment())
    assert versions() == first == [(paper, 1, "confirmed") for paper in sorted(IDS)]
    with database_of("documents").reading() as session:
        owners = set(session.scalars(sa.select(Document.uploaded_by).where(Document.id.in_(IDS))))
    assert owners == {str(seed_id(f"account:{paper.account}")) for paper in PAPERS}
    extract_all()
    supervisor = make_actor("documents.read", id=seed_id("account:supervisor"))
    for actor, words in ((supervisor, "investigating officer"), (clerk(), "better copy is filed")):
        found = ask(api.search_documents, actor, query={"q": f'"{words}"'}).value["items"]
        assert [hit["page"] for hit in found] == [1]


def test_a_seed_that_was_interrupted_goes_on() -> None:
    """A paper whose file never arrived is sent when the seed runs again."""
    with database_of("documents").transaction() as session:
        session.execute(sa.text("ALTER TABLE document_versions DISABLE TRIGGER document_versions_keep"))
        session.execute(sa.text("DELETE FROM document_pages WHERE document_id = ANY(:ids)"), {"ids": IDS})
        session.execute(sa.text("DELETE FROM document_versions WHERE document_id = ANY(:ids)"), {"ids": IDS})
        session.execute(sa.text("ALTER TABLE document_versions ENABLE TRIGGER document_versions_keep"))
        session.execute(sa.text("UPDATE documents SET current = NULL WHERE id = ANY(:ids)"), {"ids": IDS})
    seed(equipment())
    assert versions() == [(paper, 1, "confirmed") for paper in sorted(IDS)]


def test_the_seed_runs_as_installations_run_it() -> None:
    """As a command of its own, with a service's settings alone, it succeeds, and again."""
    for _ in range(2):
        command = [sys.executable, "-m", "services.common.run", "documents", "seed"]
        done = subprocess.run(
            command, cwd=ROOT, env=give_environment(), capture_output=True, text=True, check=False, timeout=60
        )
        assert done.returncode == 0, done.stdout + done.stderr
    assert versions() == [(paper, 1, "confirmed") for paper in sorted(IDS)]
