"""The probe's entrypoints."""

from __future__ import annotations

import os
import signal
import time
import uuid
from collections.abc import Sequence
from typing import ClassVar

import sqlalchemy as sa
from services.probe import api
from services.probe.events import NoteAdded
from sqlalchemy.orm import Session

from services.common import audit
from services.common.answering import Call
from services.common.answers import Answer, JsonRow, answer_json, page, require_version
from services.common.bus import Service, answers, every, hears
from services.common.database import new_metadata
from services.common.errors import not_found
from services.common.events import Heard
from services.common.ids import new_id
from services.common.outbox import publish
from services.common.prepared import Ready

metadata = new_metadata()
notes = sa.Table(
    "notes",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("text", sa.Text),
    sa.Column("version", sa.Integer),
)
heard_notes = sa.Table("heard", metadata, sa.Column("note_id", sa.Uuid), sa.Column("text", sa.Text))
ran = sa.Table("ran", metadata, sa.Column("what", sa.Text), sa.Column("at", sa.DateTime(timezone=True)))
_missing = not_found("note_unknown", "There is no such note.")
_one = JsonRow(sa.select(notes).where(notes.c.id == sa.bindparam("note_id")))
_many = Ready(
    sa.select(
        notes.c.id, notes.c.version, sa.cast(sa.func.row_to_json(notes.table_valued()), sa.Text).label("body")
    ).where(sa.cast(notes.c.id, sa.Text) == sa.any_(sa.bindparam("note_ids", type_=sa.ARRAY(sa.Text))))
)
BREAKS_THE_STATEMENT = uuid.UUID(int=7)


def _read_notes(session: Session, calls: Sequence[Call]) -> list[Answer | None]:
    """Read notes by one statement, and leave a trace of it; fail in the database when asked to."""
    session.execute(sa.insert(ran).values(what="read_notes", at=sa.func.now()))
    wanted = [call.path["note_id"] for call in calls]
    if BREAKS_THE_STATEMENT in wanted:
        session.execute(sa.text("SELECT 1 / 0"))
    found = {
        row.id: Answer(row.body.encode(), etag=str(row.version))
        for row in _many.rows(session, {"note_ids": [str(one) for one in wanted]})
    }
    return [found.get(note_id) for note_id in wanted]


class ProbeService(Service):
    """Keeps notes, and fails when asked to."""

    name: ClassVar[str] = "probe"

    @answers(api.add_note)
    def add_note(self, call: Call) -> Answer:
        """Add a note."""
        note_id = new_id()
        call.session.execute(sa.insert(notes).values(id=note_id, text=call.body["text"], version=1))
        audit.record(call.session, call.actor, "note_added", f"note:{note_id}")
        publish(call.session, NoteAdded(note_id=note_id, text=call.body["text"]))
        return _one.one(call.session, missing=_missing, status=201, note_id=note_id)

    @answers(api.fetch_note, transaction=False)
    def fetch_note(self, call: Call) -> Answer:
        """Add a note after asking outside, in a transaction of its own."""

        def add(session: Session) -> Answer:
            note_id = new_id()
            session.execute(sa.insert(notes).values(id=note_id, text=call.body["text"], version=1))
            return _one.one(session, missing=_missing, status=201, note_id=note_id)

        return call.once(add)

    @answers(api.read_note, together=_read_notes)
    def read_note(self, call: Call) -> Answer:
        """Read a note."""
        return _one.one(call.session, missing=_missing, note_id=call.path["note_id"])

    @answers(api.list_notes)
    def list_notes(self, call: Call) -> Answer:
        """List the notes."""
        return page(call.session, sa.select(notes), order=[(notes.c.id, "asc")], query=call.query)

    @answers(api.change_note)
    def change_note(self, call: Call) -> Answer:
        """Change a note, if it is still the one that was read."""
        row = call.session.execute(sa.select(notes).where(notes.c.id == call.path["note_id"]).with_for_update()).one()
        require_version(call.if_match, row.version)
        call.session.execute(
            sa.update(notes).where(notes.c.id == row.id).values(text=call.body["text"], version=row.version + 1)
        )
        return _one.one(call.session, missing=_missing, note_id=row.id)

    @answers(api.take_time)
    def take_time(self, call: Call) -> Answer:
        """Take time, outside the database."""
        time.sleep(call.query["milliseconds"] / 1000)
        return answer_json({"took": call.query["milliseconds"]})

    @answers(api.keep_time)
    def keep_time(self, call: Call) -> Answer:
        """Take time, inside the database, and leave a trace."""
        call.session.execute(sa.insert(ran).values(what="keep_time", at=sa.func.now()))
        call.session.execute(sa.select(sa.func.pg_sleep(call.query["milliseconds"] / 1000)))
        return answer_json({"took": call.query["milliseconds"]})

    @answers(api.fail)
    def fail(self, call: Call) -> Answer:
        """Raise what nobody expects."""
        raise RuntimeError(f"secret internals of {call.actor.id}")

    @answers(api.end_process, transaction=False)
    def end_process(self, call: Call) -> Answer:
        """Leave a trace, then end the process as the kernel would."""
        with call.database.transaction() as session:
            session.execute(sa.insert(ran).values(what="end_process", at=sa.func.now()))
        os.kill(os.getpid(), signal.SIGKILL)
        return answer_json(None)

    @answers(api.ask_itself)
    def ask_itself(self, call: Call) -> Answer:
        """Ask another process, which is here this one."""
        return answer_json(call.caller.call(api.read_note, path=call.path, on_behalf_of=call.actor_token))

    @hears(NoteAdded)
    def when_note_added(self, session: Session, heard: Heard[NoteAdded]) -> None:
        """Keep what was heard, or fail as the note's text says."""
        session.execute(sa.insert(heard_notes).values(note_id=heard.event.note_id, text=heard.event.text))
        if heard.event.text == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if heard.event.text == "fail" and not session.scalar(sa.select(ran.c.what).where(ran.c.what == "mended")):
            raise RuntimeError("cannot hear this")

    @every(seconds=0.5)
    def tick(self, session: Session) -> None:
        """Leave a trace by the clock."""
        session.execute(sa.insert(ran).values(what="tick", at=sa.func.now()))
