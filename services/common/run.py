"""`python -m services.common.run SERVICE answers|listens|relay|seed`: one process of a service.

SIGTERM ends it: nothing new is taken, what is under way is finished and acknowledged, for at most 20 seconds.
"""

# ruff: noqa: E402 - green threads must be there before anything else is imported
from __future__ import annotations

import sys
import warnings

ROLES = ("answers", "listens", "relay", "seed")

if __name__ == "__main__" and sys.argv[2:] and sys.argv[2] in ROLES[:2]:
    warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")
    import eventlet

    eventlet.monkey_patch()

import argparse
import gc
import importlib
import os
import signal
import time
from typing import Any, Final

from services.common.equipping import equip
from services.common.health import serve_health
from services.common.logs import get_log, set_up_logs
from services.common.metrics import HUB_LAG
from services.common.relay import Relay, run_relay
from services.common.settings import ChassisSettings, read_chassis
from services.common.tracing import set_up_tracing

GRACE_SECONDS: Final = 20
_YOUNG_OBJECTS: Final = 10_000

log = get_log(__name__)


def find_service(name: str) -> Any:
    """Give the service's class: `services.<name>.service.<Name>Service`."""
    module = importlib.import_module(f"services.{name}.service")
    return getattr(module, f"{name.title()}Service")


def run_container(settings: ChassisSettings, role: str) -> None:
    """Run the nameko container of one role until SIGTERM."""
    import eventlet

    from services.common.container import RoleContainer

    service = find_service(settings.service)
    service.check_settings()
    service.equipment = equip(settings, process=f"{settings.service}-{role}")
    container = RoleContainer(
        service, {"AMQP_URI": settings.amqp_url, "max_workers": settings.workers, "ROLE": role, "serializer": "json"}
    )
    serve_health(
        settings.health_port, {"broker": lambda: container.is_ready, "database": service.equipment.database.is_up}
    )
    eventlet.spawn_n(_watch_hub, eventlet.sleep)

    def stop(*_: Any) -> None:
        eventlet.spawn_n(_stop, container)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    container.start()
    keep_what_is_loaded()
    log.info("service_started", service=settings.service, role=role)
    container.wait()
    log.info("service_stopped", service=settings.service, role=role)


def keep_what_is_loaded() -> None:
    """Spare the garbage collector what lives as long as the process: it would look at all of it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG_OBJECTS)


def _stop(container: Any) -> None:
    import eventlet

    grace = GRACE_SECONDS if container.is_ready else 3
    try:
        with eventlet.Timeout(grace):
            container.stop()
    except eventlet.Timeout:
        log.warning("stopped_without_grace", seconds=grace)
        os._exit(0)


def _watch_hub(sleep: Any) -> None:
    while True:
        before = time.monotonic()
        sleep(0.5)
        HUB_LAG.set(max(0.0, time.monotonic() - before - 0.5))


def run_seed(settings: ChassisSettings) -> None:
    """Make the demonstration data of a service, or of the gateway."""
    name = "gateway.accounts.seed" if settings.service == "gateway" else f"services.{settings.service}.seed"
    importlib.import_module(name).seed(equip(settings, process=f"{settings.service}-seed", connections=2))


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("service")
    parser.add_argument("role", choices=ROLES)
    arguments = parser.parse_args()
    settings = read_chassis(arguments.service)
    process = f"{arguments.service}-{arguments.role}"
    set_up_logs(process, settings.log_level)
    set_up_tracing(process, settings.otlp_url)
    if arguments.role == "relay":
        relay = Relay(arguments.service, settings.database_url, settings.amqp_url)
        serve_health(settings.health_port, {"connected": lambda: relay.is_connected})
        run_relay(relay)
    elif arguments.role == "seed":
        run_seed(settings)
    else:
        run_container(settings, arguments.role)


if __name__ == "__main__":
    main()
