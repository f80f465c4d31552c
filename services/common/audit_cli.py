"""`python -m services.common.audit_cli SERVICE verify|export`: the audit trail of one service.

    verify              check every chain, head, checkpoint and signature in the database
    verify --file F     the same from an export, where there is no database
    verify --keep ID    the same in the database, for a verification that somebody asked for, whose finding is kept
    export F            write the trail as JSON lines

The public keys come from CMMS_ACTOR_PUBLIC_KEYS. Exit status 1 when anything is wrong.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Verifier
from services.common.database import Database
from services.common.journal import Finding, read_journal, verify_journal
from services.common.verifying import keep_finding


def open_database() -> Database:
    """Open the database of CMMS_DATABASE_URL."""
    url = os.environ.get("CMMS_DATABASE_URL")
    if not url:
        sys.exit("CMMS_DATABASE_URL is missing: say which service's database to look at.")
    return Database(url, size=1, name="cmms-audit")


def read_records(service: str) -> Iterator[dict[str, Any]]:
    """Read the trail from the database as it stood at one instant."""
    engine = open_database().engine.execution_options(isolation_level="REPEATABLE READ")
    with Session(engine) as session:
        session.execute(sa.text("SET LOCAL statement_timeout = 0"))
        session.execute(sa.text("SET LOCAL idle_in_transaction_session_timeout = 0"))
        yield from read_journal(session, service)


def read_export(path: Path) -> Iterator[dict[str, Any]]:
    """Read an export."""
    with path.open("rb") as file:
        for line in file:
            yield orjson.loads(line)


def say(service: str, finding: Finding) -> None:
    """Print what was found; end with status 1 when something is wrong."""
    counts = f"{finding.entries} entries, {finding.checkpoints} checkpoints"
    if finding.is_sound:
        print(f"{service}: sound ({counts})")
        return
    for fault in finding.faults[:50]:
        print(f"{service}: {fault}")
    sys.exit(f"{service}: {len(finding.faults)} faults ({counts})")


def main() -> None:
    """Read the command line and act."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("service")
    commands = parser.add_subparsers(dest="command", required=True)
    verify = commands.add_parser("verify").add_mutually_exclusive_group()
    verify.add_argument("--file", type=Path)
    verify.add_argument("--keep", type=uuid.UUID, metavar="ID")
    commands.add_parser("export").add_argument("file", type=Path)
    arguments = parser.parse_args()
    if arguments.command == "export":
        with arguments.file.open("wb") as file:
            for record in read_records(arguments.service):
                file.write(orjson.dumps(record) + b"\n")
        return
    verifier = Verifier(json.loads(os.environ.get("CMMS_ACTOR_PUBLIC_KEYS", "{}")))
    records = read_export(arguments.file) if arguments.file else read_records(arguments.service)
    finding = verify_journal(records, verifier)
    if arguments.keep:
        with open_database().transaction() as session:
            keep_finding(session, arguments.service, arguments.keep, finding)
    say(arguments.service, finding)


if __name__ == "__main__":
    main()
