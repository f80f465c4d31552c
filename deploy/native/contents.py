"""What lies in an instance's databases before anything runs: the tables, brought to their newest form, and the demonstration."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import psycopg2

from deploy.native import postgres
from deploy.native.places import PARTIES, ROOT, Places, write_private
from deploy.native.processes import give_party_environment
from deploy.native.programs import run, wait_for
from deploy.native.progress import say


def migrate_all(places: Places) -> None:
    """Bring every database to its newest form, as its owner; then take from the logins what they may not do to evidence."""
    from services.common.migrate import migrate

    for party in PARTIES:
        ran = migrate(party, places.database_url(party, owner=True))
        postgres.protect_evidence(places.superuser_dsn, party)
        if ran:
            say(f"migrated {party}: {', '.join(ran)}")


def seed_all(places: Places) -> None:
    """Make the demonstration; what was made by the same seed is left alone.

    The accounts come first, then the cases; the others follow when scheduling has heard of the cases, to give them dates.
    """
    path = places.folder / "seeded.json"
    made: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
    due = [party for party in PARTIES if made.get(party) != _hash_seed(party)]
    if not due:
        return
    say(f"making the demonstration: {', '.join(due)}")
    for party in ("gateway", "cases"):
        _seed(places, [party] if party in due else [])
    wait_for("the demonstration's cases, heard by scheduling,", lambda: _is_heard(places), seconds=60, log=places.log)
    _seed(places, [party for party in due if party not in ("gateway", "cases")])
    write_private(path, json.dumps(made | {party: _hash_seed(party) for party in due}))


def _seed(places: Places, parties: Sequence[str]) -> None:
    def seed(party: str) -> None:
        command = [sys.executable, "-m", "services.common.run", party, "seed"]
        run(command, environment=give_party_environment(places, party), folder=ROOT)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(seed, parties))


def _is_heard(places: Places) -> bool:
    """Tell whether scheduling knows every case of the demonstration."""
    counts = []
    for party, table in (("cases", "cases"), ("scheduling", "known_cases")):
        with closing(psycopg2.connect(places.database_url(party))) as connection, connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 - one of the two names above
            counts.append(cursor.fetchall()[0][0])
    registered, known = counts
    return bool(registered <= known)


def _seed_of(party: str) -> Path:
    return Path(ROOT, "gateway/accounts/seed.py" if party == "gateway" else f"services/{party}/seed.py")


def _hash_seed(party: str) -> str:
    """Give the hash of a seed and of the data files beside it."""
    files = sorted(_seed_of(party).parent.glob("seed*"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files if file.is_file())).hexdigest()
