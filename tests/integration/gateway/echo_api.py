"""The operations of the echo service, declared as any service declares its own."""

from __future__ import annotations

from marshmallow import fields

from services.common.api import Api
from services.common.schemas import PROSECUTE, Day, Money, PageQuery, PersonId, Schema, Text, View, Whole

api = Api("echo", __name__)


class NewThing(Schema):
    """A thing to be made."""

    name = Text(required=True)
    price = Money()
    made_on = Day(allow_none=True)


class Keepers(Schema):
    """Who keeps a thing, and who answers for it in court."""

    keeper_id = PersonId(allow_none=True)
    prosecutor_ids = fields.List(PersonId(may=PROSECUTE))


class Thing(View):
    """What the echo saw."""

    id = fields.UUID()
    number = Whole()


class Recused(View):
    """The things that one is recused from."""

    case_ids = fields.List(fields.UUID())


read_thing = api.get("/things/{thing_id:uuid}", returns=Thing, may="things.read", says="One thing")
list_things = api.get("/things", query=PageQuery, pages_of=Thing, may="things.read", says="All things")
create_thing = api.post("/things", takes=NewThing, returns=Thing, may="things.change", body_limit=20_000)
change_thing = api.patch("/things/{id:uuid}", takes=NewThing, returns=Thing, may="things.change", guarded=True)
keep_thing = api.post("/things/{thing_id:uuid}/keepers", takes=Keepers, returns=Thing, may="things.change")
remove_thing = api.delete("/things/{thing_id:uuid}", may="things.change")
read_calendar = api.get("/calendars/{code:text}", public=True, media="text/calendar")
list_own_recusals = api.get("/recusals", returns=Recused, says="What one is recused from")
read_slowly = api.get("/slow", returns=Thing, deadline=1.0)
