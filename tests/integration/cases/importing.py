"""What the tests of imports share: registers as CSV, sending them in, and reading where an import stands."""

from __future__ import annotations

import base64
import csv
import io
import uuid
from types import SimpleNamespace
from typing import Any

import orjson
import sqlalchemy as sa

from services.cases.models import Case
from services.cases.queries.imports import list_faults, read_import
from services.cases.schemas.register import FaultRow, ImportView, NewImport
from services.cases.usecases.importing import take_in_register
from services.cases.workers import importer
from services.common.database import Database
from tests.conftest import database_of
from tests.integration.cases.desk import clerk, days_ago, loaded

HEADING = ["fir", "dated", "under_section", "police_station"]


def sheet(*rows: list[str], heading: list[str] = HEADING) -> str:
    """Write a register as CSV."""
    text = io.StringIO()
    csv.writer(text).writerows([heading, *rows])
    return text.getvalue()


def row(number: int, station: str, **more: str) -> list[str]:
    """Give a good line."""
    day = days_ago(40)
    return [f"{number}/{day.year}", day.strftime("%d-%m-%Y"), "353/324/34 PPC r/w 7 ATA", station, *more.values()]


def taken_in(database: Database, **body: Any) -> uuid.UUID:
    """Send a register in."""
    with database.transaction() as session:
        new = loaded(NewImport, **{"district": "karachi-south", "file_name": "register.csv", **body})
        return take_in_register(session, clerk(), new)


def sent(body: dict[str, Any]) -> dict[str, Any]:
    """Send a register in, let the importer work, and read where the import stands."""
    database = database_of("cases")
    import_id = taken_in(database, **body)
    equipment: Any = SimpleNamespace(database=database)
    assert importer.step(equipment)
    return stands(database, import_id)


def sent_bytes(content: bytes) -> dict[str, Any]:
    """Send a register's bytes in, as a browser does with a file."""
    return sent({"content_base64": base64.b64encode(content).decode()})


def stands(database: Database, import_id: uuid.UUID) -> dict[str, Any]:
    """Read where an import stands, with its faults."""
    with database.reading() as session:
        found: dict[str, Any] = orjson.loads(read_import(session, clerk(), import_id).body)
        assert ImportView().validate(found) == {}
        faults = orjson.loads(list_faults(session, clerk(), import_id, {"limit": 50, "after": None}).body)["items"]
    assert all(FaultRow().validate(fault) == {} for fault in faults)
    return {**found, "faults": [(fault["row"], fault["column"], fault["code"]) for fault in faults]}


def cases_of(import_id: str | uuid.UUID) -> list[Case]:
    """Give the cases an import entered."""
    with database_of("cases").reading() as session:
        found = sa.select(Case).where(Case.import_id == uuid.UUID(str(import_id))).order_by(Case.id)
        return list(session.scalars(found))
