"""What `./cmms` does before its environment exists: read the command, install what it needs. Standard library only."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Final

from deploy.native.failures import NotSetUpError, SetUpError
from deploy.native.packages import require_packages
from deploy.native.virtual_environment import ROOT, require_python, require_virtual_environment

COMMANDS: Final = {
    "up": "set up what is missing and start everything",
    "down": "stop everything; data stay",
    "status": "say what runs",
    "logs": "show logs: logs [PROCESS] [-f]",
    "restart": "restart a process: restart PROCESS",
    "reset": "stop everything and delete all data: reset [--yes]",
    "user": "look after accounts: user add|list|disable|password …",
    "events": "events that could not be handled: events parked | events replay [NUMBER] [--service NAME]",
    "audit": "check that nobody changed the audit trail: audit verify [SERVICE]",
    "demo": "carry a published case from FIR to verdict: demo [--json] [--file PDF]",
    "test": "run the checks and tests: test [unit|integration|client|journeys|browser|faults|all|pytest's own arguments]",
    "bench": "measure: bench gateway, bench cases, bench roster, bench web",
}

HANDED_ON: Final = ("user", "demo", "test", "bench")


def read_command(words: list[str]) -> argparse.Namespace:
    """Read the command line; what belongs to another program is handed on as it is."""
    if words and words[0] in HANDED_ON:
        return argparse.Namespace(command=words[0], rest=words[1:])
    return _make_parser().parse_args(words)


def _make_parser() -> argparse.ArgumentParser:
    """Describe the command line."""
    parser = argparse.ArgumentParser(prog="./cmms", add_help=True, description="Case Management and Monitoring System")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, says in COMMANDS.items():
        _ARGUMENTS.get(name, _take_nothing)(commands.add_parser(name, help=says, description=says))
    return parser


def _take_nothing(_command: argparse.ArgumentParser) -> None:
    """Let a command stand alone."""


def _take_logs(command: argparse.ArgumentParser) -> None:
    command.add_argument("name", nargs="?")
    command.add_argument("-f", "--follow", action="store_true")


def _take_name(command: argparse.ArgumentParser) -> None:
    command.add_argument("name")


def _take_yes(command: argparse.ArgumentParser) -> None:
    command.add_argument("--yes", action="store_true", help="do not ask")


def _take_events(command: argparse.ArgumentParser) -> None:
    command.add_argument("what", choices=("parked", "replay"))
    command.add_argument("number", nargs="?")
    command.add_argument("--service")
    command.add_argument("--json", action="store_true")


def _take_audit(command: argparse.ArgumentParser) -> None:
    command.add_argument("what", choices=("verify",))
    command.add_argument("service", nargs="?")


_ARGUMENTS: Final = {
    "logs": _take_logs, "restart": _take_name, "reset": _take_yes, "events": _take_events, "audit": _take_audit,
}  # fmt: skip


def print_commands() -> None:
    """Print one line a command."""
    print("Case Management and Monitoring System. Commands of ./cmms:\n")
    for name, says in COMMANDS.items():
        print(f"  {name:8} {says}")


def prepare(words: list[str]) -> Path:
    """Give the interpreter that runs the command, having installed whatever it needs; end here when nothing is to be run."""
    if not words:
        print_commands()
        sys.exit(0)
    command = read_command(words).command
    try:
        require_python()
        return _install_for(command)
    except SetUpError as error:
        sys.exit(str(error))


def _install_for(command: str) -> Path:
    interpreter = ROOT / ".venv/bin/python"
    if command in ("up", "test", "bench"):
        require_packages(for_tests=command in ("test", "bench"))
        return require_virtual_environment(development=command != "up")
    if not interpreter.exists():
        raise NotSetUpError("the platform was never set up here.", "Set it up and start it: ./cmms up")
    return interpreter
