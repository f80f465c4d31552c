"""Withdrawals by the office that their punishment asks for, and sanctions that are given, refused, or deemed given."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.models import Power
from services.cases.schemas import routes
from services.cases.usecases import sanction, withdrawal
from services.common.actor import Actor
from services.common.errors import Problem
from tests.integration.cases.bench import ATA, CLERK, DPP, LEAD, OFFICE, PG, charged, filed_long_ago, first_of, reads
from tests.integration.cases.desk import days_ago, desk, filed, loaded, registered, view

EXPLOSIVES = [{"act": "ata", "section": "7"}, {"act": "explosives", "section": "4"}]


def proposed(session: Session, case_id: uuid.UUID) -> uuid.UUID:
    """Propose to withdraw the prosecution of the first accused."""
    body = loaded(routes.NewWithdrawal, reasons="The complainant's account is disproved by the records.")
    return withdrawal.propose_withdrawal(session, LEAD, case_id, first_of(session, case_id), body, None)


def approved(session: Session, actor: Actor, case_id: uuid.UUID, withdrawal_id: uuid.UUID, **changes: Any) -> None:
    """Approve a withdrawal."""
    body = loaded(routes.WithdrawalDecision, **{"is_approved": True, "note": "Agreed", **changes})
    withdrawal.decide_withdrawal(session, actor, case_id, withdrawal_id, body, None)


def consented(session: Session, case_id: uuid.UUID, withdrawal_id: uuid.UUID, *, is_consented: bool = True) -> None:
    """Record the court's answer."""
    body = loaded(routes.CourtConsent, is_consented=is_consented)
    withdrawal.record_consent(session, CLERK, case_id, withdrawal_id, body, None)


@pytest.mark.parametrize(
    ("section", "office", "actor"),
    [("379", "district_public_prosecutor", DPP), ("380", "prosecutor_general", PG), ("302", "government", OFFICE)],
)
def test_a_withdrawal_goes_to_the_office_that_its_punishment_asks_for(section: str, office: str, actor: Actor) -> None:
    """SCPSA 9-A(3)(e): theft to the DPP, theft in a dwelling to the PG, qatl to the Government; no other may approve it."""
    with desk() as session:
        case_id = filed(session, sections=[{"act": "ppc", "section": section}, {"act": "ppc", "section": "34"}])
        withdrawal_id = proposed(session, case_id)
        assert reads(session, case_id)["withdrawals"][0]["office"] == office
        for other in {DPP, PG, OFFICE} - {actor}:
            with pytest.raises(Problem) as refused:
                approved(session, other, case_id, withdrawal_id)
            assert (refused.value.code, refused.value.facts["office"]) == ("office_not_yours", office)
        approved(session, actor, case_id, withdrawal_id)
        consented(session, case_id, withdrawal_id)
        found = reads(session, case_id)["withdrawals"][0]
        assert (found["state"], found["effect"]) == ("consented", "discharge")
        assert view(session, case_id)["accused"][0]["result"]["verdict"] == "withdrawn"


def test_every_special_court_s_offence_goes_to_the_government() -> None:
    """However small its punishment; and so does an offence whose punishment is not recorded."""
    with desk() as session:
        for sections in (ATA, [{"act": "ppc", "section": "500"}]):
            case_id = filed(session, sections=sections)
            proposed(session, case_id)
            assert reads(session, case_id)["withdrawals"][0]["office"] == "government"


def test_after_the_charge_a_withdrawal_acquits() -> None:
    """CrPC 494(b); the route follows what the accused is charged with."""
    with desk() as session:
        case_id = filed(session)
        charged(session, case_id, "379")
        withdrawal_id = proposed(session, case_id)
        approved(session, DPP, case_id, withdrawal_id)
        consented(session, case_id, withdrawal_id)
        assert reads(session, case_id)["withdrawals"][0]["effect"] == "acquittal"


def test_a_withdrawal_ends_where_an_office_or_the_court_refuses() -> None:
    """No result is recorded, and another one may be proposed."""
    with desk() as session:
        case_id = filed(session, sections=[{"act": "ppc", "section": "379"}])
        refused_id = proposed(session, case_id)
        with pytest.raises(Problem) as refused:
            proposed(session, case_id)
        assert refused.value.code == "withdrawal_open"
        with pytest.raises(Problem) as refused:
            consented(session, case_id, refused_id)
        assert refused.value.code == "withdrawal_elsewhere"
        approved(session, DPP, case_id, refused_id, is_approved=False)
        with pytest.raises(Problem) as refused:
            approved(session, DPP, case_id, refused_id)
        assert refused.value.code == "withdrawal_elsewhere"
        again = proposed(session, case_id)
        approved(session, DPP, case_id, again)
        consented(session, case_id, again, is_consented=False)
        states = [one["state"] for one in reads(session, case_id)["withdrawals"]]
        assert states == ["refused", "not_consented"]
        assert view(session, case_id)["accused"][0]["result"] is None
        with pytest.raises(Problem) as refused:
            approved(session, DPP, case_id, uuid.uuid4())
    assert refused.value.code == "no_such_withdrawal"


def asked(session: Session, case_id: uuid.UUID, **changes: Any) -> uuid.UUID:
    """Ask for sanction under the Explosive Substances Act."""
    body = loaded(routes.NewSanction, **{"act": "explosives", "section": "4", **changes})
    return sanction.ask_sanction(session, LEAD, case_id, body, if_match=None)


def answered(session: Session, case_id: uuid.UUID, sanction_id: uuid.UUID, *, is_given: bool = True) -> None:
    """Record the authority's answer."""
    body = loaded(routes.SanctionAnswer, is_given=is_given, note="No. 12/2026")
    sanction.answer_sanction(session, CLERK, case_id, sanction_id, body, None)


def test_sanction_is_asked_for_and_answered_once() -> None:
    """The authority comes from the law's table; an answer is final, and another may be asked after a refusal."""
    with desk() as session:
        case_id = filed(session, sections=EXPLOSIVES)
        first = asked(session, case_id)
        with pytest.raises(Problem) as refused:
            asked(session, case_id)
        assert refused.value.code == "sanction_asked"
        answered(session, case_id, first, is_given=False)
        second = asked(session, case_id, reference="Reminder 1")
        assert [one["state"] for one in reads(session, case_id)["sanctions"]] == ["refused", "waiting"]
        answered(session, case_id, second)
        found = reads(session, case_id)["sanctions"][1]
        assert (found["state"], found["authority"]) == ("received", "government")
        for wrong, code in ((second, "sanction_answered"), (uuid.uuid4(), "no_such_sanction")):
            with pytest.raises(Problem) as refused:
                answered(session, case_id, wrong)
            assert refused.value.code == code


def test_sanction_that_is_not_received_in_thirty_days_of_the_challan_is_deemed_given() -> None:
    """ATA 19(8b): waiting on the thirtieth day, given after it; nobody types it."""
    with desk() as session:
        states = {}
        for age in (30, 31):
            case_id = filed_long_ago(session, age, sections=EXPLOSIVES)
            asked(session, case_id, asked_on=str(days_ago(age)))
            found = reads(session, case_id)["sanctions"][0]
            states[age] = (found["state"], found["deemed_after"])
    assert states == {30: ("waiting", str(days_ago(0))), 31: ("deemed_given", str(days_ago(1)))}


def test_an_offence_without_a_known_authority_asks_for_it() -> None:
    """And an unknown section is refused by field."""
    with desk() as session:
        case_id = filed(session)
        for changes, code in (
            ({"act": "ppc", "section": "302"}, "authority_missing"),
            ({"act": "nothing", "section": "4"}, "sections_unknown"),
            ({"asked_on": str(days_ago(-1))}, "day_impossible"),
        ):
            with pytest.raises(Problem) as refused:
                asked(session, case_id, **changes)
            assert refused.value.code == code
        asked(session, case_id, act="ppc", section="302", authority="Federal Government")
        assert reads(session, case_id)["sanctions"][0]["deemed_after"] is None


def test_a_report_goes_to_the_registered_case_alone() -> None:
    """A case that is not in court has no withdrawal by result, and a stranger's accused is not there."""
    with desk() as session:
        case_id, other = registered(session), registered(session)
        body = loaded(routes.NewWithdrawal, reasons="x")
        with pytest.raises(Problem) as refused:
            withdrawal.propose_withdrawal(session, LEAD, case_id, first_of(session, other), body, None)
    assert refused.value.code == "no_such_accused"


def test_an_office_whose_power_has_ended_approves_nothing() -> None:
    """Neither a new withdrawal nor one that is on its way: it is proposed anew when the law names another office."""
    with desk() as session:
        case_id = filed(session, sections=[{"act": "ppc", "section": "379"}])
        withdrawal_id = proposed(session, case_id)
        session.execute(sa.update(Power).values(valid_to=days_ago(1)))
        with pytest.raises(Problem) as refused:
            approved(session, DPP, case_id, withdrawal_id)
        assert refused.value.code == "no_office"
        with pytest.raises(Problem) as refused:
            proposed(session, filed(session))
    assert refused.value.code == "no_office"
