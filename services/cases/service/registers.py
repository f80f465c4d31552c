"""Police stations' registers, sent in as files."""

from __future__ import annotations

from services.cases import api
from services.cases.queries import import_differences as differing
from services.cases.queries import imports
from services.cases.usecases import importing
from services.common.answering import Call
from services.common.answers import Answer
from services.common.bus import answers


class RegisterAnswers:
    """Police stations' registers, sent in as files."""

    @answers(api.import_register)
    def import_register(self, call: Call) -> Answer:
        """Send in a police station's register."""
        import_id = importing.take_in_register(call.session, call.actor, call.body)
        return imports.read_import(call.session, call.actor, import_id, status=202)

    @answers(api.list_imports)
    def list_imports(self, call: Call) -> Answer:
        """List the registers that were sent in."""
        return imports.list_imports(call.session, call.actor, call.query)

    @answers(api.read_import)
    def read_import(self, call: Call) -> Answer:
        """Read where an import stands."""
        return imports.read_import(call.session, call.actor, call.path["import_id"])

    @answers(api.list_import_differences)
    def list_import_differences(self, call: Call) -> Answer:
        """List in which columns a refused register differs."""
        import_id = call.path["import_id"]
        return differing.list_import_differences(call.session, call.database, call.actor, import_id, call.query)

    @answers(api.list_import_errors)
    def list_import_errors(self, call: Call) -> Answer:
        """List what is wrong with a file."""
        return imports.list_faults(call.session, call.actor, call.path["import_id"], call.query)
