"""What the cases service says of a case: where it is, who works on it, whether it is sealed."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from services.cases.api import read_case_reference
from services.common.calling import Caller


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """The little of a case that decides who may see its documents."""

    case_id: uuid.UUID
    district: str
    is_sealed: bool
    prosecutor_ids: tuple[uuid.UUID, ...]


def read_case(caller: Caller, case_id: uuid.UUID) -> CaseFacts:
    """Ask cases for a case, as this service itself; never inside a transaction. An unknown case is Problem not_found."""
    found = caller.call(read_case_reference, path={"case_id": case_id})
    return CaseFacts(
        case_id=case_id,
        district=found["district"],
        is_sealed=found["sealed"],
        prosecutor_ids=tuple(uuid.UUID(prosecutor) for prosecutor in found["prosecutor_ids"]),
    )
