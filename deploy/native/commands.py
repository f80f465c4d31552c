"""What `./cmms COMMAND` does, once its environment is there."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Final

from deploy.native import processes
from deploy.native.commands_at_hand import print_commands, read_command
from deploy.native.failures import NotSetUpError, SetUpError
from deploy.native.instance import Instance
from deploy.native.places import PARTIES, ROOT
from deploy.native.progress import say, seconds_so_far
from deploy.native.supervisor import ALIVE

INTERRUPTED: Final = 130
BENCHES: Final = ("gateway", "cases", "roster", "web")


def bring_up(_arguments: argparse.Namespace) -> int:
    """Start everything, unless it runs; say where it is and who may sign in."""
    instance = Instance.of("main")
    if instance.is_up:
        print(f"It is up already: {instance.places.public_url}")
        return 0
    try:
        instance.start()
    except BaseException:
        say("stopping what was started; the logs stay")
        instance.stop()
        raise
    say(f"ready after {seconds_so_far():.0f} s")
    print(f"\n  {instance.places.public_url}\n")
    _print_logins(instance)
    return 0


def _print_logins(instance: Instance) -> None:
    path = instance.places.demo_logins
    if not path.exists():
        return
    print(f"Demonstration logins (password for all: {instance.places.secrets['demo_password']}):")
    for line in _list_logins(json.loads(path.read_text())):
        print(f"  {line}")


def _list_logins(found: object) -> list[str]:
    logins = found.get("logins", found) if isinstance(found, dict) else found
    if isinstance(logins, dict):
        return [f"{name}: {what}" for name, what in logins.items()]
    if isinstance(logins, list):
        return [
            "  ".join(str(value) for value in row.values()) if isinstance(row, dict) else str(row) for row in logins
        ]
    return [str(logins)]


def take_down(_arguments: argparse.Namespace) -> int:
    """Stop everything."""
    instance = Instance.of("main")
    was_up = instance.supervisor.is_running
    instance.stop()
    print("It is down; the data are kept." if was_up else "It was not running.")
    return 0


def show_status(_arguments: argparse.Namespace) -> int:
    """Print one line a process; status 1 unless all are ready."""
    instance = Instance.of("main")
    ready = True
    for name, state in instance.states().items():
        is_ready = state.state in ALIVE and instance.is_ready(name)
        ready = ready and is_ready
        since = f"{time.time() - state.started_at:8.0f} s" if state.pid else ""
        print(
            f"{name:24} {state.state.lower():10} {'ready' if is_ready else 'not ready':10} {state.pid or '':>8} {since}"
        )
    print(f"\n{instance.places.public_url}")
    return 0 if ready else 1


def show_logs(arguments: argparse.Namespace) -> int:
    """Show the end of one log or of all, and what comes, if asked to."""
    folder = Instance.of("main").places.log
    found = sorted(folder.glob("*.log")) if arguments.name is None else [folder / f"{arguments.name}.log"]
    if not found or not found[0].exists():
        names = " ".join(sorted(path.stem for path in folder.glob("*.log")))
        raise NotSetUpError("there is no such log.", f"One of: {names}" if names else "Start the platform: ./cmms up")
    lines = "200" if arguments.name else "10"
    command = ["tail", "-n", lines, *(["-F"] if arguments.follow else []), *(str(path) for path in found)]
    return subprocess.run(command, check=False).returncode


def restart(arguments: argparse.Namespace) -> int:
    """Restart one process and wait until it can work."""
    instance = Instance.of("main")
    known = instance.states()
    if arguments.name not in known:
        raise NotSetUpError(f"there is no process {arguments.name}.", f"One of: {' '.join(known)}")
    instance.stop_process(arguments.name)
    instance.start_process(arguments.name)
    print(f"{arguments.name} is ready, pid {instance.process_pid(arguments.name)}")
    return 0


def reset(arguments: argparse.Namespace) -> int:
    """Delete everything, after asking."""
    instance = Instance.of("main")
    if not arguments.yes:
        print(f"This deletes every case, file, account and message of this instance ({instance.places.folder}).")
        if input("Type `delete` to go on: ").strip() != "delete":
            print("Nothing was deleted.")
            return 1
    instance.stop()
    instance.remove()
    print("Everything was deleted. `./cmms up` begins anew.")
    return 0


def _run_for(party: str, words: list[str]) -> int:
    places = Instance.of("main").places
    if not Instance.of("main").supervisor.is_running:
        raise NotSetUpError("the platform is not running.", "Start it: ./cmms up")
    environment = processes.give_party_environment(places, party)
    return subprocess.run([sys.executable, "-m", *words], env=environment, cwd=ROOT, check=False).returncode


def look_after_accounts(arguments: argparse.Namespace) -> int:
    """Hand over to the gateway's accounts."""
    return _run_for("gateway", ["gateway.accounts.cli", "user", *arguments.rest])


def look_at_events(arguments: argparse.Namespace) -> int:
    """List or replay the parked events of one service or of all."""
    if arguments.number and not arguments.service:
        raise NotSetUpError("a number alone does not say whose event is meant.", "Add --service NAME.")
    options = [*([arguments.number] if arguments.number else []), *(["--json"] if arguments.json else [])]
    chosen = [arguments.service] if arguments.service else list(PARTIES)
    return max(_run_for(party, ["services.common.events_cli", party, arguments.what, *options]) for party in chosen)


def check_audit(arguments: argparse.Namespace) -> int:
    """Check the audit trail of one service or of all."""
    chosen = [arguments.service] if arguments.service else list(PARTIES)
    return max(_run_for(party, ["services.common.audit_cli", party, "verify"]) for party in chosen)


def show_demonstration(arguments: argparse.Namespace) -> int:
    """Hand over to the demonstration, telling it where the gateway is."""
    instance = Instance.of("main")
    environment = os.environ | processes.give_party_environment(instance.places, "gateway")
    return subprocess.run(
        [sys.executable, "-m", "deploy.demo", *arguments.rest], env=environment, cwd=ROOT, check=False
    ).returncode


def run_tests(arguments: argparse.Namespace) -> int:
    """Run the checks and the tests."""
    from deploy.native.testing import run

    return run(arguments.rest)


def measure(arguments: argparse.Namespace) -> int:
    """Hand over to a measurement."""
    names = [name for name in BENCHES if (ROOT / "tests/load" / f"{name}.py").exists()]
    if not arguments.rest or arguments.rest[0] not in names:
        raise NotSetUpError("this measurement does not exist.", f"One of: {' '.join(names)}")
    name, *rest = arguments.rest
    return subprocess.run([sys.executable, "-m", f"tests.load.{name}", *rest], cwd=ROOT, check=False).returncode


COMMANDS: Final[dict[str, Callable[[argparse.Namespace], int]]] = {
    "up": bring_up, "down": take_down, "status": show_status, "logs": show_logs, "restart": restart, "reset": reset,
    "user": look_after_accounts, "events": look_at_events, "audit": check_audit, "demo": show_demonstration,
    "test": run_tests, "bench": measure,
}  # fmt: skip


def main() -> None:
    """Run one command; a failure with a name is printed, not traced."""
    arguments = read_command(sys.argv[1:])
    if not arguments.command:
        print_commands()
        return
    try:
        sys.exit(COMMANDS[arguments.command](arguments))
    except SetUpError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
