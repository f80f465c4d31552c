"""What connects cases: persons and things, the graph they make, and which records are one."""

from __future__ import annotations

from services.cases import api
from services.cases.queries import duplicates, graph
from services.cases.queries import entities as reading
from services.cases.usecases import entities, linking_entities
from services.common.answering import Call
from services.common.answers import Answer
from services.common.bus import answers


class EntityAnswers:
    """What connects cases: persons and things, the graph they make, and which records are one."""

    @answers(api.add_entity)
    def add_entity(self, call: Call) -> Answer:
        """Record a person or thing of a case."""
        case_id = call.path["case_id"]
        entity_id = entities.add_entity(call.session, call.actor, case_id, call.body)
        return reading.answer_kept(call.session, case_id, entity_id, status=201)

    @answers(api.list_entities)
    def list_entities(self, call: Call) -> Answer:
        """List the persons and things of a case."""
        return reading.list_entities(call.session, call.database, call.actor, call.path["case_id"], call.query)

    @answers(api.read_entity)
    def read_entity(self, call: Call) -> Answer:
        """Read a person or thing of a case."""
        case_id, entity_id = call.path["case_id"], call.path["entity_id"]
        return reading.read_entity(call.session, call.database, call.actor, case_id, entity_id)

    @answers(api.withdraw_entity)
    def withdraw_entity(self, call: Call) -> Answer:
        """Withdraw a record."""
        case_id, entity_id = call.path["case_id"], call.path["entity_id"]
        entities.withdraw_entity(call.session, call.actor, case_id, entity_id, call.body["reason"], call.if_match)
        return reading.answer_kept(call.session, case_id, entity_id)

    @answers(api.read_case_graph)
    def read_case_graph(self, call: Call) -> Answer:
        """Read what a case shares with others."""
        return graph.read_graph(call.session, call.database, call.actor, call.path["case_id"])

    @answers(api.list_duplicates)
    def list_duplicates(self, call: Call) -> Answer:
        """List the records of a case that may be the same as others."""
        return duplicates.list_duplicates(call.session, call.database, call.actor, call.path["case_id"])

    @answers(api.decide_match)
    def decide_match(self, call: Call) -> Answer:
        """Decide that two records are the same, or different ones."""
        case_id, entity_id = call.path["case_id"], call.path["entity_id"]
        match_id = linking_entities.decide_match(call.session, call.actor, case_id, entity_id, call.body)
        return reading.read_match(call.session, call.actor, entity_id, match_id, status=201)

    @answers(api.list_matches)
    def list_matches(self, call: Call) -> Answer:
        """List what was decided on a record."""
        case_id, entity_id = call.path["case_id"], call.path["entity_id"]
        return reading.list_matches(call.session, call.database, call.actor, case_id, entity_id, call.query)

    @answers(api.undo_match)
    def undo_match(self, call: Call) -> Answer:
        """Undo a decision on two records."""
        entity_id, match_id = call.path["entity_id"], call.path["match_id"]
        linking_entities.undo_match(
            call.session, call.actor, call.path["case_id"], entity_id, match_id, call.body["reason"], call.if_match
        )
        return reading.read_match(call.session, call.actor, entity_id, match_id)
