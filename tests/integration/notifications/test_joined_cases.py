"""Cases that are joined to a hearing: their people are told of it, once."""

from __future__ import annotations

import uuid

from sqlalchemy.orm import Session

from services.notifications.models import Hearing
from services.notifications.usecases import hearings
from services.notifications.usecases.case_recipients import link_recipient
from services.scheduling.events import HearingCasesChanged, HearingVacated
from tests.integration.notifications.factories import COURT, KEEPER, heard, hearing, make_account, make_person
from tests.integration.notifications.test_tellings import told, waiting


def test_those_of_a_joined_case_are_told_once_and_of_the_merged_hearing_nothing(session: Session) -> None:
    """Who comes with the joined case hears of its hearing; who knew of it, and who expected the merged one, hears no second time."""
    prosecutor, officer, added = make_account(session), make_person(session), uuid.uuid4()
    event = hearing(prosecutor_ids=[prosecutor[0]])
    other = hearing(case_id=added, prosecutor_ids=[prosecutor[0]])
    for one in (event, other):
        hearings.hear_scheduled(session, heard(one))
    link_recipient(session, KEEPER, added, officer, "officer")
    before = told(session, "hearing_scheduled")
    merged = HearingVacated(
        hearing_id=other.hearing_id, case_id=added, court_id=COURT, starts_at=other.starts_at, reason="merged",
        prosecutor_ids=[prosecutor[0]], merged_into_id=event.hearing_id,
    )  # fmt: skip
    changed = HearingCasesChanged(
        hearing_id=event.hearing_id, case_id=event.case_id, court_id=COURT, starts_at=event.starts_at,
        ends_at=event.ends_at, prosecutor_ids=[prosecutor[0]], joined_case_ids=[added], added_case_ids=[added],
    )  # fmt: skip
    hearings.hear_vacated(session, heard(merged))
    hearings.hear_cases_changed(session, heard(changed))

    assert told(session, "hearing_vacated") == []
    assert told(session, "hearing_scheduled") == sorted([*before, (officer, "sms")])
    assert session.get_one(Hearing, event.hearing_id, populate_existing=True).joined_case_ids == [added]
    assert waiting(session, other.hearing_id) == {}
