"""The shapes of searching: sent as a body, since names and numbers of people do not belong in addresses that are logged."""

from __future__ import annotations

from marshmallow import fields

from services.cases.rules.words import CUSTODY_STATES, STAGES
from services.cases.schemas.case import CaseRow
from services.cases.schemas.common import each, flag
from services.common.schemas import PAGE_LIMIT, Choice, Code, Day, Schema, Text, View, Whole


def _asked(most: int) -> Text:
    return Text(most=most, load_default=None, allow_none=True)


class SearchFilter(Schema):
    """What is searched for; all that is given must hold. `q`: a line as a clerk would write it, read in every way it can be."""

    q = _asked(120)
    name = _asked(120)
    number = _asked(60)
    cnic = _asked(30)
    phone = _asked(30)
    act = Code(load_default=None, allow_none=True)
    section = _asked(20)
    court_id = fields.UUID(load_default=None, allow_none=True)
    stage = Choice(STAGES, load_default=None, allow_none=True)
    custody = Choice(CUSTODY_STATES, load_default=None, allow_none=True)
    district = Code(load_default=None, allow_none=True)
    police_station = _asked(80)
    is_terrorism = flag(load_default=None, allow_none=True)
    fir_from = Day(load_default=None, allow_none=True)
    fir_to = Day(load_default=None, allow_none=True)
    decided_from = Day(load_default=None, allow_none=True)
    decided_to = Day(load_default=None, allow_none=True)


class SearchQuery(SearchFilter):
    """A page of a search: how many, and after which place."""

    limit = Whole(least=1, most=PAGE_LIMIT, load_default=50)
    after = Text(most=400, load_default=None, allow_none=True)


class SearchView(View):
    """The cases that were found, newest first; `next` is the place to go on from."""

    items = each(CaseRow)
    next = fields.String(allow_none=True)


class CountView(View):
    """How many of the counted cases have a value."""

    value = fields.String(allow_none=True)
    count = Whole()


class FacetsView(View):
    """How a search's newest cases spread; `is_complete` is false when there are more than were counted."""

    counted = Whole()
    is_complete = fields.Boolean()
    stage = each(CountView)
    district = each(CountView)
    custody = each(CountView)
    fir_year = each(CountView)
    court_id = each(CountView)
    is_terrorism = each(CountView)
