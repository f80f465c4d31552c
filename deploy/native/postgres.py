"""PostgreSQL: the private server, and in it a database and two logins for each service and the gateway.

`<name>_owner` owns the tables and runs the migrations; `<name>` runs the service and may read and write rows, nothing else:
not change a table, not change or remove an audit entry, not open another's database.
"""

from __future__ import annotations

import os
import pwd
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import psycopg2
from psycopg2 import sql

from deploy.native.failures import PackageMissingError, StepFailedError
from deploy.native.places import PARTIES, Places
from deploy.native.programs import run

EXTENSIONS: Final = ("btree_gist", "pg_trgm", "unaccent", "pgcrypto")
EVIDENCE: Final = ("audit_entries", "audit_checkpoints")
_BINARIES: Final = Path("/usr/lib/postgresql")


def find_binaries(data: Path) -> Path:
    """Give the programs of the version that made the data, or of the newest."""
    version_file = data / "PG_VERSION"
    if version_file.exists():
        wanted = version_file.read_text().strip()
        if not (_BINARIES / wanted / "bin/postgres").exists():
            raise PackageMissingError(
                f"the data in {data} belong to PostgreSQL {wanted}, which is not installed.",
                f"apt-get install -y postgresql-{wanted}",
            )
        return _BINARIES / wanted / "bin"
    found = sorted(_BINARIES.glob("*/bin/initdb"), key=lambda path: float(path.parents[1].name))
    if not found:
        raise PackageMissingError("PostgreSQL is not installed.", "apt-get install -y postgresql")
    return found[-1].parent


def make_server(places: Places) -> None:
    """Make the data folder, once: UTF-8, checksums, passwords only (no trust, no unix socket)."""
    if (places.postgres / "PG_VERSION").exists():
        return
    with tempfile.NamedTemporaryFile("w", prefix="cmms-", dir=places.postgres.parent) as password:
        password.write(places.secrets["postgres"])
        password.flush()
        Path(password.name).chmod(0o600)
        if places.postgres_user:
            _give_to(places.postgres_user, Path(password.name))
        options = [
            "--username=postgres",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--auth=scram-sha-256",
            "--data-checksums",
        ]
        if not places.is_lasting:
            options.append("--no-sync")
        command: list[str | Path] = [
            find_binaries(places.postgres) / "initdb",
            "-D",
            places.postgres,
            *options,
            f"--pwfile={password.name}",
        ]
        run(command, user=places.postgres_user, folder=places.postgres)


def _give_to(user: str, path: Path) -> None:
    found = pwd.getpwnam(user)
    os.chown(path, found.pw_uid, found.pw_gid)


def give_command(places: Places) -> list[str]:
    """Give the command that runs the server."""
    settings = {
        "listen_addresses": "127.0.0.1",
        "port": places.ports.postgres,
        "unix_socket_directories": "",
        "max_connections": 400,
        "shared_buffers": "256MB",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "jit": "off",
        "password_encryption": "scram-sha-256",
        "log_min_messages": "warning",
        # Neither rows nor statements: both hold people's names and numbers.
        "log_error_verbosity": "terse",
        "log_min_error_statement": "panic",
        "log_line_prefix": "%m [%p] %u@%d ",
    }
    if not places.is_lasting:
        # What was committed must survive a killed server, not a power cut.
        settings |= {"fsync": "off", "full_page_writes": "off"}
    words = [str(find_binaries(places.postgres) / "postgres"), "-D", str(places.postgres)]
    return [*words, *(f"--{name.replace('_', '-')}={value}" for name, value in settings.items())]


@contextmanager
def connect(dsn: str) -> Iterator[Any]:
    """Open a connection on which each statement commits by itself; give its cursor."""
    connection = psycopg2.connect(dsn, connect_timeout=5)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            yield cursor
    finally:
        connection.close()


def is_ready(dsn: str) -> bool:
    """Tell whether the server answers."""
    try:
        with connect(dsn) as cursor:
            cursor.execute("SELECT 1")
    except psycopg2.OperationalError:
        return False
    return True


def make_databases(superuser_dsn: str, passwords: Mapping[str, Mapping[str, str]]) -> None:
    """Make the logins and databases of all parties; harmless when they exist. `passwords`: party -> owner, user."""
    with connect(superuser_dsn) as cursor:
        cursor.execute("REVOKE CONNECT ON DATABASE postgres FROM PUBLIC")
        cursor.execute("REVOKE CONNECT ON DATABASE template1 FROM PUBLIC")
        for party in PARTIES:
            _make_login(cursor, f"{party}_owner", passwords[party]["owner"])
            _make_login(cursor, party, passwords[party]["user"])
            _make_database(cursor, party)
    for party in PARTIES:
        with connect(_within(superuser_dsn, party)) as cursor:
            _grant_rows(cursor, party)


def _within(dsn: str, database: str) -> str:
    return dsn.rpartition("/")[0] + f"/{database}"


def _make_login(cursor: Any, name: str, password: str) -> None:
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (name,))
    verb = "ALTER" if cursor.fetchone() else "CREATE"
    statement = sql.SQL(verb + " ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT PASSWORD {}")
    cursor.execute(statement.format(sql.Identifier(name), sql.Literal(password)))


def _make_database(cursor: Any, party: str) -> None:
    names = {
        "database": sql.Identifier(party),
        "owner": sql.Identifier(f"{party}_owner"),
        "login": sql.Identifier(party),
    }
    cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", (party,))
    if not cursor.fetchone():
        cursor.execute(sql.SQL("CREATE DATABASE {database} OWNER {owner}").format(**names))
    cursor.execute(sql.SQL("REVOKE ALL ON DATABASE {database} FROM PUBLIC").format(**names))
    cursor.execute(sql.SQL("GRANT CONNECT ON DATABASE {database} TO {login}").format(**names))


def _grant_rows(cursor: Any, party: str) -> None:
    names = {"owner": sql.Identifier(f"{party}_owner"), "login": sql.Identifier(party)}
    for extension in EXTENSIONS:
        cursor.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension)))
    for statement in (
        "ALTER SCHEMA public OWNER TO {owner}",
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        "GRANT USAGE ON SCHEMA public TO {login}",
        "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {login}",
        "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {login}",
    ):
        cursor.execute(sql.SQL(statement).format(**names))


def protect_evidence(superuser_dsn: str, party: str) -> None:
    """Take from a service's login what it may never do to the audit trail and to the list of migrations; after each migration."""
    with connect(_within(superuser_dsn, party)) as cursor:
        login = sql.Identifier(party)
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        there = {row[0] for row in cursor.fetchall()}
        if not there.issuperset(EVIDENCE):
            raise StepFailedError(
                f"the database {party} has no audit trail.", f"Migrate it: services.common.migrate {party}"
            )
        for table in (*EVIDENCE, "alembic_version"):
            rights = "INSERT, UPDATE, DELETE, TRUNCATE" if table == "alembic_version" else "UPDATE, DELETE, TRUNCATE"
            statement = sql.SQL("REVOKE " + rights + " ON {} FROM {}").format(sql.Identifier(table), login)
            cursor.execute(statement)
