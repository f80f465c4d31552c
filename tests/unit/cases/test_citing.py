"""How a provision is named where there is room for it alone."""

from __future__ import annotations

import pytest

from services.cases.rules.citing import name_provision


@pytest.mark.parametrize(
    ("source", "provision"),
    [
        ("ATA s.19(7)", "ATA s.19(7)"),
        ("CrPC ss.61, 167(1); dated from the service's start", "CrPC ss.61, 167(1)"),
        ("CrPC s.167(2); SCCR 4.3; dated from the service's start", "CrPC s.167(2)"),
        ("ATA s.19(1) second proviso as substituted by Act VI of 2014", "ATA s.19(1) second proviso"),
        ("Limitation Act 1908 art.150, before the Limitation (Amendment) Act 2023; dated from the service's start", "Limitation Act 1908 art.150"),
        ("Control of Narcotic Substances (Government Analysts) Rules 2001 r. 4(2), to be confirmed; x", "Control of Narcotic Substances (Government Analysts) Rules 2001 r. 4(2)"),
    ],
)  # fmt: skip
def test_a_provision_is_named_alone(source: str, provision: str) -> None:
    """Not how it came about, nor what else bears on it."""
    assert name_provision(source) == provision
