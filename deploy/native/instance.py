"""An instance of the platform on this machine: brought up, asked, taken down. `./cmms` has one, the tests have another.

instance = Instance.of("main")
instance.start()                     # or start(parts=INFRASTRUCTURE_PARTS)
instance.process_pid("cases-answers")
instance.stop()
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import time
import urllib.request
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from deploy.native import contents, postgres, processes, rabbitmq
from deploy.native.bucket import make_bucket, open_store
from deploy.native.ceph import Ceph
from deploy.native.failures import NotSetUpError, NotStartedError
from deploy.native.places import BUCKET, ROOT, Places, StoreKind
from deploy.native.programs import wait_for
from deploy.native.progress import say
from deploy.native.room import require_ports, require_room
from deploy.native.strays import end_processes, find_processes
from deploy.native.supervisor import ALIVE, RUNNING, State, Supervisor
from deploy.native.web_client import build_client

MAIN_PORT: Final = 18400
TEST_PORT: Final = 19400
INFRASTRUCTURE_PARTS: Final = ("postgres", "rabbitmq", "s3", "mailbox", "smsc")
ALL_PARTS: Final = (*INFRASTRUCTURE_PARTS, "contents", "services", "gateway")
_CRASH_SECONDS: Final = 15.0
_GIGABYTES: Final = {"bluestore": 3.0, "memstore": 1.5}


class Instance:
    """One instance: its places, its supervisor, its parts."""

    def __init__(self, folder: Path, base_port: int, s3_kind: StoreKind = "bluestore") -> None:
        """Take the folder, the first of its ports, and where its objects are kept."""
        self.places = Places(folder.resolve(), base_port, s3_kind)
        self.supervisor = Supervisor(self.places)

    @classmethod
    def of(cls, name: str) -> Instance:
        """Give the instance called `main` or `test` of this checkout."""
        if name == "test":
            port = int(os.environ.get("CMMS_TEST_PORT", TEST_PORT))
            return cls(ROOT / (".run/test" if port == TEST_PORT else f".run/test-{port}"), port, "memstore")
        return cls(ROOT / ".run/main", int(os.environ.get("CMMS_BASE_PORT", MAIN_PORT)))

    @classmethod
    def of_tests(cls) -> Instance:
        """Give the instance that `./cmms test` started for the tests that run now."""
        said = json.loads(os.environ["CMMS_TEST_INSTANCE"])
        return cls(Path(said["folder"]), said["base_port"], said["s3_kind"])

    def describe(self) -> dict[str, Any]:
        """Give what tests need to know, as CMMS_TEST_INSTANCE carries it."""
        places, ports = self.places, self.places.ports
        keys = places.secrets["s3"]
        return {
            "dsn": places.superuser_dsn,
            "amqp_url": places.amqp_url("administrator"),
            "s3_url": places.s3_url,
            "s3_access_key": keys["access_key"],
            "s3_secret_key": keys["secret_key"],
            "s3_bucket": BUCKET,
            "s3_kind": places.s3_kind,
            "smtp": f"smtp://127.0.0.1:{ports.smtp}",
            "mailbox_url": f"http://127.0.0.1:{ports.mailbox}",
            "smpp": processes.give_carriers(places)["CMMS_SMPP_URL"],
            "smsc": f"http://127.0.0.1:{ports.smsc}",
            "gateway_url": places.public_url,
            "demo_logins": str(places.demo_logins),
            "folder": str(places.folder),
            "base_port": places.base_port,
        }

    # Asking

    @property
    def is_up(self) -> bool:
        """Tell whether everything runs."""
        return self.supervisor.is_running and all(state.state in ALIVE for state in self.supervisor.states().values())

    def states(self) -> dict[str, State]:
        """Give what the supervisor says of every process."""
        if not self.supervisor.is_running:
            raise NotSetUpError("the platform is not running.", "Start it: ./cmms up")
        return self.supervisor.states()

    def process_pid(self, name: str) -> int:
        """Give the pid of a process."""
        return self.states()[name].pid

    def environment(self, process: str) -> dict[str, str]:
        """Give the environment of a process."""
        return processes.give_environment(self.places, process)

    def is_ready(self, name: str) -> bool:
        """Tell whether a process says that it can work."""
        if name not in processes.INFRASTRUCTURE:
            return _answers(f"http://127.0.0.1:{processes.health_port(self.places, name)}/health/ready")
        return self.states()[name].state == RUNNING

    # Starting

    def start(self, parts: Collection[str] = ALL_PARTS) -> None:
        """Bring up the parts that are named, in their order; what runs already is left alone."""
        with self._alone():
            if "gateway" in parts:
                build_client()
            if not self.supervisor.is_running:
                self._prepare()
            steps: Mapping[str, Callable[[], None]] = {
                "postgres": self._start_postgres, "rabbitmq": self._start_rabbitmq, "s3": self._start_s3,
                "mailbox": lambda: self.supervisor.start(processes.MAILBOX), "smsc": lambda: self.supervisor.start(processes.SMSC),
            }  # fmt: skip
            with ThreadPoolExecutor(len(steps)) as pool:
                for step in [pool.submit(step) for name, step in steps.items() if name in parts]:
                    step.result()
            if "contents" in parts:
                contents.migrate_all(self.places)
            last = (
                *(processes.SERVICE_PROCESSES if "services" in parts else ()),
                *((processes.GATEWAY,) if "gateway" in parts else ()),
            )
            self.start_process(*last)
            if "contents" in parts and "services" in parts:
                contents.seed_all(self.places)

    def _prepare(self) -> None:
        left = find_processes(self.places)
        if left:
            say(f"ending {len(left)} processes that an earlier start left behind")
            end_processes(left)
        require_ports(processes.list_ports(self.places))
        require_room(self.places.folder, _GIGABYTES[self.places.s3_kind])
        self.places.make_folders()
        postgres.make_server(self.places)
        rabbitmq.write_configuration(self.places)
        self.supervisor.launch(processes.make_programs(self.places))

    def _start_postgres(self) -> None:
        self.supervisor.start(processes.POSTGRES)
        dsn = self.places.superuser_dsn
        wait_for("PostgreSQL", lambda: postgres.is_ready(dsn), seconds=60, log=self.places.log / "postgres.log")
        postgres.make_databases(dsn, self.places.secrets["databases"])
        say("PostgreSQL is up")

    def _start_rabbitmq(self) -> None:
        self.supervisor.start(processes.EPMD)
        self.supervisor.start(processes.RABBITMQ)
        wait_for("RabbitMQ", lambda: rabbitmq.is_ready(self.places), seconds=90, log=self.places.log / "rabbitmq.log")
        say("RabbitMQ is up")

    def _start_s3(self) -> None:
        if self.supervisor.states()["radosgw"].state != RUNNING:
            Ceph(self.places).start(self.supervisor.start)
        keys = self.places.secrets["s3"]
        origins = (self.places.public_url, self.places.public_url.replace("127.0.0.1", "localhost"))
        make_bucket(open_store(self.places.s3_url, keys["access_key"], keys["secret_key"]), BUCKET, origins)
        say("the object store is up")

    def start_process(self, *names: str, seconds: float = 180) -> None:
        """Start processes and wait until each says that it can work."""
        self.supervisor.begin(names)
        began = time.monotonic()
        waiting = list(names)
        while waiting := [name for name in waiting if not self.is_ready(name)]:
            passed = time.monotonic() - began
            states = self.supervisor.states()
            failing = [name for name in waiting if states[name].state not in ALIVE] if passed > _CRASH_SECONDS else []
            if failing or passed > seconds:
                self._give_up(failing or waiting, passed)
            time.sleep(0.1)

    def _give_up(self, names: list[str], seconds: float) -> None:
        path = self.places.log / f"{names[0]}.log"
        said = path.read_text(errors="replace").strip().splitlines()[-1:] if path.exists() else []
        raise NotStartedError(
            f"not ready after {seconds:.0f} s: {' '.join(names)}. {names[0]} says: {' '.join(said)[-300:]}",
            f"Read its log: ./cmms logs {names[0]} ({path})",
        )

    # Stopping

    def stop_process(self, *names: str) -> None:
        """Stop processes gracefully and wait until they are gone."""
        self.supervisor.stop(*names)

    def stop(self) -> None:
        """Take everything down: the door first, then the services, the servers last. Data stay."""
        with self._alone():
            if self.supervisor.is_running:
                self.supervisor.stop(processes.GATEWAY)
                self.supervisor.stop(*processes.SERVICE_PROCESSES)
                servers = ("mailbox", "smsc", "rabbitmq", "radosgw", "postgres")
                self.supervisor.stop(*servers)
                self.supervisor.stop("ceph-osd", "ceph-mon", "epmd")
                self.supervisor.shut_down()
            end_processes(find_processes(self.places))

    def remove(self) -> None:
        """Take everything down and delete every trace: databases, objects, secrets, logs."""
        with self._alone():
            end_processes(find_processes(self.places))
            folders = [self.places.folder, self.places.sockets]
            if self.places.token in self.places.postgres.parts:
                folders.append(self.places.postgres.parent)
            for folder in folders:
                shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep a second start or stop of the same instance waiting."""
        self.places.folder.parent.mkdir(parents=True, exist_ok=True)
        with self.places.folder.with_suffix(".lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say("another start or stop is under way; waiting for it")
                fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _answers(url: str) -> bool:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
