"""The documents service's entrypoints: read the request, call the use case, write the answer."""

from __future__ import annotations

from functools import cache

from sqlalchemy.orm import Session

from services.cases.events import (
    CaseFiled,
    CaseRegistered,
    ProsecutorAssigned,
    ProsecutorRecused,
    ProsecutorReleased,
    RecusalWithdrawn,
)
from services.common.answering import Call
from services.common.answers import Answer
from services.common.bus import Service, answers, every, hears
from services.common.events import Heard
from services.documents import api
from services.documents.clients.store import Store
from services.documents.queries import documents as queries
from services.documents.queries import search
from services.documents.settings import read_settings
from services.documents.usecases import (
    confirming,
    downloading,
    expiring,
    holding,
    references,
    sealing,
    uploading,
)


@cache
def open_store() -> Store:
    """Open the store that the environment names, once a process."""
    return Store(read_settings())


class DocumentsService(Service):
    """Files and their versions, the text in them and its search, retention and legal hold."""

    name = "documents"

    @answers(api.start_upload, transaction=False)
    def start_upload(self, call: Call) -> Answer:
        """Announce a document and its file; the case is asked for first, outside the transaction."""
        case_id = call.body["case_id"]
        trusted = case_id is None or references.refresh_case(call.database, call.caller, case_id)

        def announce(session: Session) -> Answer:
            version = uploading.start_upload(session, call.actor, call.body, trusted=trusted)
            return queries.answer_upload(open_store(), version)

        return call.once(announce)

    @answers(api.start_version)
    def start_version(self, call: Call) -> Answer:
        """Announce a new version of a document."""
        version = uploading.start_version(call.session, call.actor, call.path["document_id"], call.body)
        return queries.answer_upload(open_store(), version)

    @answers(api.confirm_upload, transaction=False)
    def confirm_upload(self, call: Call) -> Answer:
        """Compare the file that arrived, or leave that to the worker; the store is spoken to between transactions."""
        document_id, number = call.path["document_id"], call.path["version"]
        done = confirming.confirm_upload(call.database, open_store(), call.actor, document_id, number)
        return queries.read_version(call.session, call.actor, document_id, number, status=200 if done else 202)

    @answers(api.search_documents)
    def search_documents(self, call: Call) -> Answer:
        """Find pages by their words."""
        return search.search_documents(call.session, call.actor, call.query)

    @answers(api.list_documents)
    def list_documents(self, call: Call) -> Answer:
        """List a case's documents, or those without a case."""
        return queries.list_documents(call.session, call.actor, call.query)

    @answers(api.read_document)
    def read_document(self, call: Call) -> Answer:
        """Read a document with its current file."""
        return queries.read_document(call.session, call.actor, call.path["document_id"])

    @answers(api.list_versions)
    def list_versions(self, call: Call) -> Answer:
        """List a document's versions."""
        return queries.list_versions(call.session, call.actor, call.path["document_id"], call.query)

    @answers(api.read_version)
    def read_version(self, call: Call) -> Answer:
        """Read one version of a document."""
        return queries.read_version(call.session, call.actor, call.path["document_id"], call.path["version"])

    @answers(api.download_document, transaction=False)
    def download_document(self, call: Call) -> Answer:
        """Hand out a link to one version; its case is asked for first, outside the transaction."""
        document_id = call.path["document_id"]
        case_id = downloading.find_case(call.session, call.actor, document_id)
        trusted = case_id is None or references.refresh_case(call.database, call.caller, case_id)
        with call.database.transaction() as session:
            version = downloading.hand_out(session, call.actor, document_id, call.query["version"], trusted=trusted)
        return queries.answer_download(open_store(), version)

    @answers(api.seal_document)
    def seal_document(self, call: Call) -> Answer:
        """Seal a document, or open it again."""
        document_id = call.path["document_id"]
        sealing.seal_document(call.session, call.actor, document_id, if_match=call.if_match, **call.body)
        return queries.read_document(call.session, call.actor, document_id)

    @answers(api.hold_document, transaction=False)
    def hold_document(self, call: Call) -> Answer:
        """Put a legal hold on a document, in the store and on record."""
        document_id = call.path["document_id"]
        holding.hold_document(call.database, open_store(), call.actor, document_id, call.body["reason"])
        return queries.read_document(call.session, call.actor, document_id)

    @answers(api.release_document, transaction=False)
    def release_document(self, call: Call) -> Answer:
        """Lift a document's legal hold, on record and in the store."""
        document_id = call.path["document_id"]
        holding.release_document(call.database, open_store(), call.actor, document_id, call.body["reason"])
        return queries.read_document(call.session, call.actor, document_id)

    @hears(CaseRegistered)
    def when_case_registered(self, session: Session, heard: Heard[CaseRegistered]) -> None:
        """Keep where a new case is."""
        references.keep_district(session, heard.event.case_id, heard.event.district)

    @hears(CaseFiled)
    def when_case_filed(self, session: Session, heard: Heard[CaseFiled]) -> None:
        """Keep where a case is since it was filed in court."""
        references.keep_district(session, heard.event.case_id, heard.event.district)

    @hears(ProsecutorAssigned)
    def when_prosecutor_assigned(self, session: Session, heard: Heard[ProsecutorAssigned]) -> None:
        """Let a prosecutor see the documents of a case."""
        event = heard.event
        references.keep_district(session, event.case_id, event.district)
        references.keep_prosecutor(
            session, event.case_id, event.prosecutor_id, is_on=True, changed_at=heard.occurred_at
        )

    @hears(ProsecutorReleased)
    def when_prosecutor_released(self, session: Session, heard: Heard[ProsecutorReleased]) -> None:
        """Let a prosecutor see the documents of a case no longer as one of its team."""
        event = heard.event
        references.keep_district(session, event.case_id, event.district)
        references.keep_prosecutor(
            session, event.case_id, event.prosecutor_id, is_on=False, changed_at=heard.occurred_at
        )

    @hears(ProsecutorRecused)
    def when_prosecutor_recused(self, session: Session, heard: Heard[ProsecutorRecused]) -> None:
        """Let somebody see the documents of a case by way of the district no longer."""
        case_id, person = heard.event.case_id, heard.event.prosecutor_id
        references.keep_recusal(session, case_id, person, is_recused=True, changed_at=heard.occurred_at)

    @hears(RecusalWithdrawn)
    def when_recusal_withdrawn(self, session: Session, heard: Heard[RecusalWithdrawn]) -> None:
        """Let somebody see the documents of a case as before."""
        case_id, person = heard.event.case_id, heard.event.prosecutor_id
        references.keep_recusal(session, case_id, person, is_recused=False, changed_at=heard.occurred_at)

    @every(seconds=60)
    def expire_uploads(self, session: Session) -> None:
        """Give up announced files that never came."""
        expiring.expire_uploads(session)
