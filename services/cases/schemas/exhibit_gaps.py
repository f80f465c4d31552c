"""The shapes of custody gaps and of the dated rules behind them."""

from __future__ import annotations

from marshmallow import fields

from services.cases.rules.custody_chain_facts import GAP_KINDS
from services.cases.rules.custody_chain_words import LANGUAGES
from services.cases.schemas.common import each
from services.common.schemas import Choice, Day, PageQuery, Schema, View


class GapsQuery(Schema):
    """The day the gaps are asked for: today when left out. What runs on is counted until then, and later steps are not seen."""

    as_of = Day(load_default=None)


class GapView(View):
    """A gap in an exhibit's custody: what lacks from which day to which, whose word is needed, and why it matters.

    `person` names nobody: a protected one's pseudonym, else the person's number in the file.
    """

    exhibit_id = fields.UUID()
    exhibit = fields.String()
    kind = fields.String()
    says = fields.String()
    from_on = Day()
    to_on = Day()
    days = fields.Integer()
    step = fields.String(allow_none=True)
    next_step = fields.String(allow_none=True)
    place = fields.String(allow_none=True)
    entry = fields.String(allow_none=True)
    role = fields.String(allow_none=True)
    person_id = fields.UUID(allow_none=True)
    person = fields.String(allow_none=True)
    expected = fields.String(allow_none=True)
    found = fields.String(allow_none=True)
    source = fields.String()


class ExhibitGapsView(View):
    """The gaps of a case's exhibits, and the exhibits that the court has yet to see."""

    case_id = fields.UUID()
    as_of = Day()
    exhibit_count = fields.Integer()
    gaps = each(GapView)
    yet_to_produce = fields.List(fields.UUID())


class GapsFilter(PageQuery):
    """Which cases: of one district, with one kind of gap."""

    district = fields.String(load_default=None)
    kind = Choice(GAP_KINDS, load_default=None)


class CaseGapsRow(View):
    """A case with gaps in the custody of its exhibits: how many of each kind, and the longest unexplained time in days."""

    id = fields.UUID()
    district = fields.String()
    police_station = fields.String()
    fir_number = fields.String()
    fir_year = fields.Integer()
    stage = fields.String()
    lead_prosecutor_id = fields.UUID(allow_none=True)
    gap_count = fields.Integer()
    kinds = fields.Dict(keys=fields.String(), values=fields.Integer())
    longest_days = fields.Integer()


class CustodyRuleRow(View):
    """What counts as a gap, or how long exhibits are kept, as it stands from a day on."""

    rule = fields.String()
    valid_from = Day()
    valid_to = Day(allow_none=True)
    days = fields.Integer(allow_none=True)
    natures = fields.List(fields.String(), allow_none=True)
    says = fields.String()
    source = fields.String()


class SheetQuery(Schema):
    """The language of the sheet, and of the gaps that stand on it."""

    lang = Choice(LANGUAGES, load_default="en")


class SheetView(View):
    """The chain-of-custody sheet of one exhibit, as a page to print."""

    exhibit_id = fields.UUID()
    exhibit = fields.String()
    as_of = Day()
    lang = fields.String()
    direction = fields.String()
    gaps = each(GapView)
    html = fields.String()
