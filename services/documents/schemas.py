"""The shapes that the documents service takes and gives."""

from __future__ import annotations

from marshmallow import fields, validate

from services.common.schemas import Choice, CountParam, Instant, PageQuery, Schema, Text, View, Whole
from services.documents.rules.kinds import KINDS, LARGEST_FILE, MEDIA_TYPES

STATES = ("awaiting", "verifying", "confirmed", "refused", "expired")
TEXT_STATES = ("none", "waiting", "extracted", "failed")
LONGEST_NAME = 120
LARGEST_VERSION = 10_000

_SHA256 = validate.Regexp(r"^[0-9a-f]{64}\Z", error="Give the SHA-256 of the file as 64 lower-case hexadecimal digits.")


class NewFile(Schema):
    """A file that is about to be sent: what the sender says of it, to be compared with what arrives."""

    file_name = Text(most=LONGEST_NAME, required=True)
    media_type = Choice(MEDIA_TYPES, required=True)
    size = Whole(least=1, most=LARGEST_FILE, required=True)
    sha256 = Text(most=64, required=True, validate=_SHA256)


class NewVersion(NewFile):
    """A file that supersedes a document's last one, and why it does."""

    reason = Text(most=500, required=True, lines=True)


class NewDocument(NewFile):
    """A new document with its first file."""

    case_id = fields.UUID(load_default=None, allow_none=True)
    kind = Choice(KINDS, required=True)
    title = Text(most=200, required=True)
    is_sealed = fields.Boolean(load_default=False)


class Reason(Schema):
    """Why a step is taken."""

    reason = Text(most=500, required=True, lines=True)


class Sealing(Reason):
    """Seal a document, or open it again."""

    is_sealed = fields.Boolean(required=True)


class DocumentFilter(PageQuery):
    """Which documents to list: a case's, or without `case_id` those that belong to no case."""

    case_id = fields.UUID(load_default=None)
    kind = Choice(KINDS, load_default=None)


class VersionFilter(PageQuery):
    """Which versions of a document to list: all, oldest first."""


class DownloadQuery(Schema):
    """Which version to download: the current one unless another is named."""

    version = CountParam(least=1, most=LARGEST_VERSION, load_default=None)


class SearchQuery(Schema):
    """What to look for: words that must all be on one page, phrases in double quotes."""

    q = Text(most=200, required=True)
    case_id = fields.UUID(load_default=None)
    limit = CountParam(least=1, most=50, load_default=20)


class UploadForm(View):
    """How to send the file: a multipart/form-data POST of `fields`, in their order, then the file as `file`."""

    url = fields.String()
    fields_ = fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        data_key="fields",
        metadata={"description": "Form fields to send."},
    )
    expires_at = Instant()


class UploadView(View):
    """A document that awaits its file."""

    document_id = fields.UUID()
    version = fields.Integer()
    upload = fields.Nested(UploadForm)


class VersionView(View):
    """One version of a document: what was promised, what became of it, how long it is kept.

    `reason` says why a file was refused, `change_reason` why a version was sent after the first.
    """

    document_id = fields.UUID()
    number = fields.Integer()
    state = Choice(STATES)
    reason = fields.String(allow_none=True)
    change_reason = fields.String(allow_none=True)
    file_name = fields.String()
    media_type = fields.String()
    size = fields.Integer()
    sha256 = fields.String()
    uploaded_by = fields.String()
    created_at = Instant()
    confirmed_at = Instant(allow_none=True)
    retention_mode = Choice(("GOVERNANCE", "COMPLIANCE"), allow_none=True)
    retain_until = Instant(allow_none=True)
    text_state = Choice(TEXT_STATES)
    text_reason = fields.String(allow_none=True)
    pages = fields.Integer(allow_none=True)


class DocumentView(View):
    """A document with its current file; `current` is null until the first file is confirmed."""

    id = fields.UUID()
    version = fields.Integer(metadata={"description": "Grows with every change of the document; its ETag."})
    case_id = fields.UUID(allow_none=True)
    kind = Choice(KINDS)
    title = fields.String()
    is_sealed = fields.Boolean()
    is_held = fields.Boolean()
    held_reason = fields.String(allow_none=True)
    uploaded_by = fields.String()
    created_at = Instant()
    current = fields.Integer(allow_none=True)
    file_name = fields.String(allow_none=True)
    media_type = fields.String(allow_none=True)
    size = fields.Integer(allow_none=True)
    sha256 = fields.String(allow_none=True)
    confirmed_at = Instant(allow_none=True)
    text_state = Choice(TEXT_STATES, allow_none=True)
    text_reason = fields.String(allow_none=True)
    pages = fields.Integer(allow_none=True)


class DocumentRow(View):
    """A document in a list: only what arrived whole is listed."""

    id = fields.UUID()
    case_id = fields.UUID(allow_none=True)
    kind = Choice(KINDS)
    title = fields.String()
    is_sealed = fields.Boolean()
    is_held = fields.Boolean()
    created_at = Instant()
    current = fields.Integer()
    file_name = fields.String()
    media_type = fields.String()
    size = fields.Integer()
    pages = fields.Integer(allow_none=True)


class DownloadView(View):
    """A link to exactly one version, good for a short while."""

    document_id = fields.UUID()
    version = fields.Integer()
    file_name = fields.String()
    media_type = fields.String()
    size = fields.Integer()
    sha256 = fields.String()
    url = fields.String()
    expires_at = Instant()


class Span(View):
    """Where a found word stands in the snippet: from the first character up to, not including, the last."""

    start = fields.Integer()
    end = fields.Integer()


class SearchHit(View):
    """A page on which everything that was looked for stands."""

    document_id = fields.UUID()
    version = fields.Integer()
    case_id = fields.UUID(allow_none=True)
    kind = Choice(KINDS)
    title = fields.String()
    file_name = fields.String()
    page = fields.Integer()
    snippet = fields.String()
    found = fields.List(fields.Nested(Span))


class SearchResults(View):
    """The best pages first; `is_complete` is false when there were more hits than could be compared: narrow it down."""

    items = fields.List(fields.Nested(SearchHit))
    is_complete = fields.Boolean()
