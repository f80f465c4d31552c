"""Demonstration data: exhibits of a case, one chain of custody whole, one with the gaps that acquittals were grounded on."""

from __future__ import annotations

from typing import Any

from services.cases.schemas.exhibits import NewExhibit
from services.cases.schemas.persons import NewPerson
from services.cases.seed_steps import Desk, Step, day, loaded, person
from services.cases.usecases.exhibits import enter_exhibit
from services.cases.usecases.persons import add_person


def recovers(ago: int) -> Step:
    """Recover a pistol, whose chain is whole, and empties, of which no entry says where they were for four days."""

    def step(desk: Desk) -> None:
        officer, keeper, carrier = (_custodian(desk, name) for name in ("S. Rind", "M. Channa", "K. Bhatti"))
        seized = {"step": "seized", "happened_on": day(ago), "person_id": officer, "reference": "Memo of recovery"}
        sealed = {"step": "sealed", "happened_on": day(ago), "person_id": officer, "seal_impression": "S.R."}
        kept = {"step": "malkhana_in", "happened_on": day(ago), "person_id": keeper, "register_entry": "61"}
        sent = {"step": "malkhana_out", "happened_on": day(ago - 4), "carrier_id": carrier, "road_certificate": "19/21"}
        received = {"step": "laboratory_received", "happened_on": day(ago - 4), "seal_impression": "S.R."}
        _enter(desk, "weapon", "A pistol of 9 mm", "1", [seized, sealed, kept, sent, received])
        _enter(desk, "empties", "Five crime empties of 9 mm", "2", [seized, sealed, received])

    return step


def _custodian(desk: Desk, name: str) -> str:
    body = loaded(NewPerson, kind="witness", witness_kind="official", name=name, is_custodian=True)
    return str(add_person(desk.session, person("clerk"), desk.case_id, body).id)


def _enter(desk: Desk, nature: str, description: str, parcel: str, custody: list[dict[str, Any]]) -> None:
    body = loaded(
        NewExhibit, series="material", nature=nature, description=description, parcel_number=parcel, custody=custody
    )
    enter_exhibit(desk.session, person("clerk"), desk.case_id, body)
