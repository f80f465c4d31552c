"""The native start: failures have names and remedies, a second start is quick, nothing is left behind."""

from __future__ import annotations

import json
import os
import signal
import smtplib
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import psutil
import pytest

from deploy.native import packages, postgres, virtual_environment
from deploy.native.commands_at_hand import COMMANDS
from deploy.native.failures import DiskFullError, NotSetUpError, PackageMissingError, PortTakenError, WrongPythonError
from deploy.native.instance import INFRASTRUCTURE_PARTS, Instance
from deploy.native.places import ROOT
from deploy.native.room import require_ports, require_room
from deploy.native.strays import find_processes, is_alive


@pytest.fixture(scope="module")
def running() -> Instance:
    """Give the instance that `./cmms test` started."""
    if "CMMS_TEST_INSTANCE" not in os.environ:
        pytest.skip("needs the test instance: run by ./cmms test")
    return Instance.of_tests()


@pytest.fixture(scope="module")
def small(running: Instance, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    """Give an instance of its own in a deep folder, with nothing but what a test starts."""
    instance = Instance(tmp_path_factory.mktemp("small"), running.places.base_port + 300, "memstore")
    try:
        yield instance
    finally:
        instance.stop()
        instance.remove()


def test_a_taken_port_is_named_with_its_holder() -> None:
    """Whoever starts the platform learns which port is taken, what it is for, and by whom."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(PortTakenError, match=rf"port {port} \(for PostgreSQL\) is taken by process {os.getpid()}"):
            require_ports({"PostgreSQL": port})


def test_a_free_port_passes() -> None:
    """A port nobody listens on is no reason to stop."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    require_ports({"PostgreSQL": port})


def test_a_full_disk_is_named_with_what_is_needed(tmp_path: Path) -> None:
    """Whoever starts the platform learns how much room there is and how much is needed."""
    with pytest.raises(DiskFullError, match=r"has [\d.]+ GB free; 1000000000.0 GB are needed"):
        require_room(tmp_path / "not/there/yet", 1e9)


def test_a_missing_package_is_named_when_it_cannot_be_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without root and without sudo, the one line that root must run is printed."""
    monkeypatch.setattr(os, "getuid", lambda: 1000)
    monkeypatch.setattr("shutil.which", lambda name: None if name == "sudo" else f"/usr/bin/{name}")

    with pytest.raises(
        PackageMissingError, match="Run as root: apt-get install -y --no-install-recommends radosgw"
    ) as raised:
        packages.install_packages(["radosgw"])

    assert "radosgw" in raised.value.found


def test_only_what_is_missing_is_installed() -> None:
    """A package whose programs are there is not asked for."""
    assert packages.find_missing({"there": lambda: True, "gone": lambda: False}) == ["gone"]


def test_a_wrong_python_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """An interpreter the platform was not tested on is refused, naming the ones that are."""
    monkeypatch.setattr(sys, "version_info", (3, 14, 0))

    with pytest.raises(WrongPythonError, match=r"Python 3\.11 or 3\.12 is needed"):
        virtual_environment.require_python()


def test_what_is_installed_is_not_installed_again() -> None:
    """A second start spends no time on packages."""
    began = time.monotonic()

    packages.require_packages()
    virtual_environment.require_virtual_environment(development=True)

    assert time.monotonic() - began < 1


def test_called_alone_it_prints_its_commands() -> None:
    """`./cmms` prints one line a command."""
    said = subprocess.run([str(ROOT / "cmms")], capture_output=True, text=True, check=True).stdout

    lines = [line.split()[0] for line in said.splitlines() if line.startswith("  ")]
    assert lines == list(COMMANDS)


def test_a_second_start_changes_nothing(running: Instance) -> None:
    """What runs is left alone, in less than three seconds."""
    before = {name: state.pid for name, state in running.states().items()}
    began = time.monotonic()

    running.start(INFRASTRUCTURE_PARTS)

    assert time.monotonic() - began < 3
    assert {name: state.pid for name, state in running.states().items()} == before


def test_secrets_are_private_and_kept(running: Instance) -> None:
    """Nobody else reads the secrets, and a restart finds the same ones."""
    path = running.places.folder / "secrets.json"

    assert path.stat().st_mode & 0o777 == 0o600
    assert (
        Instance(running.places.folder, running.places.base_port, "memstore").places.secrets == running.places.secrets
    )


def test_no_secret_stands_on_a_command_line(running: Instance) -> None:
    """What `ps` shows to everybody on the machine holds no password and no key."""
    secrets = running.places.secrets
    words = {secrets["postgres"], secrets["s3"]["secret_key"], *secrets["rabbitmq"].values()}
    shown = " ".join(
        Path(f"/proc/{pid}/cmdline").read_text(errors="replace")
        for pid in find_processes(running.places)
        if is_alive(pid)
    )

    assert not [word for word in words if word in shown]


def test_everything_listens_on_this_machine_only(running: Instance) -> None:
    """No process of the platform can be reached over a network."""
    addresses = {
        connection.laddr.ip
        for pid in find_processes(running.places)
        for connection in psutil.Process(pid).net_connections(kind="inet")
        if connection.status == psutil.CONN_LISTEN
    }

    assert "127.0.0.1" in addresses
    assert addresses <= {"127.0.0.1", "::1"}


def test_mail_is_shown_and_goes_nowhere(running: Instance) -> None:
    """A mail that is sent through the instance is found in its mailbox, Urdu and all."""
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = (
        "سماعت",
        "cmms@prosecution.example",
        "clerk@prosecution.example",
    )
    message.set_content("کل صبح نو بجے")
    with smtplib.SMTP("127.0.0.1", running.places.ports.smtp) as client:
        client.send_message(message)

    with urllib.request.urlopen(f"http://127.0.0.1:{running.places.ports.mailbox}/messages", timeout=5) as answer:
        last = json.loads(answer.read())[-1]
    assert (last["subject"], last["to"]) == ("سماعت", ["clerk@prosecution.example"])
    assert last["text"].strip() == "کل صبح نو بجے"


def test_what_ends_is_started_again(small: Instance) -> None:
    """The supervisor starts again whatever ends by itself."""
    small.start(("mailbox",))
    first = small.process_pid("mailbox")

    os.kill(first, signal.SIGKILL)

    end = time.monotonic() + 10
    while (small.process_pid("mailbox") in (0, first) or not small.is_ready("mailbox")) and time.monotonic() < end:
        time.sleep(0.1)
    assert small.process_pid("mailbox") not in (0, first)


def test_data_outlive_a_stop(small: Instance) -> None:
    """What was committed before `down` is there after the next `up`."""
    small.start(("postgres",))
    with postgres.connect(small.places.superuser_dsn) as cursor:
        cursor.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    small.stop()

    small.start(("postgres",))

    with postgres.connect(small.places.superuser_dsn) as cursor:
        cursor.execute("SELECT answer FROM kept")
        assert cursor.fetchone() == (42,)


def test_a_killed_supervisor_does_not_prevent_the_next_start(small: Instance) -> None:
    """Processes that a killed supervisor left behind are ended, and everything starts anew."""
    small.start(("postgres", "mailbox"))
    left = [small.process_pid("postgres"), small.process_pid("mailbox")]
    supervisor = small.supervisor.pid
    os.kill(supervisor, signal.SIGKILL)
    while is_alive(supervisor):
        time.sleep(0.05)
    assert all(is_alive(pid) for pid in left)

    small.start(("postgres", "mailbox"))

    assert not any(is_alive(pid) for pid in left)
    assert postgres.is_ready(small.places.superuser_dsn)


def test_nothing_runs_after_a_stop(small: Instance) -> None:
    """`down` leaves no process and says so when it is asked for one."""
    small.start(("postgres", "mailbox"))

    small.stop()

    assert find_processes(small.places) == []
    with pytest.raises(NotSetUpError, match="not running"):
        small.states()
