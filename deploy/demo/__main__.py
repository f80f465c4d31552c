"""`./cmms demo [--json] [--file PDF]`: carry the published case through the running platform, saying each step."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

from deploy.demo.client import RefusedError
from deploy.demo.story import tell_story
from deploy.demo.world import StepFailedError, World
from deploy.native.instance import Instance


def print_step(step: dict[str, Any]) -> None:
    """Print a step for people."""
    facts = {name: value for name, value in step.items() if name not in ("step", "what", "look")}
    print(f"{step['step']:3}. {step['what']}\n     look at {step['look']}", flush=True)
    for name, value in facts.items():
        print(f"     {name}: {_say(value)}", flush=True)


def print_json(step: dict[str, Any]) -> None:
    """Print a step for programs: one JSON object a line."""
    print(json.dumps(step, default=str, ensure_ascii=False), flush=True)


def _say(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {one}" for name, one in value.items())
    return ", ".join(str(one) for one in value) if isinstance(value, list) else str(value)


def main() -> None:
    """Read the command line and tell the story; end with status 1 at the first step that fails."""
    parser = argparse.ArgumentParser(prog="./cmms demo", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--json", action="store_true", help="one JSON object a step")
    parser.add_argument("--file", type=Path, help="a PDF to use as the police report")
    arguments = parser.parse_args()
    if arguments.file is not None and not arguments.file.is_file():
        parser.error(f"there is no file {arguments.file}")
    instance = Instance.of_tests() if "CMMS_TEST_INSTANCE" in os.environ else Instance.of("main")
    if not instance.supervisor.is_running:
        sys.exit("The platform is not running. Start it: ./cmms up")
    world = World(instance, print_json if arguments.json else print_step)
    try:
        world.sign_in()
        tell_story(world, arguments.file)
    except (StepFailedError, RefusedError) as failed:
        sys.exit(f"Step {world.steps + 1} failed: {failed}")
    print_json({"done": True, "steps": world.steps}) if arguments.json else print("\nAll steps done.")


if __name__ == "__main__":
    main()
