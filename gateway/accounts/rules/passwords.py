"""What a password must be: long, not the login, not one that everybody tries first (NIST SP 800-63B, 3.1.1.2)."""

from __future__ import annotations

from typing import Final

LEAST: Final = 12
MOST: Final = 200
COMMON: Final = frozenset((
    "123456789012", "1234567890123", "password1234", "passwordpassword", "qwertyuiop12", "qwertyuiop123",
    "administrator", "pakistan1234", "pakistan12345", "pakistan123456", "prosecution1", "prosecution12",
    "prosecutor123", "iloveyou1234", "welcome12345", "changeme1234", "letmein12345", "karachi12345", "sindh1234567",
))  # fmt: skip


def find_fault(password: str, login: str) -> str | None:
    """Say what is wrong with a new password, or None when it will do."""
    folded = password.casefold()
    if len(password) < LEAST:
        return f"Use at least {LEAST} characters. Several words in a row are easy to remember."
    if len(password) > MOST:
        return f"Use at most {MOST} characters."
    if len(set(folded)) < 5:
        return "Use more different characters."
    if login.casefold() in folded:
        return "Do not use your login in the password."
    if folded in COMMON:
        return "This password is one of the first that anybody tries. Choose another one."
    return None
