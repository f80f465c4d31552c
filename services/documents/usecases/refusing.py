"""Why a file is not taken, in words; the same ones each time somebody asks."""

from __future__ import annotations

from typing import Final

from services.common.errors import Problem

_REFUSALS: Final[dict[str, tuple[str, str]]] = {
    "upload_size_differs": (
        "invalid",
        "The file that arrived has another size than announced. Send it again as a new version.",
    ),
    "upload_sha256_differs": (
        "invalid",
        "The file that arrived is not the one that was announced: its SHA-256 differs. Send it again as a new version.",
    ),
    "upload_type_differs": (
        "invalid",
        "The file is not of the type that was announced. Save it as that type, or announce its real one.",
    ),
    "upload_missing": ("conflict", "The file has not arrived yet. Send it to the store first, then confirm."),
    "upload_expired": ("gone", "The time to send this file is over. Announce it again."),
    "version_not_confirmed": ("conflict", "This version has no confirmed file."),
}


def refusal(code: str) -> Problem:
    """Give the Problem of a code."""
    kind, detail = _REFUSALS[code]
    return Problem(kind, code, detail)
