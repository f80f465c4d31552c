"""What the documents service answers.

A file goes from the browser to the store and back by short-lived links; no bytes of it pass this API. The way of a file:
start_upload (a form to send it by) → the browser POSTs it to the store → confirm_upload (size, SHA-256 and type are
compared, retention is set) → its text is extracted → it is found by search_documents.
"""

from __future__ import annotations

from services.common.api import Api
from services.documents.schemas import (
    DocumentFilter,
    DocumentRow,
    DocumentView,
    DownloadQuery,
    DownloadView,
    NewDocument,
    NewVersion,
    Reason,
    Sealing,
    SearchQuery,
    SearchResults,
    UploadView,
    VersionFilter,
    VersionView,
)

api = Api("documents", __name__)

start_upload = api.post(
    "/documents", takes=NewDocument, returns=UploadView, may="documents.upload",
    says="Announce a document and its file; answers the form to send the file by",
)  # fmt: skip
start_version = api.post(
    "/documents/{document_id:uuid}/versions", takes=NewVersion, returns=UploadView, may="documents.upload",
    says="Announce a new version of a document and why there is one; the earlier ones stay",
)  # fmt: skip
confirm_upload = api.post(
    "/documents/{document_id:uuid}/versions/{version:int}/confirmation", returns=VersionView, may="documents.upload",
    status=200, deadline=30.0,
    says="Compare the file that arrived with what was announced and lock it; 202: it is still being compared",
)  # fmt: skip
search_documents = api.get(
    "/documents/search", query=SearchQuery, returns=SearchResults, may="documents.read",
    says="Find pages by their words in any spelling of Urdu, Sindhi or English letters and digits",
)  # fmt: skip
list_documents = api.get(
    "/documents", query=DocumentFilter, pages_of=DocumentRow, may="documents.read",
    says="List a case's documents, or those without a case, newest first",
)  # fmt: skip
read_document = api.get(
    "/documents/{document_id:uuid}", returns=DocumentView, may="documents.read",
    also=("cases", "learning", "notifications", "scheduling"), says="Read a document with its current file",
)  # fmt: skip
list_versions = api.get(
    "/documents/{document_id:uuid}/versions", query=VersionFilter, pages_of=VersionView, may="documents.read",
    says="List a document's versions, also those that were refused",
)  # fmt: skip
read_version = api.get(
    "/documents/{document_id:uuid}/versions/{version:int}", returns=VersionView, may="documents.read",
    says="Read one version of a document",
)  # fmt: skip
download_document = api.get(
    "/documents/{document_id:uuid}/download", query=DownloadQuery, returns=DownloadView, may="documents.read",
    audited=True, says="Get a short-lived link to one version of a document; leaves an audit entry",
)  # fmt: skip
seal_document = api.post(
    "/documents/{document_id:uuid}/sealing", takes=Sealing, returns=DocumentView, may="documents.seal", guarded=True,
    status=200, says="Seal a document, or open it again, with a reason",
)  # fmt: skip
hold_document = api.put(
    "/documents/{document_id:uuid}/hold", takes=Reason, returns=DocumentView, may="documents.hold",
    says="Put a legal hold on every version of a document",
)  # fmt: skip
release_document = api.post(
    "/documents/{document_id:uuid}/hold/release", takes=Reason, returns=DocumentView, may="documents.hold", status=200,
    says="Lift a document's legal hold; retention stays",
)  # fmt: skip
