"""The shapes of the procedure as data, and of the steps that are taken by it."""

from __future__ import annotations

from marshmallow import fields

from services.common.schemas import Code, Day, PageQuery, Schema, Text, View


class StageRow(View):
    """A stage of the procedure; `within` the one that it is a part of."""

    code = fields.String()
    within = fields.String(allow_none=True)
    position = fields.Integer()
    is_final = fields.Boolean()
    says = fields.String()
    says_ur = fields.String()
    valid_from = Day()
    valid_to = Day(allow_none=True)
    source = fields.String()


class ExitRow(View):
    """A way out of a stage and of the stages within it. `to_stage` null: the case stays, or resumes where it was."""

    step = fields.String()
    from_stage = fields.String()
    kinds = fields.List(fields.String())
    to_stage = fields.String(allow_none=True)
    is_resumption = fields.Boolean()
    who = fields.String()
    permission = fields.String()
    says = fields.String()
    valid_from = Day()
    valid_to = Day(allow_none=True)
    source = fields.String()


class PowerRow(View):
    """What an office may do. `most_months`: up to which punishment; null without bounds."""

    power = fields.String()
    office = fields.String()
    position = fields.Integer()
    permission = fields.String()
    acts = fields.String()
    most_months = fields.Integer(allow_none=True)
    is_special_court = fields.Boolean(allow_none=True)
    valid_from = Day()
    valid_to = Day(allow_none=True)
    source = fields.String()


class OffenceFilter(PageQuery):
    """Which offences a list shows."""

    act = Code(load_default=None)


class OffenceRow(View):
    """An offence with its punishment and its classes; null where they are not known.

    `are_classes_confirmed` is false until somebody held bailable, cognizable and compoundable against the gazette.
    """

    act = fields.String()
    section = fields.String()
    valid_from = fields.Date()
    valid_to = Day(allow_none=True)
    title = fields.String()
    title_ur = fields.String(allow_none=True)
    least_months = fields.Integer(allow_none=True)
    most_months = fields.Integer(allow_none=True)
    is_death = fields.Boolean()
    is_life = fields.Boolean()
    is_special_court = fields.Boolean()
    is_vicarious = fields.Boolean()
    sanction_by = fields.String(allow_none=True)
    is_bailable = fields.Boolean(allow_none=True)
    is_cognizable = fields.Boolean(allow_none=True)
    compoundable_by = fields.String(allow_none=True)
    classes_source = fields.String(allow_none=True)
    are_classes_confirmed = fields.Boolean()
    source = fields.String()


class NewStep(Schema):
    """A step of the court (today when no day is given)."""

    step = Code(required=True)
    taken_on = Day(load_default=None, allow_none=True)
    note = Text(most=500, load_default=None, allow_none=True)
