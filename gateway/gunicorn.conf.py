# ruff: noqa: N999 - gunicorn looks for a file of this name
"""How gunicorn serves the gateway: `gunicorn -c gateway/gunicorn.conf.py` (decision 0001)."""

import gc
import os
import shutil
import tempfile
from typing import Any

wsgi_app = "gateway.app:application"
worker_class = "asgi"
workers = int(os.environ.get("CMMS_GATEWAY_WORKERS", "2"))
asgi_loop = "asyncio"  # pika's connection runs on it
asgi_lifespan = "on"
asgi_disconnect_grace_period = 0

bind = [f"{os.environ.get('CMMS_GATEWAY_HOST', '127.0.0.1')}:{os.environ.get('CMMS_GATEWAY_PORT', '18400')}"]
if os.environ.get("CMMS_HEALTH_PORT", "0") != "0":
    bind.append(f"127.0.0.1:{os.environ['CMMS_HEALTH_PORT']}")
backlog = 1024

timeout = 30
graceful_timeout = 20
keepalive = 5  # an idle connection holds a graceful stop up for as long
limit_request_line = 8190
limit_request_fields = 64
limit_request_field_size = 8190
control_socket_disable = True
forwarded_allow_ips = ""
accesslog = None
errorlog = "-"
loglevel = "warning"

_metrics = os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="cmms-gateway-metrics-")


def post_worker_init(worker: Any) -> None:
    """Tell the application when its worker stops, so that live updates end and do not hold it up.

    What is loaded by now lives as long as the worker: the garbage collector need not look at it again and again.
    """
    from gateway.streaming import watch_worker

    watch_worker(lambda: bool(worker.alive))
    gc.collect()
    gc.freeze()


def child_exit(_server: object, worker: Any) -> None:
    """Take a dead worker's gauges out of the sum."""
    from prometheus_client.multiprocess import mark_process_dead

    mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def on_exit(_server: object) -> None:
    """Remove the metrics' files."""
    shutil.rmtree(_metrics, ignore_errors=True)
