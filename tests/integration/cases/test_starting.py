"""The cases service starts with all that it needs, or not at all: without the vault's keys no witness could be protected."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from cryptography.fernet import Fernet

from services.cases.settings import require_vault_keys

EXPORTER = "services.cases.workers.exporter"
KEY = Fernet.generate_key().decode()


@pytest.mark.parametrize("keys", [None, "", " , ", "no-key", f"{KEY},short", KEY[:-2]], ids=["none", "empty", "commas", "word", "one-short", "cut"])  # fmt: skip
def test_missing_or_malformed_keys_are_refused_by_name(keys: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The setting is named, and no key is told."""
    monkeypatch.delenv("CMMS_VAULT_KEYS", raising=False)
    if keys is not None:
        monkeypatch.setenv("CMMS_VAULT_KEYS", keys)
    with pytest.raises(SystemExit) as stopped:
        require_vault_keys()
    assert "CMMS_VAULT_KEYS" in str(stopped.value)
    assert KEY not in str(stopped.value)


@pytest.mark.parametrize("keys", [KEY, f"{KEY}, {Fernet.generate_key().decode()}"], ids=["one", "two"])
def test_keys_that_are_keys_are_taken(keys: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One, or several with the newest first."""
    monkeypatch.setenv("CMMS_VAULT_KEYS", keys)
    require_vault_keys()


@pytest.mark.parametrize(
    "module", [("services.common.run", "cases", "answers"), ("services.common.run", "cases", "listens"), (EXPORTER,)]
)
def test_the_process_ends_before_it_takes_anything_up(module: tuple[str, ...]) -> None:
    """Whoever opens the vault: calls, events, the worker; with everything else in place, the message is the last line."""
    given = {name: value for name, value in os.environ.items() if not name.startswith("CMMS_")}
    given |= {
        "CMMS_DATABASE_URL": "postgresql://cases:x@127.0.0.1:1/cases", "CMMS_AMQP_URL": "amqp://cases:x@127.0.0.1:1/",
        "CMMS_ACTOR_PUBLIC_KEYS": "{}", "CMMS_ACTOR_PRIVATE_KEY": "A" * 43 + "=",
    }  # fmt: skip
    command = [sys.executable, "-m", *module]
    done = subprocess.run(command, env=given, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "CMMS_VAULT_KEYS" in done.stderr.strip().splitlines()[-1]
