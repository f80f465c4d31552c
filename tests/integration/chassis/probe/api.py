"""What the probe answers."""

from __future__ import annotations

from marshmallow import fields

from services.common.api import Api
from services.common.schemas import CountParam, PageQuery, Schema, Text, View


class NewNote(Schema):
    """A note to be."""

    text = Text(required=True)


class NoteView(View):
    """A note."""

    id = fields.UUID()
    text = Text()
    version = fields.Integer()


class Patience(Schema):
    """How long to take, in milliseconds."""

    milliseconds = CountParam(load_default=0)


api = Api("probe", __name__)
add_note = api.post("/notes", takes=NewNote, returns=NoteView, may="notes.add", also=("friend",))
fetch_note = api.post("/notes/fetched", takes=NewNote, returns=NoteView, may="notes.add")
read_note = api.get("/notes/{note_id:uuid}", returns=NoteView)
list_notes = api.get("/notes", query=PageQuery, pages_of=NoteView)
change_note = api.put("/notes/{note_id:uuid}", takes=NewNote, returns=NoteView, guarded=True)
take_time = api.get("/time", query=Patience)
keep_time = api.post("/time", query=Patience)
fail = api.get("/failure")
end_process = api.post("/end")
ask_itself = api.get("/self/{note_id:uuid}")
