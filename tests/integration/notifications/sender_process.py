"""A sender as its own process, for tests that kill it: real database, centre and mail server, standing neighbours.

`python -m tests.integration.notifications.sender_process DATABASE_URL SMPP_URL SMTP_URL LEASE_SECONDS`
"""

from __future__ import annotations

import sys
import time

from services.common.database import Database
from services.notifications.settings import read_endpoint
from tests.integration.notifications.sending import RunningSender


def main() -> None:
    """Send until killed."""
    database_url, smpp, smtp, lease = sys.argv[1:]
    sender = RunningSender(Database(database_url), read_endpoint(smpp), read_endpoint(smtp), lease=int(lease))
    while True:
        if not sender.turn():
            time.sleep(0.05)


if __name__ == "__main__":
    main()
