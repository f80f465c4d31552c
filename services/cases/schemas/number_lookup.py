"""The shapes of finding cases by the numbers that lists print, and of naming cases on a list."""

from __future__ import annotations

from typing import Final

from marshmallow import fields, validate

from services.cases.schemas.common import each, flag
from services.common.schemas import Choice, Code, Schema, Text, View, Whole

FORMS: Final = ("office", "public")


class Reader(Schema):
    """For whom a service asks by itself: with whose sight cases are looked for."""

    account_id = fields.UUID(required=True)
    districts = fields.List(Text(most=60), required=True, validate=validate.Length(max=100))
    reads_sealed = flag(load_default=False)


class PrintedLine(Schema):
    """A line as a list prints it: the column of case numbers, those of the FIR and the police station where it has them."""

    place = Whole(most=1_000_000, required=True)
    number = Text(most=300, load_default=None, allow_none=True)
    fir = Text(most=300, load_default=None, allow_none=True)
    police_station = Text(most=80, load_default=None, allow_none=True)


class NumbersWanted(Schema):
    """Lines to find the cases of, before the court whose list it is."""

    court_id = fields.UUID(load_default=None, allow_none=True)
    district = Code(load_default=None, allow_none=True)
    lines = fields.List(fields.Nested(PrintedLine), required=True, validate=validate.Length(min=1, max=200))
    reader = fields.Nested(Reader, load_default=None, allow_none=True)


class Candidate(View):
    """A case that a number may mean; `found_by`: fir, court_number or former_number."""

    case_id = fields.UUID()
    fir_number = fields.String()
    fir_year = fields.Integer()
    police_station = fields.String()
    district = fields.String()
    court_case_number = fields.String(allow_none=True)
    court_id = fields.UUID(allow_none=True)
    stage = fields.String()
    found_by = fields.String()


class NumberFound(View):
    """A number that was read in a line, and the cases in the reader's sight that it may mean, ten at most."""

    number = fields.String()
    year = fields.Integer(allow_none=True)
    register = fields.String()
    candidates = each(Candidate)


class LineFound(View):
    """What a line says: its numbers in their order; none when no number can be read."""

    place = fields.Integer()
    numbers = each(NumberFound)


class NumbersFound(View):
    """The lines, in the order in which they were asked."""

    items = each(LineFound)


class TitlesWanted(Schema):
    """Cases to name on a list; `public`: as everybody may read it at the court's door."""

    case_ids = fields.List(fields.UUID(), required=True, validate=validate.Length(min=1, max=500))
    form = Choice(FORMS, load_default="office")
    reader = fields.Nested(Reader, load_default=None, allow_none=True)


class CaseTitle(View):
    """How a list names a case. Of one that is withheld nothing is given; a child's name shows to its team alone (JJSA s.13).

    `first_accused`: the first whose name or initials may be shown, null when none may.
    """

    case_id = fields.UUID()
    is_withheld = fields.Boolean()
    court_case_number = fields.String(allow_none=True)
    fir_label = fields.String(allow_none=True)
    police_station = fields.String(allow_none=True)
    sections = fields.String(allow_none=True)
    first_accused = fields.String(allow_none=True)
    accused_count = fields.Integer(allow_none=True)
    has_child = fields.Boolean(allow_none=True)


class CaseTitles(View):
    """The titles of those cases that are in the reader's sight."""

    items = each(CaseTitle)
