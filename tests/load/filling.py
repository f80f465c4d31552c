"""Fill databases with generated cases: the lines are written once, then copied into every database."""

from __future__ import annotations

import os
import uuid
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any, Final, TextIO

import psycopg2

from tests.load.generating import COLUMNS, Row, World, generate

NULL: Final = r"\N"
STRETCH: Final = 10_000


def write_lines(folder: Path, count: int, world: World, seed: int) -> None:
    """Write the rows of so many cases, a file for each table and stretch of cases, as COPY reads them."""
    folder.mkdir(parents=True, exist_ok=True)
    stretches = [range(first, min(first + STRETCH, count)) for first in range(0, count, STRETCH)]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for written in [pool.submit(_write_stretch, folder, places, count, world, seed) for places in stretches]:
            written.result()


def _write_stretch(folder: Path, places: range, count: int, world: World, seed: int) -> None:
    with ExitStack() as open_files:
        files: dict[str, TextIO] = {
            table: open_files.enter_context((folder / f"{table}.{places.start:09}").open("w")) for table in COLUMNS
        }
        for table, row in generate(places, count, world, seed):
            files[table].write(to_line(row))


def to_line(row: Row) -> str:
    """Give a row as a line of COPY's text format; the values hold no tabs and no line breaks, backslashes are doubled."""
    return "\t".join(NULL if value is None else str(value).replace("\\", "\\\\") for value in row) + "\n"


def copy_into(folder: Path, urls: Sequence[str]) -> None:
    """Copy the files into databases, all at once; the URLs are those of a superuser."""
    with ThreadPoolExecutor(len(urls)) as pool:
        list(pool.map(lambda url: _copy_all(folder, url), urls))


def _copy_all(folder: Path, url: str) -> None:
    with closing(psycopg2.connect(url)) as connection:
        with connection, connection.cursor() as cursor:
            # Foreign keys hold by the way the rows are made; checking each again would take longer than copying.
            cursor.execute("SET session_replication_role = replica; SET synchronous_commit = off")
            for table, columns in COLUMNS.items():
                for path in sorted(folder.glob(f"{table}.*")):
                    with path.open() as lines:
                        cursor.copy_expert(f"COPY {table} ({', '.join(columns)}) FROM STDIN", lines)
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def read_districts(url: str) -> list[str]:
    """Give the codes of the districts that the migrations brought."""
    return [code for (code,) in _query(url, "SELECT code FROM districts ORDER BY code")]


def read_visible(url: str, districts: Sequence[str], account_id: uuid.UUID, most: int) -> list[str]:
    """Give ids of cases spread over all that the asking account sees."""
    found = _query(
        url,
        "SELECT id::text FROM cases WHERE (district = ANY(%s) AND NOT is_sealed) OR id IN"
        " (SELECT case_id FROM assignments WHERE prosecutor_id = %s AND released_on IS NULL)"
        " ORDER BY md5(id::text) LIMIT %s",
        (list(districts), str(account_id), most),
    )
    return [case_id for (case_id,) in found]


def _query(url: str, statement: str, values: Sequence[Any] = ()) -> list[Any]:
    with closing(psycopg2.connect(url)) as connection, connection, connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()
