"""Where the demonstration plays: the people with their logins, the mailbox, the SMS centre, the steps as they are told."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from deploy.demo.client import Person
from deploy.native.instance import Instance
from deploy.native.places import PARTIES, ROOT
from deploy.native.processes import give_party_environment

LOGINS = ("clerk", "prosecutor1", "prosecutor2", "supervisor", "prosecutor-general", "trainer", "admin", "auditor")


class StepFailedError(Exception):
    """A step of the demonstration that did not end as it must."""


@dataclass
class World:
    """The platform that the demonstration plays on. `tell` gets each step as it ends."""

    instance: Instance
    tell: Callable[[dict[str, Any]], None]
    patience: float = 0.0
    people: dict[str, Person] = field(default_factory=dict)
    steps: int = 0

    def sign_in(self) -> None:
        """Sign everybody in."""
        places = self.instance.places
        for login in LOGINS:
            person = Person(places.public_url, login, places.secrets["demo_password"], self.patience)
            self.people[login] = person.sign_in()

    def say(self, what: str, look: str, **facts: Any) -> None:
        """Tell a step that was done, and where to look."""
        self.steps += 1
        self.tell({"step": self.steps, "what": what, "look": look, **facts})

    def read_messages(self, centre: str) -> list[dict[str, Any]]:
        """Give what the `mailbox` or the `smsc` holds."""
        said = self.instance.describe()
        address = said["mailbox_url"] if centre == "mailbox" else said["smsc"]
        with urllib.request.urlopen(f"{address}/messages", timeout=10) as answer:
            found: list[dict[str, Any]] = json.load(answer)
        return found

    def wait(self, what: str, check: Callable[[], Any], *, seconds: float = 30) -> Any:
        """Give what the check gives once it is true."""
        end = time.monotonic() + max(seconds, self.patience)
        while time.monotonic() < end:
            found = check()
            if found:
                return found
            time.sleep(0.2)
        raise StepFailedError(f"{what}: not within {max(seconds, self.patience):.0f} s")

    def verify_audit(self) -> list[str]:
        """Check every service's audit trail; give what was said of each."""
        said = []
        for party in PARTIES:
            command = [sys.executable, "-m", "services.common.audit_cli", party, "verify"]
            environment = give_party_environment(self.instance.places, party)
            done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
            if done.returncode:
                raise StepFailedError(f"audit verify: {done.stdout}{done.stderr}")
            said.append(done.stdout.strip())
        return said
