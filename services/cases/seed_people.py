"""Demonstration data: the people of a file, a protected witness among them, and an absconder who was proclaimed. All are invented."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from services.cases.clients.vault import open_vault
from services.cases.models import Accused, CustodySpell
from services.cases.schemas.absconding import NewAbsconderStep
from services.cases.schemas.persons import NewPerson, NewRecusal
from services.cases.schemas.vault import NewProtected
from services.cases.seed_steps import Desk, Step, day, loaded, person
from services.cases.usecases.absconding import record_absconder_step
from services.cases.usecases.conflicts import recuse_prosecutor
from services.cases.usecases.persons import add_person
from services.cases.usecases.witnesses import add_protected_witness
from services.common.ids import seed_id


def has_people(ago: int) -> Step:
    """Enter who complained, who investigates, a joint team that lacks a member, and a child who saw it; recuse a kinsman."""

    def step(desk: Desk) -> None:
        complainant = {"kind": "complainant", "witness_kind": "fact", "name": "Haji Anwar Memon", "gender": "male"}
        officer = {
            "kind": "investigating_officer",
            "witness_kind": "official",
            "rank": "inspector",
            "since_on": day(ago),
        }
        team = ({"rank": "sp", "agency": "CTD"}, {"rank": "dsp", "agency": "CTD"}, {"rank": "other", "agency": "FIA"})
        child = {"kind": "witness", "witness_kind": "fact", "name": "Bilal Anwar", "is_child": True}
        members = ({"kind": "jit_member", "name": f"Member {place}", **one} for place, one in enumerate(team, 1))
        people: list[dict[str, Any]] = [complainant, {**officer, "name": "Inspector S. Rind"}, *members, child]
        for one in people:
            add_person(desk.session, person("clerk"), desk.case_id, loaded(NewPerson, **one))
        kin = loaded(NewRecusal, prosecutor_id=str(seed_id("account:prosecutor3")), ground="relative")
        recuse_prosecutor(desk.session, person("supervisor", "cases.assign"), desk.case_id, kin)

    return step


def protects_a_witness(ago: int) -> Step:
    """Enter a witness whom the court lets appear as PW-A, whose identity the case's lead may ask to open."""

    def step(desk: Desk) -> None:
        order = {
            "name": "Nobody Invented", "law": "ata_21aa", "order_reference": "ATC-II, order on the application for anonymity",
            "ordered_on": day(ago), "measures": ["pseudonym", "screen", "voice_modulation"],
            "opener_ids": [str(seed_id(f"account:{desk.story.team[0]}"))],
        }  # fmt: skip
        actor = person("supervisor", "cases.protect")
        add_protected_witness(desk.session, actor, desk.case_id, loaded(NewProtected, **order), vault=open_vault())

    return step


def proclaims_the_absconder(*ago: int) -> Step:
    """Issue a warrant against the absconder, publish the proclamation and declare them one, so many days ago each."""

    def step(desk: Desk) -> None:
        hidden = sa.select(Accused.id).join(CustodySpell, CustodySpell.accused_id == Accused.id)
        accused_id = desk.session.scalars(
            hidden.where(Accused.case_id == desk.case_id, CustodySpell.state == "absconding")
        ).one()
        names = ("warrant_issued", "proclamation_published", "declared_absconder")
        for name, days in zip(names, ago, strict=True):
            body = loaded(NewAbsconderStep, step=name, taken_on=day(days))
            record_absconder_step(desk.session, person("clerk"), desk.case_id, accused_id, body, None)

    return step
