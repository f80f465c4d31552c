"""The ASGI application: the bus, the accounts and every operation's route, put together.

`gunicorn -c gateway/gunicorn.conf.py` serves `gateway.app:application`; it is made when it is first asked for, so that
importing this module needs no environment.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any, Final

import falcon
import falcon.asgi

from gateway.accounts.api import api as own_api
from gateway.accounts.settings import GatewaySettings, read_settings
from gateway.asking import BusCarrier
from gateway.bus import Bus
from gateway.entrance import Entrance
from gateway.health import Health
from gateway.identity import Identities
from gateway.lifetime import Lifetime
from gateway.limits import Rate, api_headers
from gateway.metrics import REQUESTS
from gateway.mount import PREFIX, Door, Resource, mount, route
from gateway.own import OwnCarrier
from gateway.pages.front import FrontPage
from gateway.pages.html import STYLE_PATH
from gateway.presence import Presence
from gateway.problems import failure, render, render_http
from gateway.reading import read_correlation
from services.common.answering import Equipment
from services.common.api import Api
from services.common.calling import Caller
from services.common.database import Database
from services.common.errors import Problem
from services.common.logs import get_log, set_up_logs
from services.common.tracing import set_up_tracing

log = get_log(__name__)

SERVICES: Final = ("cases", "scheduling", "documents", "learning", "notifications")
_DATABASE_THREADS: Final = 8
_ENTRANCE_THREADS: Final = 4


def load_apis() -> list[Api]:
    """Give every service's declared operations."""
    return [importlib.import_module(f"services.{service}.api").api for service in SERVICES]


def create_app(settings: GatewaySettings, apis: Sequence[Api]) -> falcon.asgi.App[Any, Any]:
    """Put the application together; nothing is connected before the worker's loop runs."""
    chassis = settings.chassis
    set_up_logs("gateway", chassis.log_level)
    set_up_tracing("gateway", chassis.otlp_url)
    names = [api.service for api in apis]
    bus = Bus(chassis.amqp_url)
    database = Database(chassis.database_url, size=_DATABASE_THREADS + _ENTRANCE_THREADS, name="gateway")
    threads = ThreadPoolExecutor(_DATABASE_THREADS, "database")
    door = Door(
        Identities(database, chassis.signer, threads),
        Rate(settings.rate, settings.rate * 4),
        settings.cookie,
        settings.origin,
        settings.cookie_secure,
        settings.trusted_proxies,
    )
    presence = Presence(bus, names)
    app = falcon.asgi.App(middleware=[Lifetime(bus, presence, database)])
    resources: dict[str, Resource] = {}
    caller = Caller(chassis.amqp_url, chassis.signer, "gateway")
    own = OwnCarrier(Equipment(database, chassis.verifier, caller, chassis.signer), threads)
    mount(own_api.operations.values(), own, door, resources)
    over_the_bus = BusCarrier(bus, names, traced=bool(chassis.otlp_url))
    for api in apis:
        mount(api.operations.values(), over_the_bus, door, resources)
    route(app, resources)
    entrance = Entrance(door, database, ThreadPoolExecutor(_ENTRANCE_THREADS, "entrance"), settings.login_rate)
    app.add_route(f"{PREFIX}/login", entrance, suffix="login")
    app.add_route(f"{PREFIX}/logout", entrance, suffix="logout")
    health = Health(bus, database, names, threads)
    for name in ("live", "ready"):
        app.add_route(f"/health/{name}", health, suffix=name)
    app.add_route("/metrics", health, suffix="metrics")
    front = FrontPage(bus, database, names, threads, secure=settings.cookie_secure)
    app.add_route("/", front)
    app.add_route(STYLE_PATH, front, suffix="style")
    _answer_errors(app, secure=settings.cookie_secure)
    return app


def _answer_errors(app: Any, *, secure: bool) -> None:
    headers = api_headers(secure=secure)

    def send(req: Any, resp: Any, rendered: tuple[int, dict[str, str], bytes]) -> None:
        status, own, body = rendered
        resp.set_headers(headers)
        resp.set_headers(own)
        resp.set_header("x-correlation-id", req.context.correlation_id)
        resp.status = status
        resp.data = body
        REQUESTS.labels(getattr(req.context, "operation", "none"), status).inc()

    async def on_problem(req: Any, resp: Any, problem: Problem, _params: Any) -> None:
        send(req, resp, render(problem, _correlate(req)))

    async def on_http_error(req: Any, resp: Any, error: falcon.HTTPError, _params: Any) -> None:
        send(req, resp, render_http(error, _correlate(req)))

    async def on_failure(req: Any, resp: Any, error: Exception, _params: Any) -> None:
        correlation_id = _correlate(req)
        log.error("request_failed", path=req.uri_template, correlation_id=correlation_id, exc_info=error)
        send(req, resp, render(failure(), correlation_id))

    app.add_error_handler(Exception, on_failure)
    app.add_error_handler(falcon.HTTPError, on_http_error)
    app.add_error_handler(Problem, on_problem)


def _correlate(req: Any) -> str:
    known = getattr(req.context, "correlation_id", None)
    if known is None:
        known = req.context.correlation_id = read_correlation(req.get_header("x-correlation-id"))
    return str(known)


@cache
def _application() -> falcon.asgi.App[Any, Any]:
    return create_app(read_settings(), load_apis())


def __getattr__(name: str) -> Any:
    if name == "application":
        return _application()
    raise AttributeError(name)
