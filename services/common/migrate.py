"""`python -m services.common.migrate SERVICE`: bring a database to its newest numbered migration, the chassis' first.

One runner for every service and the gateway. Each migration has a lock limit of 5 s and a statement limit of 10 min; it
runs in its own transaction, and two runners at once wait for one another.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from pathlib import Path

import sqlalchemy as sa
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

_LOCK = 7_126_431_001


def find_migrations(service: str) -> Path:
    """Give the folder of a service's (or the gateway's) own migrations."""
    package = importlib.import_module("gateway.accounts" if service == "gateway" else f"services.{service}")
    own = Path(package.__path__[0]) / "migrations"
    if not own.is_dir():
        raise FileNotFoundError(f"{service} has no migrations in {own}")
    return own


def read_scripts(service: str) -> ScriptDirectory:
    """Open the chassis' and the service's revisions as one directory."""
    common = Path(__file__).parent / "migrations"
    return ScriptDirectory(str(common), version_locations=[str(common), str(find_migrations(service))])


def migrate(service: str, database_url: str) -> list[str]:
    """Run what has not run yet; give the names of what ran."""
    scripts = read_scripts(service)
    engine = sa.create_engine(database_url.replace("postgresql://", "postgresql+psycopg2://", 1))
    ran: list[str] = []
    with engine.connect() as connection:
        connection.execute(sa.text("SELECT pg_advisory_lock(:key)"), {"key": _LOCK})
        connection.execute(sa.text("SET lock_timeout = '5s'"))
        connection.execute(sa.text("SET statement_timeout = '10min'"))
        connection.commit()

        def upgrade(revision: object, _context: MigrationContext) -> object:
            steps = scripts._upgrade_revs("heads", revision)  # type: ignore[arg-type]  # noqa: SLF001 - alembic's own commands use it
            ran.extend(step.revision.revision for step in steps)
            return steps

        context = EnvironmentContext(Config(), scripts, fn=upgrade, destination_rev="heads")
        with context:
            context.configure(connection=connection, fn=upgrade, transaction_per_migration=True)
            with context.begin_transaction():
                context.run_migrations()
        connection.commit()
    engine.dispose()
    return ran


def main() -> None:
    """Read the command line and migrate."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("service")
    arguments = parser.parse_args()
    url = os.environ.get("CMMS_DATABASE_URL")
    if not url:
        sys.exit("CMMS_DATABASE_URL is missing: say which database to migrate.")
    ran = migrate(arguments.service, url)
    print(f"{arguments.service}: " + (", ".join(ran) if ran else "up to date"))


if __name__ == "__main__":
    main()
