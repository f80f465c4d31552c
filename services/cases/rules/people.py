"""The people of a file: the closed words they are described with, and what their ranks mean (ATA s.19(1))."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

PERSON_KINDS: Final = (
    "complainant", "victim", "legal_heir", "witness", "accused", "investigating_officer", "jit_member", "surety",
)  # fmt: skip
WITNESS_KINDS: Final = ("fact", "formal", "official")
RANKS: Final = ("constable", "head_constable", "asi", "si", "inspector", "dsp", "sp", "ssp", "dig", "other")
RANKED_KINDS: Final = ("investigating_officer", "jit_member")
PROTECTION_LAWS: Final = ("ata_21aa", "swpa_2013", "court_order")
MEASURES: Final = (
    "pseudonym", "screen", "voice_modulation", "live_link", "mask", "in_camera", "screened_identification", "relocation",
)  # fmt: skip
RECUSAL_GROUNDS: Final = ("investigated", "relative", "witness", "represented_party", "interest", "other")

_TERRORISM_OFFICER: Final = "inspector"
_TEAM_HEAD: Final = "sp"
_TEAM_SIZE: Final = 5
_QUORUM: Final = 3


def is_at_least(rank: str | None, wanted: str) -> bool:
    """Tell whether a rank of the police is as high as another; one that is not of the police cannot be compared."""
    return rank is not None and rank != "other" and RANKS.index(rank) >= RANKS.index(wanted)


def check_officer(rank: str | None, *, is_terrorism: bool) -> list[str]:
    """Give what is wrong with an investigating officer: a terrorism case wants an inspector or above (ATA s.19(1))."""
    return ["officer_below_inspector"] if is_terrorism and not is_at_least(rank, _TERRORISM_OFFICER) else []


def check_team(ranks: Collection[str | None]) -> list[str]:
    """Give what is wrong with a joint investigation team: five members, one of them SP or above, quorum three (ATA s.19(1))."""
    if not ranks:
        return []
    wrong = [] if any(is_at_least(rank, _TEAM_HEAD) for rank in ranks) else ["team_without_head"]
    if len(ranks) < _QUORUM:
        return [*wrong, "team_below_quorum"]
    return [*wrong, "team_incomplete"] if len(ranks) < _TEAM_SIZE else wrong
