"""Nothing of one machine and no secret lies in the tree."""

from __future__ import annotations

import re

import pytest

from tests.guards.tree import ROOT, list_files

FORBIDDEN = {
    "a path of one machine": re.compile(r"/(?:home|root|Users)/[a-z]\w+/|/farm/|(?<![\w.])/work/"),
    "a registry's address": re.compile(r"\"resolved\": \"http|index-url\s*=?\s*http|registry\s*=\s*\"?http"),
    "a private key": re.compile(r"-----BEGIN (?:RSA |EC |OPENSSH )?PRIVATE KEY-----"),
    "an access key": re.compile(r"\bAKIA[0-9A-Z]{16}\b"),
}
_TEXT = (
    ".py",
    ".md",
    ".toml",
    ".yaml",
    ".yml",
    ".lock",
    ".csv",
    ".json",
    ".conf",
    ".sh",
    ".html",
    ".css",
    "cmms",
    "run",
    "Dockerfile",
)


def find_forbidden(text: str) -> list[str]:
    """Give what must not stand in the text."""
    return [name for name, pattern in FORBIDDEN.items() if pattern.search(text)]


def test_the_tree_holds_no_machine_and_no_secret() -> None:
    """No tracked text file names a path of one machine, a registry or a key."""
    texts = {path: (ROOT / path).read_text(errors="replace") for path in list_files() if path.endswith(_TEXT)}
    here = "tests/guards/test_secrets_and_places.py"
    assert {path: found for path, text in texts.items() if path != here and (found := find_forbidden(text))} == {}


@pytest.mark.parametrize(
    "text", ["/home/someone/x", '"resolved": "http://x"', "-----BEGIN PRIVATE KEY-----", "AKIAABCDEFGHIJKLMNOP"]
)
def test_the_guard_sees_what_is_forbidden(text: str) -> None:
    """Broken once for each kind."""
    assert find_forbidden(text)
