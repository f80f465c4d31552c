"""The Debian or Ubuntu packages that the native start stands on: find what is missing, install it. Standard library only."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Final

from deploy.native.failures import InstallFailedError, PackageMissingError
from deploy.native.progress import say

# The packages' own services would start on the machine's usual ports. We run private ones and want none of them.
_OWN_SERVICES: Final = {"rabbitmq-server": ("rabbitmq-server", "epmd.socket"), "postgresql": ("postgresql",)}


def _some(pattern: str) -> Callable[[], bool]:
    return lambda: any(Path("/").glob(pattern.lstrip("/")))


def _program(name: str) -> Callable[[], bool]:
    return lambda: shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/bin:/sbin") is not None


NEEDED: Final[dict[str, Callable[[], bool]]] = {
    "rabbitmq-server": _some("/usr/lib/rabbitmq/bin/rabbitmq-server"),
    "postgresql": _some("/usr/share/postgresql/*/extension/btree_gist.control"),
    "ceph-mon": _program("ceph-mon"),
    "ceph-osd": _program("ceph-osd"),
    "radosgw": _program("radosgw"),
    "ceph-common": _program("ceph"),
    "libmagic1": _some("/usr/lib/*/libmagic.so.1*"),
    "libpango-1.0-0": _some("/usr/lib/*/libpango-1.0.so.0*"),
    "libpangoft2-1.0-0": _some("/usr/lib/*/libpangoft2-1.0.so.0*"),
    "libharfbuzz-subset0": _some("/usr/lib/*/libharfbuzz-subset.so.0*"),
    "fonts-noto-core": _some("/usr/share/fonts/truetype/noto/NotoNaskhArabic-Regular.ttf"),
    "python3-venv": lambda: importlib.util.find_spec("ensurepip") is not None,
}

# The browser in which the tests use the web client.
NEEDED_BY_TESTS: Final[dict[str, Callable[[], bool]]] = {"chromium": _program("chromium")}


def find_missing(needed: dict[str, Callable[[], bool]] | None = None) -> list[str]:
    """Give the names of the packages that are needed and not there."""
    return [name for name, is_there in (NEEDED if needed is None else needed).items() if not is_there()]


def install_packages(missing: list[str]) -> None:
    """Install packages by apt, as root or through sudo."""
    command = "apt-get install -y --no-install-recommends " + " ".join(missing)
    if shutil.which("apt-get") is None:
        raise PackageMissingError(
            f"these packages are missing: {' '.join(missing)}, and this is neither Debian nor Ubuntu.",
            "Install what they stand for by hand, or start the platform with `docker compose up`.",
        )
    prefix = [] if os.getuid() == 0 else ["sudo"]
    if prefix and shutil.which("sudo") is None:
        raise PackageMissingError(f"these packages are missing: {' '.join(missing)}.", f"Run as root: {command}")
    say("installing Debian packages: " + " ".join(missing))
    _apt(prefix, ["update", "-qq"], command)
    _apt(prefix, ["install", "-y", "-qq", "--no-install-recommends", *missing], command)
    _keep_services_down(prefix, missing)


def _apt(prefix: list[str], arguments: list[str], by_hand: str) -> None:
    # -E would need a sudoers setting; `env` carries the one variable through sudo instead.
    command = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode:
        last = " ".join(done.stdout.strip().splitlines()[-3:])
        raise InstallFailedError(f"`apt-get {arguments[0]}` failed: {last}", f"Run by hand and see: {by_hand}")


def _keep_services_down(prefix: list[str], installed: list[str]) -> None:
    if not Path("/run/systemd/system").exists():
        return
    for package in installed:
        for unit in _OWN_SERVICES.get(package, ()):
            command = [*prefix, "systemctl", "disable", "--now", "--quiet", unit]
            subprocess.run(command, stderr=subprocess.DEVNULL, check=False)


def require_packages(*, for_tests: bool = False) -> None:
    """Install whatever is missing; say nothing when nothing is."""
    needed = NEEDED | (NEEDED_BY_TESTS if for_tests else {})
    missing = find_missing(needed)
    if not missing:
        return
    install_packages(missing)
    still = find_missing(needed)
    if still:
        raise PackageMissingError(
            f"apt installed everything, yet this is still not there: {' '.join(still)}.",
            "See what apt says: apt-get install -y " + " ".join(still),
        )
