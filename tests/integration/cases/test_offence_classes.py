"""Bailable, cognizable, compoundable: each class says where it is from, and that nobody held it against the gazette yet."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from services.cases import api
from services.cases.models import Offence
from services.cases.schemas.procedure import OffenceRow
from tests.conftest import make_actor
from tests.integration.cases.asking import ask
from tests.integration.cases.desk import desk


def offences(act: str) -> dict[str, dict[str, Any]]:
    """Give the offences of an act by their sections."""
    rows = ask(api.list_offences, make_actor("cases.read"), query={"act": act, "limit": 200})
    assert OffenceRow(many=True).validate(rows) == {}
    return {row["section"]: row for row in rows}


@pytest.mark.parametrize(
    ("section", "is_bailable", "is_cognizable"),
    [("302", False, True), ("147", True, True), ("186", True, False), ("392", False, True), ("427", True, False)],
)
def test_what_the_schedule_is_known_to_say_is_recorded(section: str, is_bailable: bool, is_cognizable: bool) -> None:  # noqa: FBT001 - a table's columns
    """With its source, and marked as not confirmed."""
    row = offences("ppc")[section]
    assert (row["is_bailable"], row["is_cognizable"]) == (is_bailable, is_cognizable)
    assert row["classes_source"].startswith("CrPC Sch. II")
    assert row["are_classes_confirmed"] is False


def test_who_compounds_is_named_with_the_section() -> None:
    """As CrPC s.345 has it: by themselves, or with the court's permission."""
    rows = offences("ppc")
    assert "permission" in rows["302"]["compoundable_by"]
    assert "345(2)" in rows["302"]["classes_source"]
    assert (rows["506"]["compoundable_by"], rows["392"]["compoundable_by"]) == ("the person intimidated", None)


def test_what_is_not_known_stays_open() -> None:
    """Neither yes nor no: the trial says that it is unknown."""
    for act, section in (("ppc", "384"), ("ppc", "471"), ("ppc", "34"), ("ata", "11G"), ("foreigners", "14")):
        row = offences(act)[section]
        assert {row[name] for name in ("is_bailable", "is_cognizable", "compoundable_by", "classes_source")} == {None}


def test_terrorism_punished_with_more_than_three_years_is_not_bailable() -> None:
    """ATA s.21D; membership of a proscribed organisation, six months, is left open."""
    rows = offences("ata")
    grave = [row for row in rows.values() if (row["most_months"] or 0) > 36 or row["is_life"] or row["is_death"]]
    assert {row["is_bailable"] for row in grave if not row["is_vicarious"]} == {False}
    assert rows["11F(2)"]["is_bailable"] is None


def test_a_class_without_a_source_is_refused_by_the_database() -> None:
    """Nobody fills one in without saying from where."""
    with desk() as session, pytest.raises(DBAPIError, match="classes_have_source"):
        session.execute(sa.update(Offence).where(Offence.section == "34").values(is_bailable=True))
