"""What cases hears of hearings, holidays and documents, and what its timer does."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.models import Clock
from services.cases.service import CasesService
from services.common.audit import pending_entries
from services.common.events import Event, Heard
from services.common.outbox import pending_events
from services.documents.events import DocumentConfirmed
from services.scheduling.events import (
    HearingAdjourned,
    HearingCasesChanged,
    HearingHeld,
    HearingMoved,
    HearingScheduled,
    HearingVacated,
    HolidaysDeclared,
    HolidaysWithdrawn,
)
from tests.integration.cases.desk import assigned, days_ago, desk, received, registered, sealed, view

COURT = uuid.UUID("00000000-0000-7000-8000-00000000c0de")
NOON = dt.datetime(2026, 11, 20, 7, tzinfo=dt.UTC)
_service = CasesService()


def tell(session: Session, event: Event, minute: int = 0) -> None:
    """Let cases hear an event that occurred at a minute."""
    heard: Any = Heard(
        id=uuid.uuid4(), event=event, occurred_at=NOON + dt.timedelta(minutes=minute), correlation_id="", actor_id=""
    )
    getattr(_service, f"when_{event.wire_name}")(session, heard)
    session.flush()


def scheduled(case_id: uuid.UUID, hearing_id: uuid.UUID, day: int, **more: Any) -> HearingScheduled:
    """Make a hearing on a day of December."""
    starts_at = dt.datetime(2026, 12, day, 4, tzinfo=dt.UTC)
    return HearingScheduled(
        hearing_id=hearing_id, case_id=case_id, court_id=COURT, starts_at=starts_at,
        ends_at=starts_at + dt.timedelta(hours=1), prosecutor_ids=[], **more,
    )  # fmt: skip


def next_day(session: Session, case_id: uuid.UUID) -> str | None:
    """Give the day a case is heard next."""
    found: str | None = view(session, case_id)["next_hearing_at"]
    return found and found[:10]


def test_the_next_hearing_is_the_earliest_that_stands() -> None:
    """Scheduled, moved, vacated: the case always shows the next one, and its version counts each change."""
    with desk() as session:
        case_id = registered(session)
        first, second = uuid.uuid4(), uuid.uuid4()
        tell(session, scheduled(case_id, second, 9))
        tell(session, scheduled(case_id, first, 2))
        assert next_day(session, case_id) == "2026-12-02"
        moved = HearingMoved(
            hearing_id=first, case_id=case_id, court_id=COURT, starts_at=dt.datetime(2026, 12, 12, 4, tzinfo=dt.UTC),
            ends_at=NOON, prosecutor_ids=[], previous_starts_at=NOON,
        )  # fmt: skip
        tell(session, moved, 5)
        assert next_day(session, case_id) == "2026-12-09"
        vacated = HearingVacated(hearing_id=second, case_id=case_id, court_id=COURT, starts_at=NOON, reason="strike")
        tell(session, vacated, 6)
        assert next_day(session, case_id) == "2026-12-12"
        assert view(session, case_id)["version"] == 5
        told = [one["data"] for one in pending_events(session) if one["type"] == "next_hearing_changed"]
        assert [(one["hearing_id"], one["starts_at"][:10]) for one in told] == [
            (str(second), "2026-12-09"), (str(first), "2026-12-02"), (str(second), "2026-12-09"), (str(first), "2026-12-12"),
        ]  # fmt: skip
        tell(session, vacated, 7)
        assert [one["type"] for one in pending_events(session)].count("next_hearing_changed") == len(told)


def test_cases_join_a_hearing_and_leave_it() -> None:
    """A case that joined shows the hearing, one that left does not; the hearing's later moves reach those who are in it."""
    with desk() as session:
        case_id, joined, late = registered(session), registered(session), registered(session)
        hearing = uuid.uuid4()
        tell(session, scheduled(case_id, hearing, 2, joined_case_ids=[joined]))
        start = dt.datetime(2026, 12, 2, 4, tzinfo=dt.UTC)
        common: dict[str, Any] = {
            "hearing_id": hearing, "case_id": case_id, "court_id": COURT, "starts_at": start, "ends_at": start,
            "prosecutor_ids": [],
        }  # fmt: skip
        changed = HearingCasesChanged(
            **common, joined_case_ids=[late], added_case_ids=[late], removed_case_ids=[joined]
        )
        moved = HearingMoved(**{**common, "starts_at": start + dt.timedelta(days=3)}, previous_starts_at=start)
        tell(session, moved, 5)
        tell(session, changed, 4)
        found = [next_day(session, one) for one in (case_id, joined, late)]
        assert found == ["2026-12-05", None, "2026-12-05"]
        tell(session, HearingMoved(**common, previous_starts_at=start), 6)
        assert [next_day(session, one) for one in (case_id, late)] == ["2026-12-02"] * 2
        tell(session, HearingHeld(hearing_id=hearing, case_id=case_id, court_id=COURT), 9)
        tell(session, HearingCasesChanged(**common, joined_case_ids=[joined], added_case_ids=[joined]), 10)
        assert [next_day(session, one) for one in (case_id, joined, late)] == [None] * 3


def test_events_out_of_order_do_not_bring_a_hearing_back() -> None:
    """Held is heard before scheduled; an older word on a moved hearing comes late."""
    with desk() as session:
        case_id = registered(session)
        hearing = uuid.uuid4()
        tell(session, HearingHeld(hearing_id=hearing, case_id=case_id, court_id=COURT), 9)
        tell(session, scheduled(case_id, hearing, 2), 1)
        assert next_day(session, case_id) is None
        other = uuid.uuid4()
        tell(session, scheduled(case_id, other, 8), 5)
        tell(session, scheduled(case_id, other, 3), 4)
        assert next_day(session, case_id) == "2026-12-08"


def test_an_adjournment_names_the_next_day() -> None:
    """The old hearing ends and the next stands, for joined cases too; an adjournment without a day leaves none."""
    with desk() as session:
        case_id, joined = registered(session), registered(session)
        hearing, following = uuid.uuid4(), uuid.uuid4()
        tell(session, scheduled(case_id, hearing, 2, joined_case_ids=[joined]))
        assert next_day(session, joined) == "2026-12-02"
        adjourned = HearingAdjourned(
            hearing_id=hearing, case_id=case_id, court_id=COURT, cause="witness", asked_by="defence",
            next_hearing_id=following, next_starts_at=dt.datetime(2026, 12, 16, 4, tzinfo=dt.UTC),
        )  # fmt: skip
        tell(session, adjourned, 5)
        assert (next_day(session, case_id), next_day(session, joined)) == ("2026-12-16", None)
        sine_die = HearingAdjourned(
            hearing_id=following, case_id=case_id, court_id=COURT, cause="strike", asked_by="court"
        )
        tell(session, sine_die, 6)
        assert next_day(session, case_id) is None


def test_a_hearing_of_an_unknown_case_is_kept_quietly() -> None:
    """Nothing fails when the case is not known here."""
    with desk() as session:
        tell(session, scheduled(uuid.uuid4(), uuid.uuid4(), 2))
        assert pending_events(session) == []


def test_a_report_s_file_is_tied_to_the_report() -> None:
    """The confirmed police report becomes the newest report's file; a second version stays with it."""
    with desk() as session:
        case_id = registered(session)
        received(session, case_id)
        document = uuid.uuid4()
        for version in (1, 2):
            told = DocumentConfirmed(
                document_id=document, version=version, case_id=case_id, kind="police_report", sha256="ab"
            )
            tell(session, told)
        other = DocumentConfirmed(document_id=uuid.uuid4(), version=1, case_id=case_id, kind="fir", sha256="cd")
        tell(session, other)
        loose = DocumentConfirmed(document_id=uuid.uuid4(), version=1, case_id=None, kind="other", sha256="ef")
        tell(session, loose)
        stray = DocumentConfirmed(document_id=uuid.uuid4(), version=1, case_id=uuid.uuid4(), kind="fir", sha256="ef")
        tell(session, stray)
        case = view(session, case_id)
    assert case["reports"][0]["document_id"] == str(document)
    assert sorted((one["kind"], one["version"]) for one in case["documents"]) == [("fir", 1), ("police_report", 2)]


def test_a_report_file_before_any_report_waits() -> None:
    """The document shows with the case, tied to none."""
    with desk() as session:
        case_id = registered(session)
        told = DocumentConfirmed(
            document_id=uuid.uuid4(), version=1, case_id=case_id, kind="police_report", sha256="ab"
        )
        tell(session, told)
        assert len(view(session, case_id)["documents"]) == 1


def due_of(session: Session, case_id: uuid.UUID, rule_id: str) -> dt.date:
    """Give when a clock is due."""
    clocks = {clock["rule_id"]: clock["due_on"] for clock in view(session, case_id)["clocks"]}
    return dt.date.fromisoformat(clocks[rule_id])


def test_declared_holidays_move_clocks_in_working_days() -> None:
    """A weekday holiday within the period moves the working-day clock and no other; withdrawn, it moves back."""
    with desk() as session:
        case_id = registered(session, sections=[{"act": "ata", "section": "7"}])
        elsewhere = registered(session, sections=[{"act": "ata", "section": "7"}], district="sukkur")
        before, calendar = due_of(session, case_id, "ATA-INV-30"), due_of(session, case_id, "ATA-INTERIM-33")
        holiday = before - dt.timedelta(days=7)
        tell(session, HolidaysDeclared(days=[holiday], scope="district:karachi-south"))
        assert due_of(session, case_id, "ATA-INV-30") > before
        assert due_of(session, case_id, "ATA-INTERIM-33") == calendar
        assert due_of(session, elsewhere, "ATA-INV-30") == before
        assert any(entry["action"] == "clock_moved" for entry in pending_entries(session))
        tell(session, HolidaysWithdrawn(days=[holiday], scope="district:karachi-south"))
        assert due_of(session, case_id, "ATA-INV-30") == before
        tell(session, HolidaysDeclared(days=[], scope="province"))


def test_a_missed_clock_is_told_once() -> None:
    """The timer marks what has passed, tells the team and the district, and a second run finds nothing."""
    with desk() as session:
        session.execute(sa.update(Clock).where(Clock.state == "running").values(due_on=days_ago(-90)))
        case_id = registered(session, fir_on=days_ago(16))
        member = str(uuid.uuid4())
        assigned(session, case_id, member)
        session.info.clear()
        _service.miss_clocks(session)
        _service.miss_clocks(session)
        (event,) = pending_events(session)
        case = view(session, case_id)
    assert (event["type"], event["data"]["rule_id"]) == ("clock_missed", "CHALLAN-14")
    assert event["audience"] == {"users": [member], "districts": ["karachi-south"]}
    assert {clock["rule_id"]: clock["state"] for clock in case["clocks"]} == {
        "CHALLAN-14": "missed", "INTERIM-17": "running", "BAIL-497-2Y": "running",
    }  # fmt: skip
    assert case["next_due_on"] == str(days_ago(2))


def test_a_sealed_case_s_missed_clock_is_its_teams_news() -> None:
    """No district hears of it."""
    with desk() as session:
        session.execute(sa.update(Clock).where(Clock.state == "running").values(due_on=days_ago(-90)))
        sealed(session, registered(session, fir_on=days_ago(16)))
        session.info.clear()
        _service.miss_clocks(session)
        (event,) = pending_events(session)
    assert event["audience"] == {"users": [], "districts": []}
