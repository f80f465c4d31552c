"""Taking in a court's cause list: the file is kept as it came, then read and matched by the worker. Nothing is scheduled by it.

Comes before `cause_lists_accepting`: a person looks at what was read, and accepts it. The same file sent in again for the same day is
the same import. A file that cannot be read, or is another court's or another day's, is refused whole, with what to do.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import Problem, forbidden, invalid, not_found
from services.common.ids import new_id
from services.scheduling.models import (
    CauseListImport,
    CauseListRow,
    CauseListSpelling,
    Court,
    Hearing,
    HearingCode,
    HearingListing,
)
from services.scheduling.rules.cause_list_matching import Match, Said, Standing, find_standing
from services.scheduling.rules.cause_list_rows import ListedRow, UnreadableList
from services.scheduling.rules.cause_list_states import AWAITING, DIFFERS, LISTED, MATCHED
from services.scheduling.rules.days import day_of, start_of, time_of
from services.scheduling.rules.purposes import recognise
from services.scheduling.usecases.placing import require_court

MOST_ATTEMPTS: Final = 3
SYSTEM: Final = Actor(id="service:scheduling")
_OVER: Final = ("vacated", "lapsed", "merged")
_TO_COME: Final = ("scheduled", "provisional")
_LONGEST_READ: Final = "SET LOCAL statement_timeout = '2min'"


def take_in_list(session: Session, actor: Actor, new: dict[str, Any], reader: dict[str, Any]) -> uuid.UUID:
    """Keep a list's file for the worker; give the import it is, which may be there already."""
    court = require_court(session, new["court_id"])
    require_district(actor, court)
    content = _read_content(new["content_base64"])
    digest = hashlib.sha256(content).hexdigest()
    same = session.scalar(
        sa.select(CauseListImport.id)
        .where(CauseListImport.court_id == court.id, CauseListImport.listed_on == new["listed_on"])
        .where(CauseListImport.sha256 == digest, CauseListImport.state.in_(("queued", "running", "read", "accepted")))
        .order_by(CauseListImport.id.desc())
        .limit(1)
    )
    if same is not None:
        return same
    kept = CauseListImport(
        id=new_id(), court_id=court.id, district=court.district, listed_on=new["listed_on"], file_name=new["file_name"],
        content=content, sha256=digest, asker=reader, created_by=actor.id,
    )  # fmt: skip
    session.add(kept)
    session.flush()
    record(
        session, actor, "cause_list_taken_in", f"cause_list_import:{kept.id}",
        court_id=court.id, listed_on=kept.listed_on, sha256=digest,
    )  # fmt: skip
    return kept.id


def require_district(actor: Actor, court: Court) -> None:
    """Refuse the lists of a court that is not in one's own districts."""
    if not actor.sees_district(court.district):
        raise forbidden("district_out_of_sight", "You keep the lists of courts in your own districts only.")


def take_import(session: Session, actor: Actor, import_id: uuid.UUID) -> CauseListImport:
    """Give an import of a court in one's districts, held until the transaction ends."""
    found = session.scalars(
        sa.select(CauseListImport).where(CauseListImport.id == import_id).with_for_update()
    ).one_or_none()
    if found is None or not actor.sees_district(found.district):
        raise no_such_import()
    return found


def no_such_import() -> Problem:
    """Say that there is no such import, or none in sight."""
    return not_found("cause_list_import_not_found", "There is no such list, or it is not in your sight.")


def claim_import(session: Session, lease_seconds: int) -> CauseListImport | None:
    """Claim the oldest list that waits, or whose worker died; one that failed too often is given up."""
    now = dt.datetime.now(dt.UTC)
    free = sa.or_(CauseListImport.state == "queued", CauseListImport.claimed_until < now)
    waiting = sa.select(CauseListImport).where(CauseListImport.state.in_(("queued", "running")), free)
    found = session.scalars(waiting.order_by(CauseListImport.id).limit(1).with_for_update(skip_locked=True)).first()
    if found is None:
        return None
    if found.attempts >= MOST_ATTEMPTS:
        found.state, found.finished_at, found.claimed_until = "failed", now, None
        record(session, SYSTEM, "cause_list_failed", f"cause_list_import:{found.id}", attempts=found.attempts)
        return None
    found.attempts += 1
    found.state, found.claimed_until = "running", now + dt.timedelta(seconds=lease_seconds)
    return found


def hand_back(session: Session, import_id: uuid.UUID) -> None:
    """End a claim early, because its worker failed and lives."""
    mine = sa.update(CauseListImport).where(CauseListImport.id == import_id, CauseListImport.state == "running")
    session.execute(mine.values(claimed_until=dt.datetime.now(dt.UTC)))


def read_court_names(session: Session) -> dict[uuid.UUID, list[str]]:
    """Give every court's names, by which a list's heading is told."""
    rows = session.execute(sa.select(Court.id, Court.name_en, Court.name_ur))
    return {row.id: [row.name_en, *([row.name_ur] if row.name_ur else [])] for row in rows}


def read_spellings(session: Session, court_id: uuid.UUID) -> dict[str, list[uuid.UUID]]:
    """Give what clerks explained of this court's spellings."""
    live = sa.select(CauseListSpelling.spelling, CauseListSpelling.case_ids).where(
        CauseListSpelling.court_id == court_id, CauseListSpelling.forgotten_at.is_(None)
    )
    return {row.spelling: list(row.case_ids) for row in session.execute(live)}


def refuse_import(session: Session, import_id: uuid.UUID, refused: UnreadableList) -> None:
    """Keep why a file is no list of this court and day."""
    kept = session.get_one(CauseListImport, import_id, with_for_update=True)
    if kept.state == "running":
        kept.state, kept.refusal_code, kept.refusal_detail = "refused", refused.code, refused.detail
        _finish(session, kept)


def keep_read(
    session: Session, import_id: uuid.UUID, rows: Sequence[ListedRow], matches: Mapping[int, Match], *,
    above: Sequence[str], warnings: Sequence[str],
) -> None:  # fmt: skip
    """Keep what was read, each row held against the hearings that stand."""
    session.execute(sa.text(_LONGEST_READ))
    kept = session.get_one(CauseListImport, import_id, with_for_update=True)
    if kept.state != "running":
        return
    cases = {case_id for match in matches.values() for case_id in match.case_ids}
    standing = read_standing(session, kept.court_id, kept.listed_on, cases)
    known = set(session.scalars(sa.select(HearingCode.code).where(HearingCode.kind == "purpose")))
    session.add_all(
        _new_row(kept, row, matches[row.row], standing, place=place, known=known) for place, row in enumerate(rows, 1)
    )
    kept.state, kept.row_count = "read", len(rows)
    kept.above, kept.warnings = list(above), list(warnings)
    _finish(session, kept)


def _finish(session: Session, kept: CauseListImport) -> None:
    kept.finished_at, kept.claimed_until = dt.datetime.now(dt.UTC), None
    kept.version += 1
    record(
        session, Actor(id=kept.created_by), f"cause_list_{kept.state}", f"cause_list_import:{kept.id}",
        rows=kept.row_count, code=kept.refusal_code,
    )  # fmt: skip


def _new_row(
    kept: CauseListImport, row: ListedRow, match: Match, standing: Iterable[Standing], *, place: int, known: set[str]
) -> CauseListRow:
    purpose = recognise(row.text("purpose") or "")
    if row.text("purpose") and purpose not in known:
        row.warnings.append("purpose_not_understood")
    made = CauseListRow(
        import_id=kept.id, row=row.row, place=place, court_id=kept.court_id, district=kept.district,
        listed_on=kept.listed_on, printed={name: text for name, text in row.printed.items() if text},
        number_as_printed=row.number, purpose=purpose if purpose in known else None, time=row.time, day=row.day,
        next_on=row.next_on, warnings=[*row.warnings, *match.warnings], state=match.state, candidates=match.candidates,
        case_ids=match.case_ids, differs=[],
    )  # fmt: skip
    hold_against(made, standing)
    return made


def hold_against(row: CauseListRow, standing: Iterable[Standing]) -> None:
    """Say how a row whose cases are known stands to the hearings there are."""
    row.awaits_clerk = row.state in AWAITING
    if row.state not in (MATCHED, LISTED, DIFFERS):
        return
    mine = [one for one in standing if one.case_ids & set(row.case_ids)]
    hearing, row.differs = find_standing(Said(row.listed_on, own_time(row), row.purpose), mine)
    row.hearing_id = hearing.hearing_id if hearing else None
    row.state = MATCHED if hearing is None else DIFFERS if row.differs else LISTED


def own_time(row: CauseListRow) -> dt.time | None:
    """Give the hour that a row has for itself: one that many rows share is the hour from which the list is called."""
    return None if "time_shared" in row.warnings else row.time


def read_standing(
    session: Session, court_id: uuid.UUID, listed_on: dt.date, case_ids: Iterable[uuid.UUID]
) -> list[Standing]:
    """Give the hearings of these cases before the court: of the list's day, whatever became of them, and those to come."""
    start, end = start_of(listed_on), start_of(listed_on + dt.timedelta(days=1))
    of_the_day = sa.and_(Hearing.starts_at >= start, Hearing.starts_at < end, Hearing.status.not_in(_OVER))
    to_come = sa.and_(Hearing.starts_at >= start, Hearing.status.in_(_TO_COME))
    rows = session.execute(
        sa.select(Hearing.id, Hearing.case_id, Hearing.joined_case_ids, Hearing.starts_at, Hearing.purpose, Hearing.is_untimed)
        .distinct()
        .join(HearingListing, HearingListing.hearing_id == Hearing.id)
        .where(HearingListing.kind == "case", HearingListing.subject_id.in_(list(case_ids)))
        .where(Hearing.court_id == court_id, sa.or_(of_the_day, to_come))
    )  # fmt: skip
    return [
        Standing(
            row.id, frozenset((row.case_id, *row.joined_case_ids)), day_of(row.starts_at),
            None if row.is_untimed else time_of(row.starts_at).replace(second=0, microsecond=0), row.purpose,
        )
        for row in rows
    ]  # fmt: skip


def _read_content(text: str) -> bytes:
    try:
        content = base64.b64decode(text, validate=True)
    except ValueError:
        wrong = {"content_base64": ["This is not base64."]}
        raise invalid("content_unreadable", "The file cannot be read as base64.", fields=wrong) from None
    if not content:
        raise invalid("file_empty", "The file is empty.", fields={"content_base64": ["Empty."]})
    return content
