"""`./cmms bench cases`: a whole province's register beside a small one, job by job; importing beside PostgreSQL's COPY.

A PostgreSQL of its own gets two generated provinces. Each job should take about as long in the large one: what takes more than
twice as long is shown with its query plan. Everything is taken down and removed afterwards; `--keep` leaves the provinces for the
next run, so that a mended query is measured again without filling them anew.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict, replace
from pathlib import Path
from statistics import median
from typing import Any, Final

from deploy.native.places import ROOT
from deploy.native.postgres import connect
from deploy.native.progress import say
from services.common.migrate import migrate
from tests.load.cases_filling import SETTINGS, count_rows, fill, make_database
from tests.load.cases_import import Imported, compare
from tests.load.cases_jobs import JOBS, Ground, Measured, explain, measure, open_ground
from tests.load.filling import read_districts
from tests.load.postgres import PrivatePostgres
from tests.load.province import Province, make_province

BASE_PORT: Final = 23600
MOST: Final = 2.0
LEAST_SHARE: Final = 1 / 3
_BYTES_A_CASE: Final = 30_000


def read_arguments(words: Sequence[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="./cmms bench cases", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cases", type=int, default=1_000_000, help="how many cases the large province has (1000000)")
    parser.add_argument("--small", type=int, default=10_000, help="how many the small one has (10000)")
    parser.add_argument("--draws", type=int, default=200, help="how often each job is asked (200)")
    parser.add_argument("--lines", type=int, default=20_000, help="how many lines the imported register has (20000)")
    parser.add_argument("--jobs", nargs="+", choices=JOBS, default=list(JOBS), help="which jobs (all)")
    parser.add_argument("--seed", type=int, default=1, help="what everything is generated from (1)")
    parser.add_argument("--port", type=int, default=BASE_PORT, help=f"PostgreSQL's port ({BASE_PORT})")
    parser.add_argument("--plans", action="store_true", help="show every job's plan, not only those of slow ones")
    parser.add_argument("--keep", action="store_true", help="keep the provinces, and take those that were kept")
    parser.add_argument("--json", type=Path, help="write the figures to a file as well")
    return parser.parse_args(words)


def run(arguments: argparse.Namespace) -> tuple[list[tuple[Measured, Measured]], Imported | None]:
    """Set up, measure, take down; give each job's figures in both provinces, and the import's."""
    folder = ROOT / f".run/bench-cases-{arguments.port}"
    _require_room(arguments.cases)
    with ExitStack() as undo:
        if not arguments.keep:
            shutil.rmtree(folder, ignore_errors=True)
            undo.callback(shutil.rmtree, folder, ignore_errors=True)
        server = PrivatePostgres(folder, arguments.port)
        undo.callback(server.stop)
        server.start(SETTINGS)
        small, large = (
            _make_ground(server, folder, name, count, arguments)
            for name, count in (("small", arguments.small), ("large", arguments.cases))
        )
        pairs = [_compare(small, large, job, arguments) for job in arguments.jobs]
        imported = None
        if arguments.lines:
            say("importing a register")
            url = make_database(server, "register")
            imported = compare(url, folder / "rows", arguments.lines, arguments.seed)
        return pairs, imported


def _require_room(cases: int) -> None:
    free = shutil.disk_usage(ROOT).free
    if free < cases * _BYTES_A_CASE:
        sys.exit(
            f"{free / 1e9:.0f} GB are free; so many cases want {cases * _BYTES_A_CASE / 1e9:.0f}. Give fewer by --cases."
        )


def _make_ground(server: PrivatePostgres, folder: Path, name: str, count: int, arguments: argparse.Namespace) -> Ground:
    province = _fill_once(server, folder / name, count, arguments.seed)
    url = server.url(name)
    accused, persons, hearings = count_rows(url, "accused", "case_persons", "hearing_records")
    say(f"{count} cases: {accused + persons} parties, {hearings} proceedings, {len(province.courts)} courts")
    return open_ground(url, province, count, arguments.draws, arguments.seed)


def _fill_once(server: PrivatePostgres, folder: Path, count: int, seed: int) -> Province:
    """Fill a database of the folder's name, or bring the one that an earlier run kept up to date."""
    kept = folder / f"{count} cases of seed {seed}"
    if kept.exists():
        url = server.url(folder.name)
        if migrate("cases", url):
            with connect(url) as cursor:
                cursor.execute("VACUUM ANALYZE")
        return make_province(read_districts(url), count, seed)
    shutil.rmtree(folder, ignore_errors=True)
    province = fill(make_database(server, folder.name), folder, count, seed)
    kept.touch()
    return province


def _compare(small: Ground, large: Ground, job: str, arguments: argparse.Namespace) -> tuple[Measured, Measured]:
    before, after = measure((small, large), job, arguments.draws, arguments.seed)
    if arguments.plans or after.p50 > MOST * before.p50:
        after = replace(after, plan=explain(large, job, arguments.seed))
    say(f"{job}: done")
    return before, after


def write_table(pairs: Sequence[tuple[Measured, Measured]], imported: Imported | None) -> str:
    """Give the figures as a table, and the plans of what grew."""
    lines = [f"{'job':<30}{'cases':>10}{'p50 ms':>10}{'p95 ms':>10}{'cases':>10}{'p50 ms':>10}{'p95 ms':>10}{'×':>8}"]
    for small, large in pairs:
        lines.append(
            f"{small.job:<30}{small.count:>10}{small.p50:>10.2f}{small.p95:>10.2f}"
            f"{large.count:>10}{large.p50:>10.2f}{large.p95:>10.2f}{large.p50 / small.p50:>8.2f}"
        )
    if imported is not None:
        rows = ", ".join(f"{count} {table}" for table, count in sorted(imported.rows.items()))
        lines.append(
            f"import of {imported.lines} lines: {median(imported.importing):.1f} s; COPY of the same rows:"
            f" {median(imported.copying):.1f} s; {imported.share:.2f} of COPY's speed ({rows})"
        )
    lines += [f"\nplan of {large.job} at {large.count} cases:\n{large.plan}" for _, large in pairs if large.plan]
    return "\n".join(lines)


def write_json(
    path: Path, pairs: Sequence[tuple[Measured, Measured]], imported: Imported | None, settings: Any
) -> None:
    """Write the figures with what they were measured on."""
    machine = {"cores": os.cpu_count(), "load": os.getloadavg()}
    jobs = [{"small": asdict(small), "large": asdict(large)} for small, large in pairs]
    whole = {"machine": machine, "settings": settings, "jobs": jobs, "import": imported and asdict(imported)}
    path.write_text(json.dumps(whole, indent=1, default=str) + "\n")


def main() -> None:
    """Read the command line, measure, show."""
    arguments = read_arguments(sys.argv[1:])
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended by a signal"))
    begun = time.monotonic()
    pairs, imported = run(arguments)
    print(write_table(pairs, imported))
    print(f"settings: {vars(arguments)}; {time.monotonic() - begun:.0f} s in all")
    if arguments.json:
        write_json(arguments.json, pairs, imported, vars(arguments))
    slow = [large.job for small, large in pairs if large.p50 > MOST * small.p50]
    if imported is not None and imported.share < LEAST_SHARE:
        slow.append("import")
    if slow:
        sys.exit(f"slower than wanted: {', '.join(slow)}")


if __name__ == "__main__":
    main()
