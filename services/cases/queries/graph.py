"""The graph of a case: what it shares with others, as nodes and edges.

What a file out of the reader's sight shares is drawn as the office to ask and nothing else: not which file, not how many, not
by which key. What is drawn of files in sight is bounded, and the answer says when there was more.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Session, aliased

from services.cases.access import sight, visible
from services.cases.models import Case, Entity, EntityKey
from services.cases.queries.cases import trace_sealed_read
from services.cases.queries.entities import LABEL, see_case_traced
from services.cases.rules.entities import CERTAIN_KEYS, NAME_KEY
from services.cases.rules.joining import groups_of
from services.common.actor import Actor
from services.common.answers import Answer, answer_json
from services.common.database import Database

MOST: Final = 500
"""Records of other files that are drawn."""
_DECIDED: Final = "decision"
_CASE_ID: Final = sa.bindparam("case_id", type_=pg.UUID(as_uuid=True))
_Mine: Final = aliased(Entity, name="mine")


def _shared() -> Any:
    """Give the select of pairs: a record of the case, one of another file, and what makes them one."""
    key, same = aliased(EntityKey), aliased(EntityKey)
    mine = sa.and_(_Mine.case_id == _CASE_ID, _Mine.withdrawn_at.is_(None))
    theirs = sa.and_(Entity.case_id != _CASE_ID, Entity.withdrawn_at.is_(None))
    by_key = (
        sa.select(_Mine.id.label("mine_id"), Entity.id.label("other_id"), key.kind.label("by"))
        .join(key, sa.and_(key.entity_id == _Mine.id, key.kind != NAME_KEY))
        .join(same, sa.and_(same.kind == key.kind, same.value == key.value, same.entity_id != key.entity_id))
        .join(Entity, Entity.id == same.entity_id)
        .where(mine, theirs)
    )
    by_decision: Any = (
        sa.select(_Mine.id, Entity.id, sa.literal_column(f"'{_DECIDED}'"))
        .join(Entity, Entity.identity_id == _Mine.identity_id)
        .where(mine, theirs)
    )
    return sa.union(by_key, by_decision).subquery("shared")


def _open_links() -> sa.Select[Any]:
    shared = _shared()
    return (
        sa.select(
            shared.c.mine_id, Entity.id, Entity.role, Case.id.label("case_id"), Case.fir_label, Case.police_station,
            Case.district, Case.is_sealed, sa.func.array_agg(shared.c.by).label("by"),
        )
        .join(Entity, Entity.id == shared.c.other_id)
        .join(Case, Case.id == Entity.case_id)
        .where(visible())
        .group_by(shared.c.mine_id, Entity.id, Case.id)
        .order_by(Entity.id.desc())
        .limit(MOST + 1)
    )  # fmt: skip


def _offices() -> sa.Select[Any]:
    shared = _shared()
    return (
        sa.select(shared.c.mine_id, Case.district)
        .join(Entity, Entity.id == shared.c.other_id)
        .join(Case, Case.id == Entity.case_id)
        .where(sa.not_(visible()))
        .distinct()
        .order_by(shared.c.mine_id, Case.district)
    )


_MINE: Final = (
    sa.select(Entity.id, Entity.kind, Entity.role, LABEL)
    .where(Entity.case_id == _CASE_ID, Entity.withdrawn_at.is_(None))
    .order_by(Entity.id)
)
_SELF: Final = sa.select(Case.fir_label, Case.police_station, Case.district).where(Case.id == _CASE_ID)
_OPEN: Final = _open_links()
_OFFICES: Final = _offices()


def read_graph(session: Session, database: Database, actor: Actor, case_id: uuid.UUID) -> Answer:
    """Answer what connects a case with others; each sealed case that shows in it is kept as read."""
    see_case_traced(session, database, actor, case_id)
    given = {"case_id": case_id, **sight(actor)}
    links = session.execute(_OPEN, given).all()
    for sealed_id in sorted({link.case_id for link in links[:MOST] if link.is_sealed}):
        trace_sealed_read(database, actor, sealed_id)
    graph = _Graph(session.execute(_MINE, given).all(), links[:MOST])
    graph.draw_case(case_id, session.execute(_SELF, given).one())
    graph.draw_links(case_id)
    graph.draw_offices(session.execute(_OFFICES, given).all())
    return answer_json({"nodes": graph.nodes, "edges": graph.edges, "is_complete": len(links) <= MOST})


class _Graph:
    """Nodes and edges in the making. Records of the case that a record elsewhere makes one are one node."""

    def __init__(self, mine: Any, links: Any) -> None:
        self.nodes: list[dict[str, Any]] = []
        self.edges: list[dict[str, Any]] = []
        self._mine = mine
        self._links = links
        ids = {row.id for row in mine}
        others = {link.id for link in links}
        pairs = ((link.mine_id, link.id) for link in links)
        self._node_of: dict[uuid.UUID, uuid.UUID] = {}
        for group in groups_of(ids | others, pairs):
            for member in group:
                self._node_of[member] = min(group & ids)

    def draw_case(self, case_id: uuid.UUID, case: Any) -> None:
        """Draw a case."""
        label = f"{case.fir_label} {case.police_station}"
        self._add(f"case:{case_id}", "case", label=label, case_id=case_id, district=case.district)

    def draw_links(self, case_id: uuid.UUID) -> None:
        """Draw the case's records, the other cases in sight, and what joins them."""
        roles: dict[uuid.UUID, set[str]] = defaultdict(set)
        for row in self._mine:
            roles[self._node_of[row.id]].add(row.role)
            if self._node_of[row.id] == row.id:
                self._add(f"entity:{row.id}", "entity", label=row.label, entity_kind=row.kind)
        for node, played in roles.items():
            self._join(f"case:{case_id}", f"entity:{node}", roles=played, by=())
        for other_id in dict.fromkeys(link.case_id for link in self._links):
            links = [link for link in self._links if link.case_id == other_id]
            self.draw_case(other_id, links[0])
            for node in dict.fromkeys(self._node_of[link.mine_id] for link in links):
                of_node = [link for link in links if self._node_of[link.mine_id] == node]
                by = {key for link in of_node for key in link.by}
                self._join(f"case:{other_id}", f"entity:{node}", roles={link.role for link in of_node}, by=by)

    def draw_offices(self, offices: Any) -> None:
        """Draw the offices that hold what the reader may not open."""
        for district in sorted({row.district for row in offices}):
            self._add(f"office:{district}", "office", district=district)
        for node, district in sorted({(self._node_of[row.mine_id], row.district) for row in offices}):
            self._join(f"office:{district}", f"entity:{node}", roles=(), by=())

    def _add(self, node_id: str, kind: str, **said: Any) -> None:
        nothing = dict.fromkeys(("label", "entity_kind", "case_id", "district"))
        self.nodes.append({"id": node_id, "kind": kind, **nothing, **said})

    def _join(self, source: str, target: str, *, roles: Any, by: Any) -> None:
        is_certain = any(key in (*CERTAIN_KEYS, _DECIDED) for key in by)
        self.edges.append(
            {"source": source, "target": target, "roles": sorted(roles), "by": sorted(by), "is_certain": is_certain}
        )
