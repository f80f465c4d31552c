"""Link cases that belong together, such as FIRs 435 and 436 of one incident that are tried jointly (CrPC 234, 239; ATA 17, 21M)."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from services.cases.access import open_case, touch
from services.cases.models import CaseLink
from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import conflict, invalid
from services.common.ids import new_id


def link_case(
    session: Session, actor: Actor, case_id: uuid.UUID, new: dict[str, Any], *, if_match: int | None = None
) -> uuid.UUID:
    """Link two cases, both in the actor's sight; each shows the other."""
    other_id = new["other_case_id"]
    if other_id == case_id:
        raise invalid("linked_to_itself", "Choose another case.", fields={"other_case_id": ["This is the same case."]})
    # Held in one order, so that two who link the same cases do not wait for one another.
    first_id, second_id = sorted((case_id, other_id))
    held = [
        open_case(session, actor, one_id, if_match if one_id == case_id else None) for one_id in (first_id, second_id)
    ]
    row = {"id": new_id(), "first_id": first_id, "second_id": second_id, "kind": new["kind"]}
    added = session.execute(insert(CaseLink).values(row).on_conflict_do_nothing().returning(CaseLink.id)).scalar()
    if added is None:
        raise conflict("already_linked", "These cases are linked like this already.")
    for case in held:
        touch(case)
        other = second_id if case.id == first_id else first_id
        record(session, actor, "case_linked", f"case:{case.id}", kind=new["kind"], link_id=added, other_case_id=other)
    return added
