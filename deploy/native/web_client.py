"""The web client's build: Node where the machine has none new enough, the packages of its lock, the build. Quick when nothing changed."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from deploy.native.failures import InstallFailedError
from deploy.native.places import ROOT
from deploy.native.progress import say

WEB: Final = ROOT / "gateway/web"
NODE_LOCK: Final = ROOT / "requirements-node.lock"
OLDEST_NODE: Final = (22, 22)
_SOURCES: Final = (
    "src",
    "build",
    "public",
    "made",
    "index.html",
    "vite.config.ts",
    "postcss.config.mjs",
    "package-lock.json",
)


def build_client() -> None:
    """Bring the client's build to what its sources and the services' declarations say."""
    describe()
    stamp = WEB / "dist/.built"
    wanted = hash_sources()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    install_packages()
    say("building the web client")
    run_node("npm", "run", "--silent", "build")
    stamp.write_text(wanted)


def describe() -> None:
    """Write what the client is built from, out of the declarations, in a process of its own: it loads all services."""
    command = [sys.executable, "-m", "deploy.describe_client"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise InstallFailedError(
            f"the declarations cannot be read: {done.stderr.strip()[-400:]}", "Mend what it names."
        )


def install_packages() -> None:
    """Install the client's packages as its lock says, unless they are there."""
    stamp = WEB / "node_modules/.installed"
    lock = hashlib.sha256((WEB / "package-lock.json").read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == lock:
        return
    say("installing the web client's packages")
    run_node("npm", "ci", "--no-progress")
    stamp.write_text(lock)


def run_node(program: str, *arguments: str) -> None:
    """Run a program of Node's in the client's folder; say its last words when it fails."""
    folder = find_node()
    environment = os.environ | {"PATH": f"{folder}:{os.environ.get('PATH', '')}"}
    done = subprocess.run(
        [str(folder / program), *arguments], cwd=WEB, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        last = " ".join((done.stdout + done.stderr).strip().splitlines()[-6:])
        raise InstallFailedError(
            f"`{program} {' '.join(arguments)}` failed: {last}",
            "See that the npm registry can be reached, and try again.",
        )


def find_node() -> Path:
    """Give the folder of Node's programs: the machine's when it is new enough, else our own from PyPI."""
    own = shutil.which("node")
    if own and read_version(own) >= OLDEST_NODE:
        return Path(own).parent
    home = ROOT / ".run/node"
    stamp = home / ".installed"
    lock = NODE_LOCK.read_text()
    if not stamp.exists() or stamp.read_text() != lock:
        say("installing Node.js for the web client")
        shutil.rmtree(home, ignore_errors=True)
        home.parent.mkdir(exist_ok=True)
        _run([sys.executable, "-m", "venv", str(home)])
        pip = [str(home / "bin/python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        _run([*pip, "--require-hashes", "-r", str(NODE_LOCK)])
        stamp.write_text(lock)
    return home / "bin"


def read_version(node: str) -> tuple[int, int]:
    """Give major and minor of a node program; (0, 0) when it does not say."""
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)\.(\d+)", said)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def hash_sources() -> str:
    """Give a hash of everything the build is made from."""
    digest = hashlib.sha256()
    for path in _list_sources():
        digest.update(str(path.relative_to(WEB)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _list_sources() -> Iterator[Path]:
    for name in _SOURCES:
        path = WEB / name
        yield from (sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else (path,))


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        last = " ".join(done.stderr.strip().splitlines()[-3:])
        raise InstallFailedError(
            f"`{' '.join(command[:4])}` failed: {last}", "See that PyPI can be reached, and try again."
        )
