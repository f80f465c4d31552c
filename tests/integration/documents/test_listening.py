"""What documents hears of cases: each event once, late or twice, and what follows for who sees what."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
import sqlalchemy as sa

from services.cases.events import (
    CaseFiled,
    CaseRegistered,
    ProsecutorAssigned,
    ProsecutorRecused,
    ProsecutorReleased,
    RecusalWithdrawn,
)
from services.cases.usecases.registration import register_case
from services.common.events import Event
from services.common.listening import listen
from services.documents import api
from services.documents.models import CaseReference, DocumentVersion
from services.documents.service import DocumentsService
from services.documents.workers.extractor import read_wanted_case
from tests.conftest import database_of
from tests.integration.cases.desk import clerk as case_clerk
from tests.integration.cases.desk import new_case
from tests.integration.documents.asking import ask, cases, equipment, refusal
from tests.integration.documents.factories import ago, announce, change_row, clerk, file_document, make_case, prosecutor

pytestmark = pytest.mark.usefixtures("store_environment")


def hear(event: Event, *, at: dt.datetime | None = None, event_id: uuid.UUID | None = None) -> str:
    """Let an event come over the bus."""
    envelope = {
        "id": str(event_id or uuid.uuid4()), "type": event.wire_name, "version": 1, "source": "cases",
        "occurred_at": (at or dt.datetime.now(dt.UTC)).isoformat(), "data": event.to_data(),
    }  # fmt: skip
    listener = DocumentsService.listeners()[f"when_{event.wire_name}", event.wire_name]
    return listen(DocumentsService(), listener, envelope, database_of("documents"))


def reference(case_id: uuid.UUID) -> CaseReference | None:
    """Give what is known of a case."""
    with database_of("documents").reading() as session:
        return session.get(CaseReference, case_id)


def registered(case_id: uuid.UUID, district: str = "karachi-south") -> CaseRegistered:
    """Make the event of a new case."""
    return CaseRegistered(case_id=case_id, police_station="Clifton", fir_number="1", fir_year=2026, district=district)


def assigned(case_id: uuid.UUID, person: str) -> ProsecutorAssigned:
    """Make the event of a prosecutor who joins a team."""
    return ProsecutorAssigned(case_id=case_id, prosecutor_id=uuid.UUID(person), role="lead", district="karachi-south")


def released(case_id: uuid.UUID, person: str) -> ProsecutorReleased:
    """Make the event of a prosecutor who leaves a team."""
    return ProsecutorReleased(case_id=case_id, prosecutor_id=uuid.UUID(person), role="lead", district="karachi-south")


def test_a_new_case_counts_as_sealed_until_it_was_read() -> None:
    """An event names the district; whether the case is sealed is not in it, so nobody outside the team sees anything yet."""
    case_id = uuid.uuid4()
    assert hear(registered(case_id)) == "handled"
    known = reference(case_id)
    assert known is not None
    assert (known.district, known.is_sealed, known.read_at, known.wanted_at) == ("karachi-south", True, None, None)


def test_a_team_comes_and_goes() -> None:
    """An assigned prosecutor sees the case's documents, a released one does not any more."""
    person, case_id = prosecutor(), make_case()
    upload = file_document(clerk(), case_id=case_id)
    assert refusal(api.read_document, person, document_id=upload.document_id).code == "document_unknown"
    hear(assigned(case_id, person.id))
    assert ask(api.read_document, person, document_id=upload.document_id).value["id"] == upload.document_id
    hear(released(case_id, person.id))
    for operation in (api.read_document, api.download_document, api.list_versions):
        assert refusal(operation, person, document_id=upload.document_id).code == "document_unknown"
    assert ask(api.list_documents, person, query={"case_id": case_id}).value["items"] == []


def test_events_may_come_twice_and_late() -> None:
    """The same event again changes nothing; an assignment that is heard after a later release does not undo it."""
    person, case_id, event_id = prosecutor(), make_case(), uuid.uuid4()
    upload = file_document(clerk(), case_id=case_id)
    assert hear(released(case_id, person.id), event_id=event_id) == "handled"
    assert hear(released(case_id, person.id), event_id=event_id) == "seen"
    assert hear(assigned(case_id, person.id), at=ago(minutes=1)) == "handled"
    assert refusal(api.read_document, person, document_id=upload.document_id).code == "document_unknown"


def test_who_is_recused_reaches_nothing_of_the_case_by_the_district() -> None:
    """Not its list, not a file, not by search; on the team until released; as before once the recusal is taken back."""
    person, case_id = clerk(), make_case()
    upload = file_document(clerk(), case_id=case_id)
    recused = ProsecutorRecused(case_id=case_id, prosecutor_id=uuid.UUID(person.id), ground="witness")
    assert ask(api.read_document, person, document_id=upload.document_id).value["id"] == str(upload.document_id)
    hear(recused)
    for operation in (api.read_document, api.download_document):
        assert refusal(operation, person, document_id=upload.document_id).code == "document_unknown"
    assert ask(api.list_documents, person, query={"case_id": str(case_id)}).value["items"] == []
    ask(api.read_document, clerk(), document_id=upload.document_id)

    hear(assigned(case_id, person.id))
    ask(api.read_document, person, document_id=upload.document_id)
    hear(released(case_id, person.id))
    assert refusal(api.read_document, person, document_id=upload.document_id).code == "document_unknown"

    hear(RecusalWithdrawn(case_id=case_id, prosecutor_id=uuid.UUID(person.id)))
    hear(recused, at=ago(minutes=1))
    ask(api.read_document, person, document_id=upload.document_id)


def test_a_case_moves_with_the_court_it_is_filed_in() -> None:
    """When a case is filed in another district, that district sees its documents and the old one does not."""
    case_id = make_case()
    upload = file_document(clerk(), case_id=case_id)
    hear(CaseFiled(case_id=case_id, court_id=uuid.uuid4(), court_case_number="1/2026", district="sukkur"))
    ask(api.read_document, clerk(districts=("sukkur",)), document_id=upload.document_id)
    assert refusal(api.read_document, clerk(), document_id=upload.document_id).code == "document_unknown"
    moved = reference(case_id)
    assert moved is not None
    assert moved.wanted_at is not None, "what else is known of the case is to be read anew"


def test_the_worker_reads_wanted_cases_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """A wanted case is read from cases; one that cases does not know counts as sealed; while cases is away it waits."""
    with database_of("documents").transaction() as session:
        session.execute(sa.update(CaseReference).values(wanted_at=None))
    with database_of("cases").transaction() as session:
        known = register_case(session, case_clerk(), new_case())
    unknown = make_case()
    file_document(clerk(), case_id=known)
    hear(assigned(known, prosecutor().id))
    hear(registered(unknown), at=ago(minutes=1))
    with monkeypatch.context() as away:
        away.setattr(cases(), "is_away", True)
        assert not read_wanted_case(equipment())
    for _ in range(2):
        assert read_wanted_case(equipment())
    assert not read_wanted_case(equipment())
    first, second = reference(known), reference(unknown)
    assert first is not None
    assert second is not None
    assert (first.is_sealed, first.wanted_at, second.is_sealed, second.wanted_at) == (False, None, True, None)


def test_announced_files_that_never_came_are_given_up() -> None:
    """An hour after its form ended an announced upload is over; one that may still come, or is being compared, is not."""
    actor = clerk()
    late, fresh, comparing = announce(actor), announce(actor), announce(actor)
    change_row(late, expires_at=ago(hours=2))
    change_row(fresh, expires_at=ago(minutes=30))
    change_row(comparing, expires_at=ago(hours=2), state="verifying")
    with database_of("documents").transaction() as session:
        DocumentsService().expire_uploads(session)
    states = [upload.row.state for upload in (late, fresh, comparing)]
    assert states == ["expired", "awaiting", "verifying"]
    refused = refusal(api.confirm_upload, actor, **late.place)
    assert (refused.kind, refused.code) == ("gone", "upload_expired")
    with database_of("documents").transaction() as session:
        session.execute(sa.update(DocumentVersion).where(DocumentVersion.state == "verifying").values(state="refused"))


def test_an_event_that_is_none_is_parked() -> None:
    """What cannot be read as the event it claims to be is kept aside, not lost and not retried."""
    envelope: dict[str, Any] = {"id": str(uuid.uuid4()), "data": {}, "occurred_at": "yesterday"}
    listener = DocumentsService.listeners()["when_case_registered", "case_registered"]
    assert listen(DocumentsService(), listener, envelope, database_of("documents")) == "parked"
