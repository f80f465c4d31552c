"""`python -m deploy.docker.start ROLE`: become one process of the platform in its container.

ROLE is `secrets` (make them, once), `set-up` (databases, bucket, migrations, demonstration), or a process such as
`cases-answers`, `documents-extractor`, `gateway`, or a stand-in: `mailbox`, `smsc`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from deploy.docker.secrets import FOLDER, write_secrets
from deploy.native.bucket import make_bucket, open_store
from deploy.native.places import BUCKET, PARTIES
from deploy.native.postgres import make_databases, protect_evidence
from deploy.native.processes import PROCESSES
from services.common.migrate import migrate

HEALTH_PORT = "18480"


def read_settings(party: str) -> dict[str, str]:
    """Read a party's settings from the folder that its container mounts."""
    path = FOLDER / party / "settings.json"
    if not path.exists():
        sys.exit(f"{path} is missing: run the `secrets` container first, or mount your own settings there.")
    found: dict[str, str] = json.loads(path.read_text())
    return found


def set_up() -> None:
    """Make databases, bucket and tables, and the demonstration when CMMS_DEMO is `true`."""
    made = json.loads((FOLDER / "set-up" / "secrets.json").read_text())
    dsn = f"postgresql://postgres:{os.environ['POSTGRES_PASSWORD']}@postgres:5432/postgres"
    make_databases(dsn, made["databases"])
    store = read_settings("documents")
    client = open_store(store["CMMS_S3_URL"], store["CMMS_S3_ACCESS_KEY"], store["CMMS_S3_SECRET_KEY"])
    make_bucket(client, BUCKET, (store["CMMS_PUBLIC_URL"],))
    for party in PARTIES:
        password = made["databases"][party]["owner"]
        ran = migrate(party, f"postgresql://{party}_owner:{password}@postgres:5432/{party}")
        protect_evidence(dsn, party)
        print(f"{party}: {', '.join(ran) or 'up to date'}", flush=True)
    if os.environ.get("CMMS_DEMO") == "true":
        for party in ("gateway", *(party for party in PARTIES if party != "gateway")):
            command = [sys.executable, "-m", "services.common.run", party, "seed"]
            subprocess.run(command, env=os.environ | read_settings(party), check=True)
        print(f"demonstration: every login's password is {made['demo_password']}", flush=True)


def command_of(role: str) -> tuple[str, list[str]]:
    """Give the party of a process and its command."""
    if role == "gateway":
        return "gateway", ["gunicorn", "-c", "gateway/gunicorn.conf.py", "gateway.app:application"]
    for process in PROCESSES:
        if process.name == role:
            return process.party, [sys.executable, "-m", *process.module]
    names = ", ".join(process.name for process in PROCESSES)
    sys.exit(f"There is no role {role}. One of: secrets, set-up, gateway, mailbox, smsc, {names}")


def main() -> None:
    """Act, or become the process."""
    role, *rest = sys.argv[1:] or ["help"]
    if role == "secrets":
        write_secrets(FOLDER, dict(os.environ))
    elif role == "set-up":
        set_up()
    elif role in ("mailbox", "smsc"):
        os.execv(sys.executable, [sys.executable, "-m", f"deploy.native.{role}", *rest])  # noqa: S606 - no shell is wanted
    else:
        party, command = command_of(role)
        environment = os.environ | read_settings(party) | {"CMMS_HEALTH_PORT": HEALTH_PORT}
        program = command[0] if Path(command[0]).is_absolute() else f"/opt/cmms/bin/{command[0]}"
        os.execve(program, command, environment)  # noqa: S606 - no shell is wanted


if __name__ == "__main__":
    main()
