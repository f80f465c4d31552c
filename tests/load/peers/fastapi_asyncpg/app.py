"""What uvicorn serves: the three jobs."""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any

import asyncpg
from fastapi import Depends, FastAPI, Header, HTTPException, Query, Request, Response

from tests.load.peers.fastapi_asyncpg.access import Caller, may
from tests.load.peers.fastapi_asyncpg.answers import CasePage, CaseRow, CaseView
from tests.load.peers.fastapi_asyncpg.input import NewCase
from tests.load.peers.fastapi_asyncpg.registering import register_once
from tests.load.peers.fastapi_asyncpg.statements import LIST, READ

_POOL_SIZE = 20


async def _read_json(connection: Any) -> None:
    await connection.set_type_codec("jsonb", schema="pg_catalog", encoder=json.dumps, decoder=json.loads)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Hold the pool while the worker lives."""
    url = os.environ["PEER_DATABASE_URL"]
    async with asyncpg.create_pool(url, min_size=_POOL_SIZE, max_size=_POOL_SIZE, init=_read_json) as pool:
        app.state.pool = pool
        yield


app = FastAPI(lifespan=lifespan)


@app.get("/api/cases/{case_id}")
async def read_case(
    case_id: uuid.UUID, request: Request, response: Response, caller: Annotated[Caller, Depends(may("cases.read"))]
) -> CaseView:
    """Read a case."""
    body = await request.app.state.pool.fetchval(READ, case_id, *caller.sight())
    if body is None:
        raise HTTPException(404)
    case = CaseView.model_validate_json(body)
    response.headers["ETag"] = f'"{case.version}"'
    return case


@app.get("/api/cases")
async def list_cases(
    request: Request,
    caller: Annotated[Caller, Depends(may("cases.read"))],
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    after: uuid.UUID | None = None,
) -> CasePage:
    """List cases, newest first."""
    rows = await request.app.state.pool.fetch(LIST, limit + 1, *caller.sight(), after)
    items = [CaseRow.model_validate(dict(row)) for row in rows[:limit]]
    return CasePage(items=items, next=str(items[-1].id) if len(rows) > limit else None)


@app.post("/api/cases", status_code=201, response_model=CaseView)
async def register_case(
    new: NewCase,
    request: Request,
    caller: Annotated[Caller, Depends(may("cases.register"))],
    idempotency_key: Annotated[str | None, Header()] = None,
    x_correlation_id: Annotated[str | None, Header()] = None,
) -> Response:
    """Register a FIR."""
    key, correlation_id = idempotency_key or uuid.uuid4().hex, x_correlation_id or uuid.uuid4().hex
    async with request.app.state.pool.acquire() as connection, connection.transaction():
        body = await register_once(connection, caller, key, new.model_dump(), correlation_id)
    return Response(body, status_code=201, media_type="application/json")
