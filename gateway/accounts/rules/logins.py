"""What a login looks like."""

from __future__ import annotations

import re
from typing import Final

PATTERN: Final = r"^[a-z0-9][a-z0-9._-]{1,58}[a-z0-9]$"
FAULT: Final = "Use 3 to 60 lower-case letters, digits, dots and hyphens."


def is_login(login: str) -> bool:
    """Tell whether a login can be given to somebody."""
    return re.fullmatch(PATTERN, login) is not None
