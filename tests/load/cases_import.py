"""Importing a register beside PostgreSQL's own COPY of the same rows into the same tables."""

from __future__ import annotations

import csv
import datetime as dt
import io
import random
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final

import psycopg2

from deploy.native.postgres import connect
from services.cases.schemas.register import NewImport
from services.cases.usecases.importing import take_in_register
from services.cases.workers import importer
from services.common.actor import Actor
from services.common.database import Database

DISTRICT: Final = "karachi-south"
_HEADING: Final = ("fir", "dated", "under_section", "police_station", "offence")
_WRITTEN: Final = """
SELECT c.relname, array_agg(a.attname ORDER BY a.attnum) FROM pg_class c
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname = ANY(%s) GROUP BY c.relname
"""


@dataclass(frozen=True)
class Imported:
    """How long both took, in seconds, and how many rows were written into which tables."""

    lines: int
    rows: dict[str, int]
    importing: float
    copying: float

    @property
    def share(self) -> float:
        """Give the import's speed as a share of COPY's."""
        return self.copying / self.importing


def make_register(lines: int, seed: int) -> str:
    """Write a register of so many FIRs."""
    chance = random.Random(f"register {seed}")
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_HEADING)
    for number in range(lines):
        day = dt.date(2024, 1, 1) + dt.timedelta(days=chance.randrange(300))
        station = f"Station {number % 40}"
        writer.writerow(
            (f"{number // 40 + 1}/2024", f"{day:%d-%m-%Y}", "353/324/34 PPC r/w 7 ATA", station, "Firing at police")
        )
    return text.getvalue()


def compare(url: str, folder: Path, lines: int, seed: int) -> Imported:
    """Import a register into an empty database, write what came of it to files, empty the tables, and copy it back."""
    database = Database(url, size=4, name="bench-import")
    before = _count(url)
    clerk = Actor(id="bench", roles=(), may=frozenset({"cases.import"}), districts=("*",))
    with database.transaction() as session:
        body = {"district": DISTRICT, "file_name": "register.csv", "text": make_register(lines, seed)}
        take_in_register(session, clerk, NewImport().load(body))
    equipment: Any = SimpleNamespace(database=database)
    begun = time.perf_counter()
    while importer.step(equipment):
        pass
    importing = time.perf_counter() - begun
    database.engine.dispose()
    written = {table: rows - before[table] for table, rows in _count(url).items() if rows > before[table]}
    written.pop("register_imports", None)
    if written.get("cases") != lines:
        raise RuntimeError(f"{written.get('cases', 0)} of {lines} cases were imported; see import_faults")
    return Imported(lines, written, importing, _copy_back(url, folder, list(written)))


def _count(url: str) -> dict[str, int]:
    with connect(url) as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")
        counts = {}
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            counts[table] = int(cursor.fetchone()[0])
    return counts


def _copy_back(url: str, folder: Path, tables: list[str]) -> float:
    """Write the tables to files, empty them, and time the copying back in one transaction."""
    folder.mkdir(parents=True, exist_ok=True)
    with closing(psycopg2.connect(url)) as connection, connection, connection.cursor() as cursor:
        cursor.execute(_WRITTEN, (tables,))
        columns = {table: ", ".join(f'"{name}"' for name in names) for table, names in cursor.fetchall()}
        for table in tables:
            with (folder / table).open("w") as file:
                cursor.copy_expert(f"COPY {table} ({columns[table]}) TO STDOUT", file)
        cursor.execute("SET session_replication_role = replica")
        for table in tables:
            cursor.execute(f"DELETE FROM {table}")
    # Parents before children, as the foreign keys want it, which are checked here as they are in an import.
    order = sorted(tables, key=lambda table: (table != "cases", table != "reports", table != "case_facts", table))
    with closing(psycopg2.connect(url)) as connection, connection, connection.cursor() as cursor:
        begun = time.perf_counter()
        for table in order:
            with (folder / table).open() as file:
                cursor.copy_expert(f"COPY {table} ({columns[table]}) FROM STDIN", file)
        connection.commit()
        return time.perf_counter() - begun
