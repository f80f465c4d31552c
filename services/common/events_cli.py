"""`python -m services.common.events_cli SERVICE parked|replay`: the events that a service could not handle.

parked            list them: number, handler, event, attempts, since when, why
replay [NUMBER]   try one again, or all, after what was wrong has been mended
"""

from __future__ import annotations

import argparse
import os
import sys

import orjson

from services.common.database import Database
from services.common.listening import list_parked, replay


def main() -> None:
    """Read the command line and act on the database of CMMS_DATABASE_URL."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("service")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("parked").add_argument("--json", action="store_true")
    commands.add_parser("replay").add_argument("number", type=int, nargs="?")
    arguments = parser.parse_args()
    url = os.environ.get("CMMS_DATABASE_URL")
    if not url:
        sys.exit("CMMS_DATABASE_URL is missing: say which service's database to look at.")
    with Database(url, size=1, name="cmms-events").transaction() as session:
        if arguments.command == "replay":
            print(f"{arguments.service}: {replay(session, arguments.number)} to be tried again")
            return
        rows = list_parked(session)
    for row in rows:
        if arguments.json:
            print(orjson.dumps({"service": arguments.service, **row}, default=str).decode())
        else:
            print(
                f"{arguments.service} {row['id']}: {row['event_type']} {row['event_id']} in {row['handler']}, "
                f"{row['attempts']} attempts, parked {row['parked_at']:%Y-%m-%d %H:%M:%S}Z: {row['reason']}"
            )


if __name__ == "__main__":
    main()
