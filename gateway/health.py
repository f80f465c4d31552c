"""`/health/live`, `/health/ready` and `/metrics`, for this machine only.

A request counts as local when its peer is a loopback address and no proxy says that it came from elsewhere; to anybody
else there is nothing at these addresses.
"""

from __future__ import annotations

import asyncio
import ipaddress
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

import falcon
import orjson

from gateway.bus import Bus
from gateway.metrics import MEDIA_TYPE, render_metrics
from services.common.database import Database

_WAIT_SECONDS: Final = 2.0
_PROXIED: Final = ("forwarded", "x-forwarded-for", "x-real-ip", "via")


class Health:
    """How the worker is."""

    def __init__(self, bus: Bus, database: Database, services: Sequence[str], threads: ThreadPoolExecutor) -> None:
        """Take what the worker needs to work."""
        self._bus = bus
        self._database = database
        self._services = services
        self._threads = threads

    async def on_get_live(self, req: Any, resp: Any) -> None:
        """Say that the worker turns."""
        require_local(req)
        _answer(resp, 200, {"live": True})

    async def on_get_ready(self, req: Any, resp: Any) -> None:
        """Say whether the worker reaches bus and accounts; which services are away is said, but is not its own state."""
        require_local(req)
        looking = asyncio.get_running_loop().run_in_executor(self._threads, self._database.is_up)
        try:
            database = await asyncio.wait_for(looking, _WAIT_SECONDS)
        except TimeoutError:
            database = False
        checks = {"broker": self._bus.is_up, "database": database}
        services = {service: service not in self._bus.away for service in self._services}
        ready = all(checks.values())
        _answer(resp, 200 if ready else 503, {"ready": ready, "checks": checks, "services": services})

    async def on_get_metrics(self, req: Any, resp: Any) -> None:
        """Give the metrics of all workers."""
        require_local(req)
        resp.content_type = MEDIA_TYPE
        resp.data = await asyncio.get_running_loop().run_in_executor(self._threads, render_metrics)


def require_local(req: Any) -> None:
    """Hide an address from everybody but this machine."""
    client = req.scope.get("client")
    try:
        is_local = client is not None and ipaddress.ip_address(client[0]).is_loopback
    except ValueError:
        is_local = False
    if not is_local or any(req.get_header(name) is not None for name in _PROXIED):
        raise falcon.HTTPNotFound


def _answer(resp: Any, status: int, value: dict[str, Any]) -> None:
    resp.status = status
    resp.content_type = "application/json"
    resp.data = orjson.dumps(value)
