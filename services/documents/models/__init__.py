"""Documents' tables, and what an actor may see of them."""

from services.documents.models.sight import VISIBLE, VISIBLE_CASE, sight_of
from services.documents.models.tables import (
    Base,
    CaseProsecutor,
    CaseRecusal,
    CaseReference,
    Document,
    DocumentPage,
    DocumentVersion,
    RetentionPeriod,
)

__all__ = [
    "VISIBLE",
    "VISIBLE_CASE",
    "Base",
    "CaseProsecutor",
    "CaseRecusal",
    "CaseReference",
    "Document",
    "DocumentPage",
    "DocumentVersion",
    "RetentionPeriod",
    "sight_of",
]
