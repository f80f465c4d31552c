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
from statistics import median
from types import SimpleNamespace
from typing import Any, Final

import psycopg2

from deploy.native.postgres import connect
from services.cases.schemas.register import NewImport
from services.cases.usecases.importing import take_in_register
from services.cases.workers import importer
from services.common.actor import Actor
from services.common.database import Database
from services.common.run import keep_what_is_loaded

DISTRICT: Final = "karachi-south"
ROUNDS: Final = 3
_HEADING: Final = (
    "fir", "dated", "under_section", "police_station", "offence", "nature_of_challan", "challan_receive_in_branch",
    "objection_date", "challan_resubmitted_after_defect_removals", "date_of_receiving_challan_in_court",
    "prosecutor_name", "judge_name", "date_of_decision", "decision",
)  # fmt: skip
_SECTIONS: Final = ("353/324/34 PPC r/w 7 ATA", "302/34 PPC", "392 PPC", "6/9(c) CNS", "23(1)(a) SAA")
# How many days after the step before: the report, the objection, the report again, the court, the decision.
_STEPS: Final = ((5, 25), (1, 4), (3, 15), (1, 4), (60, 200))
# Where a case stands, by how many of these steps it has; of those in court most were never objected to.
_COURSES: Final = ((), (0,), (0, 1), (0, 1, 2), (0, 3), (0, 1, 2, 3), (0, 3, 4), (0, 1, 2, 3, 4))
_SHARES: Final = (15, 10, 5, 5, 30, 10, 20, 5)
_CHUNK: Final = 1 << 18
_WRITTEN: Final = """
SELECT c.relname, array_agg(a.attname ORDER BY a.attnum) FROM pg_class c
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname = ANY(%s) GROUP BY c.relname
"""


@dataclass(frozen=True)
class Imported:
    """How long both took, in seconds, round by round, and how many rows were written into which tables."""

    lines: int
    rows: dict[str, int]
    importing: list[float]
    copying: list[float]

    @property
    def share(self) -> float:
        """Give the import's speed as a share of COPY's: the median of the rounds, in each of which both met the same load."""
        return median(copied / taken for copied, taken in zip(self.copying, self.importing, strict=True))


def make_register(lines: int, seed: int) -> str:
    """Write a register of so many FIRs: some under investigation, some under scrutiny, in court, or decided."""
    chance = random.Random(f"register {seed}")
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_HEADING)
    for number in range(lines):
        writer.writerow(_write_line(chance, number))
    return text.getvalue()


def _write_line(chance: random.Random, number: int) -> tuple[str, ...]:
    day = dt.date(2024, 1, 1) + dt.timedelta(days=chance.randrange(300))
    course = chance.choices(_COURSES, _SHARES)[0]
    days = [""] * len(_STEPS)
    last = day
    for step in course:
        last += dt.timedelta(days=chance.randint(*_STEPS[step]))
        days[step] = f"{last:%d-%m-%Y}"
    received, objected, again, filed, decided = days
    return (
        f"{number // 40 + 1}/2024", f"{day:%d-%m-%Y}", chance.choice(_SECTIONS), f"Station {number % 40}",
        "Firing at police", "Final" if received else "", received, objected, again, filed,
        f"Prosecutor {number % 30}" if received else "", f"Judge {number % 20}" if filed else "",
        decided, chance.choice(("convicted", "acquitted", "compromise")) if decided else "",
    )  # fmt: skip


def compare(url: str, folder: Path, lines: int, seed: int) -> Imported:
    """Import a register into an empty database, write what came of it to files, and copy it into the tables emptied again; and anew."""
    database = Database(url, size=4, name="bench-import")
    keep_what_is_loaded()  # as the importer's own process does
    before, text = _count(url), make_register(lines, seed)
    importing, copying = [], []
    written: dict[str, int] = {}
    for _ in range(ROUNDS):
        importing.append(_import(database, text))
        written = {table: rows - before[table] for table, rows in _count(url).items() if rows > before[table]}
        written.pop("register_imports", None)
        if written.get("cases") != lines:
            raise RuntimeError(f"{written.get('cases', 0)} of {lines} cases were imported; see import_faults")
        copying.append(_copy_back(url, folder, list(written)))
    database.engine.dispose()
    return Imported(lines, written, importing, copying)


def _import(database: Database, text: str) -> float:
    """Send a register in, and time the importer."""
    clerk = Actor(id="bench", roles=(), may=frozenset({"cases.import"}), districts=("*",))
    with database.transaction() as session:
        body = {"district": DISTRICT, "file_name": "register.csv", "text": text}
        take_in_register(session, clerk, NewImport().load(body))
    equipment: Any = SimpleNamespace(database=database)
    begun = time.perf_counter()
    while importer.step(equipment):
        pass
    return time.perf_counter() - begun


def _count(url: str) -> dict[str, int]:
    with connect(url) as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")
        counts = {}
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            counts[table] = int(cursor.fetchone()[0])
    return counts


def _empty(cursor: Any, tables: list[str]) -> None:
    """Leave the tables as an import finds them: without the remains of deleted rows in heaps and indexes."""
    cursor.execute("SET session_replication_role = replica")
    cursor.execute(f"TRUNCATE {', '.join(tables)} CASCADE")


def _copy_back(url: str, folder: Path, tables: list[str]) -> float:
    """Write the tables to files, empty them, and time the copying back in one transaction; leave them empty."""
    folder.mkdir(parents=True, exist_ok=True)
    with closing(psycopg2.connect(url)) as connection, connection, connection.cursor() as cursor:
        cursor.execute(_WRITTEN, (tables,))
        columns = {table: ", ".join(f'"{name}"' for name in names) for table, names in cursor.fetchall()}
        for table in tables:
            with (folder / table).open("wb") as file:
                cursor.copy_expert(f"COPY {table} ({columns[table]}) TO STDOUT", file)
        _empty(cursor, tables)
    # Parents before children, as the foreign keys want it, which are checked here as they are in an import.
    order = sorted(tables, key=lambda table: (table != "cases", table != "reports", table != "case_facts", table))
    with closing(psycopg2.connect(url)) as connection, connection, connection.cursor() as cursor:
        begun = time.perf_counter()
        for table in order:
            with (folder / table).open("rb") as file:
                cursor.copy_expert(f"COPY {table} ({columns[table]}) FROM STDIN", file, _CHUNK)
        connection.commit()
        taken = time.perf_counter() - begun
        _empty(cursor, tables)
    return taken
