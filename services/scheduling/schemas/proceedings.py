"""The record of a hearing's proceedings."""

from __future__ import annotations

from typing import Any, Final

from marshmallow import fields, validate

from services.common.schemas import Choice, Money, Schema, Text, View, Whole
from services.scheduling.rules.proceedings import ATTENDERS
from services.scheduling.schemas.hearings import ASKERS

_MOST_WITNESSES: Final = 200


def _people() -> fields.List[Any]:
    return fields.List(Choice(ATTENDERS), load_default=list, validate=validate.Length(max=len(ATTENDERS)))


def _witnesses() -> Whole:
    return Whole(most=_MOST_WITNESSES, load_default=0)


class NewProceedings(Schema):
    """Who attended and who did not, witnesses called, present and examined, costs; `reason` when entered late or amended."""

    attended = _people()
    absent = _people()
    witnesses_called = _witnesses()
    witnesses_present = _witnesses()
    examined_fact = _witnesses()
    examined_formal = _witnesses()
    examined_other = _witnesses()
    costs = Money(load_default=None, allow_none=True)
    costs_on = Choice(ASKERS, load_default=None, allow_none=True)
    done = Text(most=2000, lines=True, load_default=None, allow_none=True)
    reason = Text(most=500, load_default=None, allow_none=True)


class ProceedingsEntry(View):
    """One entry; the one of the highest revision holds."""

    revision = fields.Integer()
    attended = fields.List(fields.String())
    absent = fields.List(fields.String())
    witnesses_called = fields.Integer()
    witnesses_present = fields.Integer()
    examined_fact = fields.Integer()
    examined_formal = fields.Integer()
    examined_other = fields.Integer()
    costs = Money(allow_none=True)
    costs_on = fields.String(allow_none=True)
    done = fields.String(allow_none=True)
    reason = fields.String(allow_none=True)
    recorded_by = fields.String()
    recorded_at = fields.AwareDateTime()


class ProceedingsView(View):
    """A hearing's record of proceedings, the entry that holds first; `version` is the hearing's."""

    hearing_id = fields.UUID()
    entries = fields.List(fields.Nested(ProceedingsEntry))
    version = fields.Integer()
