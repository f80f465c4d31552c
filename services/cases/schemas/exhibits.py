"""The shapes of exhibits and of the steps of their custody."""

from __future__ import annotations

from typing import Any

from marshmallow import fields, validate

from services.cases.rules.custody_chain_steps import CUSTODY_STEPS, EXHIBIT_NATURES, EXHIBIT_SERIES, RULINGS
from services.cases.schemas.common import each, some
from services.common.schemas import Choice, Day, Instant, PageQuery, Schema, Text, View, Whole


class Quantity(fields.Decimal):
    """A count, weight or measure above zero: a decimal string, three places at most."""

    def __init__(self, **options: Any) -> None:
        """Set three places, sent as a string."""
        bounds = validate.Range(min=0, max=10**9, min_inclusive=False)
        super().__init__(places=3, allow_nan=False, as_string=True, validate=bounds, **options)


class Sha256(Text):
    """A SHA-256 as 64 hexadecimal digits, kept in lower case."""

    def __init__(self, **options: Any) -> None:
        """Take the usual options of a field."""
        pattern = validate.Regexp(r"^[0-9a-f]{64}$", error="Give the SHA-256 as 64 hexadecimal digits.")
        super().__init__(most=64, validate=[pattern], **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        return super()._deserialize(value, attr, data, **kwargs).lower()


class NewCustodyEvent(Schema):
    """A step of custody. `person_id` did or received it, `carrier_id` took it along: people of this file.

    `reference`: recovery memo, laboratory's number or court's order, as the step needs it; `register_entry`: Register XIX;
    `seal_impression`, `quantity` and `sha256` as they were found at this step.
    """

    step = Choice(CUSTODY_STEPS, required=True)
    happened_on = Day(required=True)
    place = Text(most=200, load_default=None, allow_none=True)
    person_id = fields.UUID(load_default=None, allow_none=True)
    carrier_id = fields.UUID(load_default=None, allow_none=True)
    register_entry = Text(most=60, load_default=None, allow_none=True)
    road_certificate = Text(most=60, load_default=None, allow_none=True)
    reference = Text(most=120, load_default=None, allow_none=True)
    seal_impression = Text(most=60, load_default=None, allow_none=True)
    quantity = Quantity(load_default=None, allow_none=True)
    sha256 = Sha256(load_default=None, allow_none=True)
    note = Text(most=1000, lines=True, load_default=None, allow_none=True)
    document_id = fields.UUID(load_default=None, allow_none=True)
    laboratory_request_id = fields.UUID(load_default=None, allow_none=True)


class CustodyCorrection(NewCustodyEvent):
    """The step as it really was; it supersedes the one recorded, and keeps its place in the order."""

    reason = Text(most=500, required=True)


class CustodyWithdrawal(Schema):
    """Why a recorded step did not happen, or belongs to another exhibit."""

    reason = Text(most=500, required=True)


class NewExhibit(Schema):
    """A thing or paper that is to prove something, with the steps of its custody so far: first its recovery (`seized`).

    Papers and what the defence brings need no recovery. Electronic evidence comes with its SHA-256 at receipt and its source;
    `document_id` is the recording or paper itself, `memo_document_id` the recovery memo, `transcript_document_id` the transcript.
    """

    series = Choice(EXHIBIT_SERIES, required=True)
    nature = Choice(EXHIBIT_NATURES, required=True)
    description = Text(most=1000, lines=True, required=True)
    parcel_number = Text(most=60, load_default=None, allow_none=True)
    quantity = Quantity(load_default=None, allow_none=True)
    unit = Text(most=20, load_default=None, allow_none=True)
    recovered_from_id = fields.UUID(load_default=None, allow_none=True)
    memo_document_id = fields.UUID(load_default=None, allow_none=True)
    document_id = fields.UUID(load_default=None, allow_none=True)
    sha256 = Sha256(load_default=None, allow_none=True)
    source_device = Text(most=200, load_default=None, allow_none=True)
    transcript_document_id = fields.UUID(load_default=None, allow_none=True)
    custody = some(NewCustodyEvent, least=0, load_default=list)


class ExhibitChange(Schema):
    """Corrections to an exhibit; what is left out stays, and what it said before is kept. The SHA-256 is never changed."""

    nature = Choice(EXHIBIT_NATURES)
    description = Text(most=1000, lines=True)
    parcel_number = Text(most=60, allow_none=True)
    quantity = Quantity(allow_none=True)
    unit = Text(most=20, allow_none=True)
    recovered_from_id = fields.UUID(allow_none=True)
    memo_document_id = fields.UUID(allow_none=True)
    document_id = fields.UUID(allow_none=True)
    source_device = Text(most=200)
    transcript_document_id = fields.UUID(allow_none=True)
    reason = Text(most=500, required=True)


class ExhibitRuling(Schema):
    """The court's word on an exhibit: exhibited under a number of its series (the next free one when left out), or rejected."""

    ruling = Choice(RULINGS, required=True)
    ruled_on = Day(load_default=None, allow_none=True)
    number = Whole(least=1, most=9999, load_default=None, allow_none=True)
    suffix = Text(most=4, load_default=None, allow_none=True, validate=[validate.Regexp(r"^[A-Z0-9]+$")])


class Withholding(Schema):
    """The words, such as the name of a protected witness, whose superseded texts about an exhibit are to be withheld."""

    words = fields.List(Text(least=3, most=120), required=True, validate=validate.Length(min=1, max=10))


class ExhibitFilter(PageQuery):
    """Which exhibits: one index of the three, or all of them (the general index)."""

    series = Choice(EXHIBIT_SERIES, load_default=None)


class CustodyEventView(View):
    """A recorded step of custody; a superseded one says since when, by whom and why."""

    id = fields.UUID()
    step = fields.String()
    happened_on = Day()
    place = fields.String(allow_none=True)
    person_id = fields.UUID(allow_none=True)
    carrier_id = fields.UUID(allow_none=True)
    register_entry = fields.String(allow_none=True)
    road_certificate = fields.String(allow_none=True)
    reference = fields.String(allow_none=True)
    seal_impression = fields.String(allow_none=True)
    quantity = fields.String(allow_none=True)
    sha256 = fields.String(allow_none=True)
    note = fields.String(allow_none=True)
    document_id = fields.UUID(allow_none=True)
    laboratory_request_id = fields.UUID(allow_none=True)
    corrects_id = fields.UUID(allow_none=True)
    entered_by = fields.String()
    entered_at = Instant()
    superseded_at = Instant(allow_none=True)
    superseded_by = fields.String(allow_none=True)
    superseded_why = fields.String(allow_none=True)


class RevisionView(View):
    """What an exhibit said before a correction."""

    number = fields.Integer()
    before = fields.Dict(keys=fields.String())
    reason = fields.String()
    changed_by = fields.String()
    changed_at = Instant()


class ExhibitRow(View):
    """An exhibit in an index; `label` is the court's mark, `position` its place in the file before there is one.

    `next_steps`: those that follow from where it is by its last step; others may be recorded all the same, and leave a gap.
    """

    id = fields.UUID()
    position = fields.Integer()
    series = fields.String()
    nature = fields.String()
    description = fields.String()
    parcel_number = fields.String(allow_none=True)
    ruling = fields.String(allow_none=True)
    label = fields.String(allow_none=True)
    recovered_on = Day(allow_none=True)
    last_step = fields.String(allow_none=True)
    last_step_on = Day(allow_none=True)
    next_steps = fields.List(fields.String())
    version = fields.Integer()


class ExhibitView(View):
    """An exhibit with its custody, in the order of days, superseded steps too."""

    id = fields.UUID()
    case_id = fields.UUID()
    position = fields.Integer()
    series = fields.String()
    nature = fields.String()
    description = fields.String()
    parcel_number = fields.String(allow_none=True)
    quantity = fields.String(allow_none=True)
    unit = fields.String(allow_none=True)
    recovered_from_id = fields.UUID(allow_none=True)
    memo_document_id = fields.UUID(allow_none=True)
    document_id = fields.UUID(allow_none=True)
    sha256 = fields.String(allow_none=True)
    source_device = fields.String(allow_none=True)
    transcript_document_id = fields.UUID(allow_none=True)
    ruling = fields.String(allow_none=True)
    ruled_on = Day(allow_none=True)
    label = fields.String(allow_none=True)
    custody = each(CustodyEventView)
    laboratory_request_ids = fields.List(fields.UUID())
    revisions = each(RevisionView)
    entered_by = fields.String()
    entered_at = Instant()
    version = fields.Integer()
