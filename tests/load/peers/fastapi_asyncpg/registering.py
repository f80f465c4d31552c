"""Register a FIR, in one transaction."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from fastapi import HTTPException
from fastapi.exceptions import RequestValidationError

from services.cases.rules.replay import NO_HOLIDAYS, Fact
from tests.load.peers.facts import Row, audit_row, hash_request, outbox_row
from tests.load.peers.fastapi_asyncpg import statements
from tests.load.peers.fastapi_asyncpg.access import Caller
from tests.load.peers.fastapi_asyncpg.answers import CaseView
from tests.load.peers.fir import people_rows, read_fir
from tests.load.peers.timing import (
    Law,
    acts_of,
    begin_clocks,
    counts_working_days,
    fact_rows,
    facts_of,
    kinds_of,
    scopes_of,
    to_holidays,
    to_offences,
    to_rule,
)


async def register_once(connection: Any, caller: Caller, key: str, new: Row, correlation_id: str) -> bytes:
    """Register the FIR and keep the answer with the key, or give the answer that the key stands for already."""
    actor, request_hash = str(caller.id), hash_request(new)
    if await connection.fetchval(statements.CLAIM, actor, key, request_hash) is None:
        kept = await connection.fetchrow(statements.KEPT, actor, key)
        if kept["request_hash"] != request_hash:
            raise HTTPException(409, "This key was used for another request.")
        return bytes(kept["answer"])
    case_id = await _register(connection, caller, new, correlation_id)
    found = await connection.fetchval(statements.READ, case_id, *caller.sight())
    body = CaseView.model_validate_json(found).model_dump_json().encode()
    await connection.execute(statements.KEEP, actor, key, body, f"/api/cases/{case_id}")
    return body


async def _register(connection: Any, caller: Caller, new: Row, correlation_id: str) -> uuid.UUID:
    if not caller.sees_district(new["district"]):
        raise HTTPException(403)
    acts = dict(await connection.fetch(statements.ACTS))
    known = await connection.fetchval(statements.DISTRICT, new["district"])
    fir, wrong = read_fir(new, acts, district_is_known=bool(known))
    if wrong:
        raise RequestValidationError([{"loc": ("body", field), "msg": said[0]} for field, said in wrong.items()])
    case_id: uuid.UUID = fir["id"]
    actor = str(caller.id)
    people, spells = people_rows(case_id, new["accused"])
    facts = facts_of(fir, spells)
    clocks, fir["next_due_on"] = begin_clocks(fir, people, facts, await _read_law(connection, fir, facts))
    if await connection.fetchval(statements.ADD_CASE, *_in_order(fir)) is None:
        raise HTTPException(409, "This FIR is registered already.")
    await connection.executemany(statements.ADD_ACCUSED, [list(person.values()) for person in people])
    await connection.executemany(statements.ADD_SPELL, [list(spell.values()) for spell in spells])
    noted = fact_rows(fir, facts, actor)
    await connection.executemany(statements.ADD_FACT, [list(fact.values()) for fact in noted])
    await connection.executemany(statements.ADD_CLOCK, [list(clock.values()) for clock in clocks])
    await connection.execute(statements.ADD_EVENT, *outbox_row(fir, spells, actor, correlation_id).values())
    await connection.execute(statements.ADD_AUDIT, *audit_row(case_id, fir, actor, correlation_id).values())
    return case_id


async def _read_law(connection: Any, fir: Row, facts: Sequence[Fact]) -> Law:
    offences = to_offences(await connection.fetch(statements.OFFENCES, acts_of(fir), fir["fir_on"]))
    rules = [to_rule(row) for row in await connection.fetch(statements.RULES, kinds_of(facts))]
    holidays = NO_HOLIDAYS
    if counts_working_days(rules):
        since = min(fact.on for fact in facts)
        holidays = to_holidays(await connection.fetch(statements.HOLIDAYS, scopes_of(fir), since))
    return Law(rules, offences, holidays)


def _in_order(fir: Row) -> list[Any]:
    names = (
        "id", "district", "police_station", "police_station_key", "fir_number", "fir_year", "fir_as_written",
        "fir_on", "received_on", "sections", "is_terrorism", "complainant_initials", "summary", "stage", "accused_count", "next_due_on",
    )  # fmt: skip
    return [fir[name] for name in names]
