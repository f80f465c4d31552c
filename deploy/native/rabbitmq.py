"""RabbitMQ: a private node with its own name, cookie, epmd and folder, reachable from this machine only."""

from __future__ import annotations

import json

import pika
from pika.exceptions import AMQPError

from deploy.native.places import PARTIES, Places, write_private
from deploy.rabbitmq.definitions import make_definitions

_SERVER = "/usr/lib/rabbitmq/bin/rabbitmq-server"


def give_environment(places: Places) -> dict[str, str]:
    """Give the environment of the node, and of rabbitmqctl when it speaks to it."""
    home = places.folder / "rabbitmq"
    return {
        "HOME": str(home),
        "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
        "LANG": "C.UTF-8",
        "RABBITMQ_NODENAME": f"cmms{places.base_port}@localhost",
        "RABBITMQ_CONFIG_FILE": str(home / "rabbitmq.conf"),
        "RABBITMQ_CONF_ENV_FILE": "/dev/null",
        "RABBITMQ_ENABLED_PLUGINS_FILE": str(home / "enabled_plugins"),
        "RABBITMQ_MNESIA_BASE": str(home / "mnesia"),
        "RABBITMQ_LOG_BASE": str(home / "log"),
        "RABBITMQ_PID_FILE": str(home / "pid"),
        "RABBITMQ_DIST_PORT": str(places.ports.erlang),
        "ERL_CRASH_DUMP": str(home / "erl_crash.dump"),
        "ERL_EPMD_PORT": str(places.ports.epmd),
        "ERL_EPMD_ADDRESS": "127.0.0.1",
        # The node takes the place of its start script: whoever kills what the supervisor started kills the node itself,
        # and leaves none behind that holds the ports.
        "RUNNING_UNDER_SYSTEMD": "true",
        # No busy waiting: the schedulers would burn the processors that the services need.
        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "-kernel inet_dist_use_interface {127,0,0,1} +sbwt none +sbwtdcpu none +sbwtdio none",
    }


def give_command() -> list[str]:
    """Give the command that runs the node in the foreground."""
    return [_SERVER]


def give_epmd_command(places: Places) -> list[str]:
    """Give the command that runs the node's own port mapper in the foreground, so that none is left behind."""
    return ["epmd", "-port", str(places.ports.epmd), "-address", "127.0.0.1"]


def write_configuration(places: Places) -> None:
    """Write the configuration, the cookie and the definitions."""
    home = places.folder / "rabbitmq"
    home.mkdir(mode=0o700, exist_ok=True)
    definitions = make_definitions(PARTIES, places.secrets["rabbitmq"])
    write_private(home / "definitions.json", json.dumps(definitions, indent=1))
    write_private(home / ".erlang.cookie", places.secrets["erlang_cookie"])
    (home / ".erlang.cookie").chmod(0o400)
    (home / "enabled_plugins").write_text("[].\n")
    settings = {
        "listeners.tcp.1": f"127.0.0.1:{places.ports.amqp}",
        "load_definitions": str(home / "definitions.json"),
        "default_vhost": "cmms",
        "vm_memory_high_watermark.absolute": "1GB",
        "disk_free_limit.absolute": "200MB",
        "raft.wal_max_size_bytes": "67108864",
        "log.console": "true",
        "log.console.level": "warning",
        "log.file": "false",
    }
    (home / "rabbitmq.conf").write_text("".join(f"{name} = {value}\n" for name, value in settings.items()))


def is_ready(places: Places) -> bool:
    """Tell whether the node lets its administrator in."""
    parameters = pika.URLParameters(places.amqp_url("administrator"))
    parameters.socket_timeout = 2
    parameters.stack_timeout = 3
    try:
        pika.BlockingConnection(parameters).close()
    except (AMQPError, OSError):
        return False
    return True
