"""Holding a lease while work is under way, and keeping its result although the database goes away for a moment.

    with renewing(lambda: renew(database, work), every=10.0):
        result = take_long(work)
    patiently(lambda: keep(database, work, result))

So a lease can be short, and what a killed process had claimed is taken up soon.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, TypeVar

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from services.common.database import is_away
from services.common.logs import get_log

T = TypeVar("T")
_PATIENCE: Final = 60.0

log = get_log(__name__)


@contextmanager
def renewing(renew: Callable[[], None], *, every: float) -> Iterator[None]:
    """Call `renew` every so many seconds in a thread of its own, as long as the block runs; its failures are logged alone."""
    is_over = threading.Event()

    def go_on() -> None:
        while not is_over.wait(every):
            try:
                renew()
            except Exception as error:  # noqa: BLE001 - whatever it is, the work goes on and the lease may end
                log.warning("lease_not_renewed", reason=repr(error))

    thread = threading.Thread(target=go_on, daemon=True)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()


def patiently(step: Callable[[], T], *, seconds: float = _PATIENCE, pause: float = 1.0) -> T:
    """Run a step of its own transaction, again while the database is away; after so many seconds its error is raised."""
    end = time.monotonic() + seconds
    while True:
        try:
            return step()
        except (DBAPIError, PoolTimeout) as error:
            if not is_away(error) or time.monotonic() > end:
                raise
            log.warning("database_away", again_in=pause)
            time.sleep(pause)
