"""`python -m services.cases.workers.importer`: checks and enters the registers that were sent in, one file at a time.

The claim is a transaction of its own, so that a file that kills its importer is given up after a few attempts; checking needs
no transaction; entering is one. A failure (such as a FIR that a clerk registered just now) ends the claim, and the file is
taken up again at once; after a death the lease has to run out first.
"""

from __future__ import annotations

import uuid
from contextlib import suppress
from functools import partial

from sqlalchemy.exc import SQLAlchemyError

from services.cases.settings import read_settings
from services.cases.usecases.importing import (
    Progress,
    check_register,
    claim_import,
    enter_register,
    hand_back_import,
    keep_progress,
)
from services.common.answering import Equipment
from services.common.logs import get_log
from services.common.run import keep_what_is_loaded
from services.common.working import run_worker

log = get_log(__name__)


def step(equipment: Equipment) -> bool:
    """Check and enter one file; tell whether there was one."""
    with equipment.database.transaction() as session:
        claimed = claim_import(session, read_settings().lease_seconds)
    if claimed is None:
        return False
    try:
        tell = partial(_tell, equipment, claimed.id)
        checked = check_register(claimed.content, tell)
        with equipment.database.transaction() as session:
            state = enter_register(session, claimed.id, checked, tell)
    except Exception:
        with suppress(SQLAlchemyError), equipment.database.transaction() as session:
            hand_back_import(session, claimed.id)
        raise
    log.info("register_done", import_id=str(claimed.id), state=state, rows=checked.row_count)
    return True


def _tell(equipment: Equipment, import_id: uuid.UUID, progress: Progress) -> None:
    """Keep how far the import is; what cannot be kept does not stop it."""
    with suppress(SQLAlchemyError), equipment.database.transaction() as session:
        keep_progress(session, import_id, progress, read_settings().lease_seconds)


if __name__ == "__main__":
    keep_what_is_loaded()
    run_worker("cases", "importer", step)
