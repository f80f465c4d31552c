"""Databases of generated provinces: made, filled by COPY with their indexes built afterwards, measured in bytes."""

from __future__ import annotations

import importlib
import os
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any, Final, TextIO

import psycopg2

from deploy.native.postgres import EXTENSIONS, connect
from deploy.native.progress import say
from services.common.migrate import migrate
from tests.load.filling import STRETCH, read_districts, to_line
from tests.load.postgres import PrivatePostgres
from tests.load.province import COLUMNS, Province, generate_province, make_province

SETTINGS: Final = {
    "shared_buffers": "2GB",
    "maintenance_work_mem": "512MB",
    "work_mem": "16MB",
    "max_wal_size": "16GB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "synchronous_commit": "off",
    "effective_cache_size": "6GB",
    "random_page_cost": "1.1",
}
_OWN_INDEXES: Final = """
SELECT i.indexname, i.indexdef FROM pg_indexes i WHERE i.schemaname = 'public' AND i.tablename = ANY(%s)
  AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conname = i.indexname)
"""


def make_database(server: PrivatePostgres, name: str) -> str:
    """Make a migrated, empty database of cases; give its URL."""
    url = server.make_database(name)
    with connect(url) as cursor:
        for extension in EXTENSIONS:
            cursor.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}")
    migrate("cases", url)
    return url


def fill(url: str, folder: Path, count: int, seed: int) -> Province:
    """Fill a database with so many cases and all that belongs to them."""
    begun = time.monotonic()
    province = make_province(read_districts(url), count, seed)
    folder.mkdir(parents=True)
    stretches = [range(first, min(first + STRETCH, count)) for first in range(0, count, STRETCH)]
    with _without_indexes(url), ProcessPoolExecutor(os.cpu_count()) as pool:
        rows = sum(
            pool.map(
                _copy_stretch, *zip(*[(url, folder, one, count, province, seed) for one in stretches], strict=True)
            )
        )
        say(f"{count} cases: {rows} rows copied in {time.monotonic() - begun:.0f} s; building indexes")
    with connect(url) as cursor:
        # No trigger ran: what they keep beside the names is written as for people who were there before them.
        cursor.execute(importlib.import_module("services.cases.migrations.0030_find_names_by_word").FILL)
        cursor.execute("VACUUM ANALYZE")
    say(f"{count} cases: filled in {time.monotonic() - begun:.0f} s, {read_size(url) / 1e9:.2f} GB")
    return province


def read_size(url: str) -> int:
    """Give the bytes that a database takes."""
    with connect(url) as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        size: int = cursor.fetchone()[0]
    return size


def count_rows(url: str, *tables: str) -> list[int]:
    """Count the rows of some tables."""
    with connect(url) as cursor:
        counts = []
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM {table}")
            counts.append(int(cursor.fetchone()[0]))
    return counts


@contextmanager
def _without_indexes(url: str) -> Iterator[None]:
    """Leave out what can be built faster once the rows are there."""
    with connect(url) as cursor:
        cursor.execute(_OWN_INDEXES, (list(COLUMNS),))
        kept = cursor.fetchall()
        for name, _ in kept:
            cursor.execute(f'DROP INDEX "{name}"')
        yield
        for _, definition in kept:
            cursor.execute(definition)


def _copy_stretch(  # noqa: PLR0917 - as the pool hands them over
    url: str, folder: Path, places: range, count: int, province: Province, seed: int
) -> int:
    """Generate a stretch of cases and copy it in; give the number of rows. Its files are gone afterwards."""
    rows = 0
    paths = {table: folder / f"{table}.{places.start:09}" for table in COLUMNS}
    with ExitStack() as open_files:
        files: dict[str, TextIO] = {table: open_files.enter_context(path.open("w")) for table, path in paths.items()}
        for table, row in generate_province(places, count, province, seed):
            files[table].write(to_line(row))
            rows += 1
    with closing(psycopg2.connect(url)) as connection, connection, connection.cursor() as cursor:
        _copy_files(cursor, paths)
    for path in paths.values():
        path.unlink()
    return rows


def _copy_files(cursor: Any, paths: dict[str, Path]) -> None:
    # Foreign keys hold by the way the rows are made; checking each again would take longer than copying.
    cursor.execute("SET session_replication_role = replica")
    for table, path in paths.items():
        with path.open() as lines:
            cursor.copy_expert(f"COPY {table} ({', '.join(COLUMNS[table])}) FROM STDIN", lines)
