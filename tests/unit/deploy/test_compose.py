"""compose.yaml starts every process, with the settings that the native start gives it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from deploy.docker.secrets import give_settings, make_secrets, write_secrets
from deploy.docker.start import command_of
from deploy.native.places import PARTIES, Places
from deploy.native.processes import PROCESSES
from deploy.native.processes import give_settings as give_native_settings
from tests.guards.tree import ROOT

ENVIRONMENT = {
    "CMMS_PUBLIC_URL": "http://x", "CMMS_S3_PUBLIC_URL": "http://y", "CMMS_S3_ACCESS_KEY": "a", "CMMS_S3_SECRET_KEY": "b",
    "CMMS_SMTP_URL": "smtp://m:25", "CMMS_SMPP_URL": "smpp://a:b@s:1", "CMMS_MAIL_FROM": "m", "CMMS_SMS_FROM": "s",
}  # fmt: skip
PARTS = {"image", "secrets", "set-up", "postgres", "rabbitmq", "minio", "mailbox", "smsc", "gateway"}


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    """Give compose.yaml."""
    read: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
    return read


def test_every_process_has_its_container(compose: dict[str, Any]) -> None:
    """No process of the table is missing in compose.yaml, and none is there that the table does not know."""
    assert set(compose["services"]) - PARTS == {process.name for process in PROCESSES}


def test_processes_are_bounded_checked_and_without_rights(compose: dict[str, Any]) -> None:
    """Each process runs as nobody in particular, on a read-only file system, within limits, with a health check."""
    for process in PROCESSES:
        container = compose["services"][process.name]
        assert container["user"] == "10001"
        assert container["read_only"] is True
        assert container["cap_drop"] == ["ALL"]
        assert container["deploy"]["resources"]["limits"]
        assert container["healthcheck"]["test"][-1] == "deploy.docker.healthy"
        assert container["volumes"] == [f"secrets-{process.party}:/secrets/{process.party}:ro"]


def test_nothing_secret_has_a_default(compose: dict[str, Any]) -> None:
    """Every password comes from outside: compose refuses to start without it."""
    text = (ROOT / "compose.yaml").read_text()
    for name in ("POSTGRES_PASSWORD", "MINIO_ROOT_PASSWORD", "MINIO_ROOT_USER", "CMMS_SMPP_URL"):
        assert f"${{{name}:?" in text
    assert compose["services"]["minio"]["image"].startswith("${MINIO_IMAGE:-quay.io/minio/minio:RELEASE.2025-09-07")


@pytest.mark.parametrize("party", PARTIES)
def test_containers_get_the_same_settings_as_native_processes(party: str, tmp_path: Path) -> None:
    """The names of the settings are the same in both kinds of start, so neither can forget one."""
    native = give_native_settings(Places(tmp_path, 1, "memstore"), party)
    assert set(give_settings(make_secrets(), party, ENVIRONMENT)) == set(native)


def test_secrets_are_made_once_and_each_party_gets_its_own(tmp_path: Path) -> None:
    """A second run keeps them, and no party's file holds another's password or private key."""
    made = write_secrets(tmp_path, ENVIRONMENT)
    assert write_secrets(tmp_path, ENVIRONMENT) == made
    cases = (tmp_path / "cases/settings.json").read_text()
    assert json.loads(cases)["CMMS_ACTOR_PRIVATE_KEY"] == made["keys"]["cases"]["private"]
    others = [made["keys"][party]["private"] for party in PARTIES if party != "cases"]
    others += [made["databases"][party]["user"] for party in PARTIES if party != "cases"]
    assert not any(secret in cases for secret in others)


def test_a_role_that_nobody_knows_is_refused() -> None:
    """A misspelt role says which there are."""
    assert command_of("cases-answers")[0] == "cases"
    with pytest.raises(SystemExit, match="no role casus"):
        command_of("casus")
