"""The ASGI application: the bus, the accounts and every operation's route, put together.

`gunicorn -c gateway/gunicorn.conf.py` serves `gateway.app:application`; it is made when it is first asked for, so that
importing this module needs no environment.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any, Final

import falcon.asgi

from gateway.accounts.api import api as accounts_api
from gateway.accounts.settings import GatewaySettings, read_settings
from gateway.accounts.usecases.grants import FOLDER
from gateway.dav import list_addresses
from gateway.describing import Description
from gateway.entrance import Entrance
from gateway.health import Health
from gateway.mount import PREFIX, Resource, mount, route
from gateway.named import People
from gateway.oversight.api import api as oversight_api
from gateway.oversight.gathering import Gathering
from gateway.own import OwnCarrier
from gateway.pages.front import FrontPage
from gateway.pages.html import STATE_PATH, STYLE_PATH
from gateway.parts import ENTRANCE_THREADS, Parts
from gateway.refusing import answer_errors
from gateway.streaming import LiveAddress
from gateway.web_client import PLACES, WebClient
from services.common.answering import Equipment
from services.common.api import Api
from services.common.calling import Caller
from services.common.logs import set_up_logs
from services.common.tracing import set_up_tracing

OWN_APIS: Final = (accounts_api, oversight_api)
SERVICES: Final = ("cases", "scheduling", "documents", "learning", "notifications")


def load_apis() -> list[Api]:
    """Give every service's declared operations."""
    return [importlib.import_module(f"services.{service}.api").api for service in SERVICES]


def create_app(
    settings: GatewaySettings, apis: Sequence[Api], *, grants: Path | None = FOLDER
) -> falcon.asgi.App[Any, Any]:
    """Put the application together; nothing is connected before the worker's loop runs.

    grants: the folder of files that say what each role may do; None leaves the database's rows as they are.
    """
    set_up_logs("gateway", settings.chassis.log_level)
    set_up_tracing("gateway", settings.chassis.otlp_url)
    parts = Parts(settings, apis, grants)
    app = falcon.asgi.App(middleware=[parts.lifetime])
    _add_operations(app, parts, apis)
    for path, resource in list_addresses(parts.door, parts.over_the_bus) if "scheduling" in parts.services else ():
        app.add_route(path, resource)
    _add_own(app, parts, apis)
    answer_errors(app, secure=settings.cookie_secure)
    return app


def _add_operations(app: Any, parts: Parts, apis: Sequence[Api]) -> None:
    resources: dict[str, Resource] = {}
    chassis = parts.settings.chassis
    caller = Caller(chassis.amqp_url, chassis.signer, "gateway")
    equipment = Equipment(parts.database, chassis.verifier, caller, chassis.signer)
    people = People(parts.database, parts.threads)
    gathering = Gathering(parts.bus, parts.services, equipment, parts.threads, parts.state)
    mount(accounts_api.operations.values(), OwnCarrier(equipment, parts.threads), parts.door, people.find, resources)
    mount(oversight_api.operations.values(), gathering, parts.door, people.find, resources)
    for api in apis:
        mount(api.operations.values(), parts.over_the_bus, parts.door, people.find, resources)
    route(app, resources)


def _add_own(app: Any, parts: Parts, apis: Sequence[Api]) -> None:
    settings = parts.settings
    secure = settings.cookie_secure
    entrance = Entrance(
        parts.door, parts.database, ThreadPoolExecutor(ENTRANCE_THREADS, "entrance"), settings.login_rate
    )
    health = Health(parts.bus, parts.database, parts.services, parts.threads)
    front = FrontPage(parts.state, secure=secure)
    operations = [operation for api in (*OWN_APIS, *apis) for operation in api.operations.values()]
    description = Description(operations, settings.public_url, settings.cookie, secure=secure)
    for path, resource, suffix in (
        (f"{PREFIX}/login", entrance, "login"),
        (f"{PREFIX}/logout", entrance, "logout"),
        (f"{PREFIX}/live", LiveAddress(parts.door, parts.updates, parts.recusals), None),
        (f"{PREFIX}/openapi.json", description, None),
        (f"{PREFIX}/docs", description, "docs"),
        (f"{PREFIX}/docs/{{part}}", description, "part"),
        ("/health/live", health, "live"),
        ("/health/ready", health, "ready"),
        ("/metrics", health, "metrics"),
        (STATE_PATH, front, None),
        (STYLE_PATH, front, "style"),
    ):
        app.add_route(path, resource, suffix=suffix)
    client = WebClient(settings.store_url, secure=secure)
    app.add_route("/", client)
    app.add_route("/assets/{name:path}", client, suffix="file")
    for address in client.root_files:
        app.add_route(address, client, suffix="file")
    app.add_sink(client.give_place, PLACES)


@cache
def _application() -> falcon.asgi.App[Any, Any]:
    return create_app(read_settings(), load_apis())


def __getattr__(name: str) -> Any:
    if name == "application":
        return _application()
    raise AttributeError(name)
