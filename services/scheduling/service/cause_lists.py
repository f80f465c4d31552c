"""Cause lists: a court's list of a day as it stands, lists that are made, lists that courts send."""

from __future__ import annotations

from services.common.answering import Call
from services.common.answers import Answer, answer_json
from services.common.bus import answers
from services.scheduling import api
from services.scheduling.clients.cases import reader_of
from services.scheduling.queries import cause_lists, cause_lists_changes, cause_lists_imported, cause_lists_made
from services.scheduling.usecases import (
    cause_lists_accepting,
    cause_lists_making,
    cause_lists_resolving,
    cause_lists_taking,
)


class CauseListAnswers:
    """Cause lists as they stand and as they are made."""

    @answers(api.read_cause_list)
    def read_cause_list(self, call: Call) -> Answer:
        """Read a court's list of a day."""
        return cause_lists.read_cause_list(call.session, call.actor, call.path["court_id"], call.path["day"])

    @answers(api.compare_cause_lists)
    def compare_cause_lists(self, call: Call) -> Answer:
        """Say how a court's day differs from another."""
        court_id, day, since = call.path["court_id"], call.path["day"], call.query["since"]
        return cause_lists_changes.compare_days(call.session, call.actor, court_id, day, since)

    @answers(api.make_cause_list)
    def make_cause_list(self, call: Call) -> Answer:
        """Ask for a court's list of a day."""
        list_id = cause_lists_making.ask_for_list(call.session, call.actor, call.body, reader_of(call.actor))
        return cause_lists_made.read_made(call.session, call.actor, list_id, status=202)

    @answers(api.list_made_cause_lists)
    def list_made_cause_lists(self, call: Call) -> Answer:
        """List the lists that were made."""
        return cause_lists_made.list_made(call.session, call.actor, call.query)

    @answers(api.read_made_cause_list)
    def read_made_cause_list(self, call: Call) -> Answer:
        """Read whether a list is made."""
        return cause_lists_made.read_made(call.session, call.actor, call.path["list_id"])

    @answers(api.fetch_cause_list)
    def fetch_cause_list(self, call: Call) -> Answer:
        """Fetch a list that was made."""
        list_id, file, mark = call.path["list_id"], call.query["file"], call.query["mark"]
        return answer_json(cause_lists_making.fetch_list(call.session, call.actor, list_id, file, marked=mark))

    @answers(api.read_made_changes)
    def read_made_changes(self, call: Call) -> Answer:
        """Say how a list differs from the one made before it."""
        return cause_lists_made.read_changes(call.session, call.actor, call.path["list_id"])


class CauseListImportAnswers:
    """Cause lists that courts send."""

    @answers(api.import_cause_list)
    def import_cause_list(self, call: Call) -> Answer:
        """Send in a court's list."""
        import_id = cause_lists_taking.take_in_list(call.session, call.actor, call.body, reader_of(call.actor))
        return cause_lists_imported.read_import(call.session, call.actor, import_id, status=202)

    @answers(api.list_cause_list_imports)
    def list_cause_list_imports(self, call: Call) -> Answer:
        """List the lists that courts sent."""
        return cause_lists_imported.list_imports(call.session, call.actor, call.query)

    @answers(api.read_cause_list_import)
    def read_cause_list_import(self, call: Call) -> Answer:
        """Read where a list that was sent in stands."""
        return cause_lists_imported.read_import(call.session, call.actor, call.path["import_id"])

    @answers(api.fetch_cause_list_import)
    def fetch_cause_list_import(self, call: Call) -> Answer:
        """Fetch a list's file as it was sent in."""
        return cause_lists_imported.fetch_file(call.session, call.actor, call.path["import_id"])

    @answers(api.list_cause_list_rows)
    def list_cause_list_rows(self, call: Call) -> Answer:
        """List a list's rows."""
        return cause_lists_imported.list_rows(call.session, call.actor, call.path["import_id"], call.query)

    @answers(api.read_import_changes)
    def read_import_changes(self, call: Call) -> Answer:
        """Say how a list differs from the accepted one of the same day."""
        return cause_lists_imported.read_changes(call.session, call.actor, call.path["import_id"])

    @answers(api.preview_cause_list, transaction=False)
    def preview_cause_list(self, call: Call) -> Answer:
        """Say what accepting a list would do."""
        import_id = call.path["import_id"]
        outcome = cause_lists_accepting.preview_acceptance(call.database, call.actor, import_id, call.body)
        return cause_lists_imported.show_outcome(outcome, is_done=False)

    @answers(api.accept_cause_list)
    def accept_cause_list(self, call: Call) -> Answer:
        """Accept a list as previewed."""
        outcome = cause_lists_accepting.accept_list(call.session, call.actor, call.path["import_id"], call.body)
        return cause_lists_imported.show_outcome(outcome, is_done=True)

    @answers(api.list_unmatched_rows)
    def list_unmatched_rows(self, call: Call) -> Answer:
        """List the rows that wait for a clerk."""
        return cause_lists_imported.list_queue(call.session, call.actor, call.query)

    @answers(api.resolve_cause_list_row)
    def resolve_cause_list_row(self, call: Call) -> Answer:
        """Say which cases a row is about."""
        import_id, row = call.path["import_id"], call.path["row"]
        cause_lists_resolving.resolve_row(call.session, call.actor, import_id, row, call.body)
        return cause_lists_imported.read_row(call.session, import_id, row)

    @answers(api.dismiss_cause_list_row)
    def dismiss_cause_list_row(self, call: Call) -> Answer:
        """Dismiss a row."""
        import_id, row = call.path["import_id"], call.path["row"]
        cause_lists_resolving.dismiss_row(call.session, call.actor, import_id, row, call.body["reason"])
        return cause_lists_imported.read_row(call.session, import_id, row)
