"""Take a protected person's name out of the registers that the case's district sent in (ATA s.21AA; SWPA 2013).

Before: `withhold_identity` asked for it. A file that waits or is being entered is left to its turn: whoever withholds again afterwards has
it gone through too. The digest of what came stays, so that the file as it came can be told from another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import SYSTEM
from services.cases.clients.vault import Vault
from services.cases.models import Case, ProtectedIdentity, RegisterImport, RegisterWithholding
from services.cases.rules.withholding import mask_file
from services.cases.usecases.traces import words_of
from services.common.audit import record

_FINISHED: Final = ("checked", "imported", "refused", "failed")


def withhold_next(session: Session, open_vault: Callable[[], Vault]) -> bool:
    """Go through the registers for the oldest request; tell whether there was one. The worker's step."""
    waiting = sa.select(RegisterWithholding).where(RegisterWithholding.done_at.is_(None))
    asked = session.scalars(waiting.order_by(RegisterWithholding.id).limit(1).with_for_update(skip_locked=True)).first()
    if asked is None:
        return False
    kept = session.get_one(ProtectedIdentity, asked.person_id)
    count = 0
    if kept.lifted_at is None:
        identity = open_vault().open(kept.person_id, kept.sealed)
        district = session.scalars(sa.select(Case.district).where(Case.id == asked.case_id)).one()
        count = _mask_registers(session, district, [str(identity["name"]), *words_of(identity)])
    asked.done_at, asked.file_count = sa.func.clock_timestamp(), count
    session.flush()
    record(session, SYSTEM, "registers_withheld", f"case:{asked.case_id}", person_id=asked.person_id, file_count=count)
    return True


def _mask_registers(session: Session, district: str, words: Iterable[str]) -> int:
    words, count = list(words), 0
    finished = sa.select(RegisterImport.id).where(
        RegisterImport.district == district, RegisterImport.state.in_(_FINISHED)
    )
    for import_id in session.scalars(finished.order_by(RegisterImport.id)).all():
        content = session.scalars(sa.select(RegisterImport.content).where(RegisterImport.id == import_id)).one()
        masked = mask_file(bytes(content), words)
        if masked is not None:
            session.execute(sa.update(RegisterImport).where(RegisterImport.id == import_id).values(content=masked))
            count += 1
    return count
