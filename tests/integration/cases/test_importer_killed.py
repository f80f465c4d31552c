"""A real importer's process, killed in the middle of a file, and given a long one: whole or nothing, in little memory."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from services.cases.models import Case, RegisterImport
from services.cases.usecases.importing import MOST_ATTEMPTS
from services.common.database import Database
from services.common.tables import audit_entries, outbox
from tests.conftest import database_of
from tests.integration.cases.importing import row, sheet, stands, taken_in

ROOT = Path(__file__).parents[3]
LEASE = 1
ENTERING = sa.text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'tests-importer'"
    " AND xact_start IS NOT NULL AND query LIKE 'COPY %'"
)


@contextmanager
def importing(database: Database, lease: int = LEASE) -> Iterator[subprocess.Popen[bytes]]:
    """Run an importer's process; kill it at the end, whatever it does."""
    url = database.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.integration.cases.importer_process", url, str(lease)]
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_until(is_so: Callable[[], bool], what: str, seconds: float = 240) -> None:
    """Wait for something, and say what did not come."""
    ends = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < ends, f"waited in vain for {what}"
        time.sleep(0.02)


def is_entering(database: Database) -> bool:
    """Tell whether the importer is in the middle of entering rows."""
    with database.reading() as session:
        return bool(session.scalar(ENTERING))


def written(database: Database, import_id: uuid.UUID) -> list[int]:
    """Count what an import left: its cases, and their events and audit entries."""
    ids = sa.select(sa.cast(Case.id, sa.Text)).where(Case.import_id == import_id)
    subjects = sa.select("case:" + sa.cast(Case.id, sa.Text)).where(Case.import_id == import_id)
    counts = (
        sa.select(sa.func.count()).select_from(Case).where(Case.import_id == import_id),
        sa.select(sa.func.count()).select_from(outbox).where(outbox.c.aggregate_id.in_(ids)),
        sa.select(sa.func.count()).select_from(audit_entries).where(audit_entries.c.subject.in_(subjects)),
    )
    with database.reading() as session:
        return [session.scalar(count) or 0 for count in counts]


def kill_in_the_middle(database: Database) -> None:
    """Start an importer and kill it (-9) while it enters rows."""
    with importing(database) as process:
        wait_until(lambda: is_entering(database), "the importer to enter rows")
        process.send_signal(signal.SIGKILL)
        process.wait()
    wait_until(lambda: not is_entering(database), "the database to notice the death")


def test_a_register_whose_importer_is_killed_twice_is_entered_once() -> None:
    """After each death nothing of it is there; the third importer enters every line once, with one event and one entry each."""
    database = database_of("cases")
    import_id = taken_in(database, text=sheet(*(row(number, "Killed") for number in range(1, 4001))))
    for _ in range(2):
        kill_in_the_middle(database)
        assert written(database, import_id) == [0, 0, 0]
        assert stands(database, import_id)["state"] == "running"
    with importing(database):
        wait_until(lambda: stands(database, import_id)["state"] != "running", "the import to end")
    assert stands(database, import_id)["state"] == "imported"
    assert written(database, import_id) == [4000, 4000, 4000]


def test_a_register_that_kills_every_importer_is_given_up_by_name() -> None:
    """Three deaths end it: nothing was entered, the file says so, and the next register is worked on."""
    database = database_of("cases")
    import_id = taken_in(database, text=sheet(*(row(number, "Deadly") for number in range(1, 4001))))
    for _ in range(MOST_ATTEMPTS):
        kill_in_the_middle(database)
    after = taken_in(database, text=sheet(row(1, "After")))
    with importing(database):
        wait_until(lambda: stands(database, after)["state"] == "imported", "the next register to be entered")
        wait_until(lambda: stands(database, import_id)["state"] != "running", "the deadly register to be given up")
    found = stands(database, import_id)
    assert (found["state"], found["faults"]) == ("failed", [(0, None, "import_failed")])
    assert written(database, import_id) == [0, 0, 0]
    with database.reading() as session:
        assert session.scalar(sa.select(RegisterImport.attempts).where(RegisterImport.id == import_id)) == MOST_ATTEMPTS


def test_a_hundred_thousand_rows_with_one_fault_are_refused_whole_in_little_memory() -> None:
    """The last row's fault is found; the importer never holds the rows, so it stays far below what a container gives it."""
    database = database_of("cases")
    rows = [*(row(number, f"Station {number % 40}") for number in range(1, 100_001)), ["1", "never", "302 PPC", "X"]]
    import_id = taken_in(database, text=sheet(*rows))
    with importing(database, lease=600) as process:
        wait_until(lambda: stands(database, import_id)["state"] == "refused", "the register to be refused")
        peak = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{process.pid}/status").read_text())
    found = stands(database, import_id)
    assert (found["row_count"], found["faults"]) == (100_001, [(100_002, "dated", "day_unreadable")])
    assert written(database, import_id) == [0, 0, 0]
    assert peak is not None
    assert int(peak[1]) < 300_000
