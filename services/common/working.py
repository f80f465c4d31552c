"""Workers: processes of a service for what is long or needs the processor, outside nameko and its green threads.

    def step(equipment: Equipment) -> bool: ...   # one piece of work; True when there may be more
    run_worker("documents", "extractor", step)

A step that raises is logged and repeated after a growing pause, so a worker outlives its database and its broker.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from typing import Final

from services.common.answering import Equipment
from services.common.context import Context, current
from services.common.equipping import equip
from services.common.health import serve_health
from services.common.logs import get_log, set_up_logs
from services.common.settings import read_chassis
from services.common.tracing import set_up_tracing

Step = Callable[[Equipment], bool]
_LONGEST_PAUSE: Final = 30.0

log = get_log(__name__)


def run_worker(service: str, name: str, step: Step, *, idle_seconds: float = 1.0, connections: int = 4) -> None:
    """Run steps until SIGTERM, which ends the worker after the step under way."""
    settings = read_chassis(service)
    process = f"{service}-{name}"
    set_up_logs(process, settings.log_level)
    set_up_tracing(process, settings.otlp_url)
    equipment = equip(settings, process=process, connections=connections)
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    serve_health(settings.health_port, {"database": equipment.database.is_up})
    current.set(Context("", f"service:{service}"))
    log.info("worker_started", worker=process)
    pause = idle_seconds
    while not stopping.is_set():
        try:
            more = step(equipment)
            pause = idle_seconds
        except Exception:
            log.exception("worker_step_failed", worker=process, again_in=pause)
            more = False
            stopping.wait(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)
        if not more:
            stopping.wait(idle_seconds)
    log.info("worker_stopped", worker=process)
