"""What connects cases: persons and things, the graph they make, and which records are one."""

from __future__ import annotations

from services.cases.api.declaring import READ, RECORD, api
from services.cases.schemas import entities
from services.common.schemas import PageQuery

_LINK = "cases.link"
_ENTITIES = "/cases/{case_id:uuid}/entities"
_ENTITY = _ENTITIES + "/{entity_id:uuid}"

add_entity = api.post(
    _ENTITIES, takes=entities.NewEntity, returns=entities.EntityKept, may=RECORD,
    says="Record a person, phone, vehicle, weapon, account, address or organisation of a case",
)  # fmt: skip

list_entities = api.get(
    _ENTITIES, query=PageQuery, pages_of=entities.EntityView, may=READ, says="List the persons and things of a case"
)

read_entity = api.get(_ENTITY, returns=entities.EntityView, may=READ, says="Read a person or thing of a case")

withdraw_entity = api.post(
    _ENTITY + "/withdrawal", takes=entities.Withdrawal, returns=entities.EntityKept, may=RECORD, guarded=True,
    status=200, says="Withdraw a record that was entered by mistake",
)  # fmt: skip

read_case_graph = api.get(
    "/cases/{case_id:uuid}/graph", returns=entities.GraphView, may=READ,
    says="Read what a case shares with others; of files that you may not open, only the office to ask",
)  # fmt: skip

list_duplicates = api.get(
    "/cases/{case_id:uuid}/duplicates", returns=entities.ProposalsView, may=_LINK,
    says="List the records of a case that may be the same as others, with their score",
)  # fmt: skip

decide_match = api.post(
    _ENTITY + "/matches", takes=entities.NewMatch, returns=entities.MatchView, may=_LINK,
    says="Decide that two records are the same, or different ones",
)  # fmt: skip

list_matches = api.get(
    _ENTITY + "/matches", query=PageQuery, pages_of=entities.MatchView, may=READ,
    says="List what was decided on a record, also what was undone",
)  # fmt: skip

undo_match = api.post(
    _ENTITY + "/matches/{match_id:uuid}/undoing", takes=entities.Withdrawal, returns=entities.MatchView, may=_LINK,
    guarded=True, status=200, says="Undo a decision on two records: they are apart again",
)  # fmt: skip
