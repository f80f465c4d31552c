"""Search: the pages on which everything stands that was asked for, in any spelling, and only those the asker may see.

Only a limited number of hits is compared by rank: ranking every hit of a common word costs a second on a hundred thousand
documents. When there were more, the answer says so. Of what is sealed the place is named to who may see it, never the text.
"""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.answers import Answer, answer_json
from services.common.errors import invalid
from services.documents.models import VISIBLE, CaseReference, Document, DocumentPage, DocumentVersion, sight_of
from services.documents.rules.searching import Wanted, make_snippet, read_search

WINDOW: Final = 500
"""Hits that are compared by rank."""


def search_documents(session: Session, actor: Actor, query: dict[str, Any], *, window: int = WINDOW) -> Answer:
    """Answer the best pages for a search."""
    wanted = read_search(query["q"])
    if wanted.is_empty:
        raise invalid("search_words_missing", "Type at least one word.", fields={"q": ["Type at least one word."]})
    statement = _rank(_find(wanted, query["case_id"], window), wanted, query["limit"])
    rows = session.execute(statement, sight_of(actor)).all()
    is_complete = not rows or rows[0].hits < window
    return answer_json({"items": [_show(row, wanted) for row in rows], "is_complete": is_complete})


def _match(wanted: Wanted) -> Any:
    parts: list[Any] = [sa.func.phraseto_tsquery("simple", phrase) for phrase in wanted.phrases]
    if wanted.words:
        parts.append(sa.func.plainto_tsquery("simple", wanted.words))
    match = parts[0]
    for part in parts[1:]:
        match = match.op("&&")(part)
    return match


def _find(wanted: Wanted, case_id: Any, window: int) -> Any:
    hits = (
        sa.select(DocumentPage.document_id, DocumentPage.number, DocumentPage.page, DocumentPage.words)
        .join(Document, sa.and_(Document.id == DocumentPage.document_id, Document.current == DocumentPage.number))
        .where(DocumentPage.words.op("@@")(_match(wanted)), VISIBLE)
        .limit(window)
    )
    if case_id is not None:
        hits = hits.where(DocumentPage.case_id == case_id)
    return hits.subquery("hits")


def _rank(hits: Any, wanted: Wanted, limit: int) -> Any:
    best = (
        sa.select(
            hits.c.document_id, hits.c.number, hits.c.page,
            sa.func.ts_rank(hits.c.words, _match(wanted)).label("rank"), sa.func.count().over().label("hits"),
        )
        .order_by(sa.desc("rank"), hits.c.document_id.desc(), hits.c.page)
        .limit(limit)
        .subquery("best")
    )  # fmt: skip
    sealed = sa.or_(Document.is_sealed, sa.func.coalesce(CaseReference.is_sealed, Document.case_id.is_not(None)))
    return (
        sa.select(
            best.c.document_id, best.c.number, best.c.page, best.c.hits, Document.case_id, Document.kind,
            Document.title, DocumentVersion.file_name,
            sa.case((sealed, ""), else_=DocumentPage.text).label("text"),
        )
        .join(Document, Document.id == best.c.document_id)
        .join(DocumentVersion, sa.and_(DocumentVersion.document_id == Document.id, DocumentVersion.number == best.c.number))
        .join(
            DocumentPage,
            sa.and_(
                DocumentPage.document_id == Document.id, DocumentPage.number == best.c.number,
                DocumentPage.page == best.c.page,
            ),
        )
        .outerjoin(CaseReference, CaseReference.case_id == Document.case_id)
        .order_by(best.c.rank.desc(), best.c.document_id.desc(), best.c.page)
    )  # fmt: skip


def _show(row: Any, wanted: Wanted) -> dict[str, Any]:
    snippet = make_snippet(row.text, wanted)
    return {
        "document_id": row.document_id,
        "version": row.number,
        "case_id": row.case_id,
        "kind": row.kind,
        "title": row.title,
        "file_name": row.file_name,
        "page": row.page,
        "snippet": snippet.text,
        "found": [{"start": start, "end": end} for start, end in snippet.found],
    }
