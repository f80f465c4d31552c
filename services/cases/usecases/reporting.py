"""Reports as files: asked for with the sight of whoever asks, counted and set by the reporter, kept as they were counted.

A return that was handed in stays what it was. Counted again later it may differ, by what was entered late or corrected: which
figures do, `find_changes` says. Professions of the accused are noted here too, since only reports need them.
"""

from __future__ import annotations

import base64
import datetime as dt
import uuid
from typing import Any, Final

import orjson
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from services.cases.access import SYSTEM, open_case, touch
from services.cases.models import AccusedProfession, MadeReport, Profession
from services.cases.usecases.people import find_accused
from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import Problem, conflict, forbidden, invalid, not_found
from services.common.ids import new_id

MOST_ATTEMPTS: Final = 3
RETURNS: Final = "cases.returns"
_MOST_WAITING: Final = 5
_MEDIA: Final = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


def ask_for_report(session: Session, actor: Actor, kind: str, asked: dict[str, Any]) -> uuid.UUID:
    """Keep what report is wanted, for the reporter."""
    if kind == "return" and RETURNS not in actor.may:
        raise forbidden(
            "returns_not_yours", "The courts' returns name cases and persons; your role does not read them."
        )
    waiting = sa.select(sa.func.count()).where(
        MadeReport.requested_by == actor.id, MadeReport.state.in_(("queued", "running"))
    )
    if (session.scalar(waiting) or 0) >= _MOST_WAITING:
        raise Problem("too_many", "reports_waiting", f"{_MOST_WAITING} reports of yours are being made. Wait for them.")
    asker = {"id": actor.id, "roles": actor.roles, "may": sorted(actor.may), "districts": actor.districts}
    made = MadeReport(
        id=new_id(),
        kind=kind,
        asked=_plain(asked),
        asker=_plain(asker),
        requested_by=actor.id,
        state="queued",
        attempts=0,
    )
    session.add(made)
    session.flush()
    record(session, actor, "report_asked", f"made_report:{made.id}", kind=kind, asked=made.asked)
    return made.id


def claim_report(session: Session, lease_seconds: int) -> MadeReport | None:
    """Claim the oldest report that waits, or whose reporter died; one that failed too often is given up."""
    now = dt.datetime.now(dt.UTC)
    free = sa.or_(MadeReport.state == "queued", sa.and_(MadeReport.state == "running", MadeReport.claimed_until < now))
    waiting = sa.select(MadeReport).where(MadeReport.state.in_(("queued", "running")), free)
    found = session.scalars(waiting.order_by(MadeReport.id).limit(1).with_for_update(skip_locked=True)).first()
    if found is None:
        return None
    if found.attempts >= MOST_ATTEMPTS:
        found.state, found.claimed_until = "failed", None
        record(session, SYSTEM, "report_failed", f"made_report:{found.id}", attempts=found.attempts)
        return None
    found.attempts += 1
    found.state, found.claimed_until = "running", now + dt.timedelta(seconds=lease_seconds)
    return found


def keep_report(session: Session, report_id: uuid.UUID, counted: dict[str, Any], files: dict[str, bytes]) -> str:
    """Keep what was counted, and its files. Gives the state it ended in."""
    made = session.scalars(sa.select(MadeReport).where(MadeReport.id == report_id).with_for_update()).one()
    if made.state == "running":
        made.counted, made.pdf, made.xlsx = _plain(counted), files["pdf"], files["xlsx"]
        made.state, made.made_at, made.claimed_until = "made", dt.datetime.now(dt.UTC), None
    return made.state


def find_report(session: Session, actor: Actor, report_id: uuid.UUID) -> MadeReport:
    """Give a made report to whoever asked for it."""
    mine = sa.select(MadeReport).where(MadeReport.id == report_id, MadeReport.requested_by == actor.id)
    found = session.scalars(mine).one_or_none()
    if found is None:
        raise no_such_report()
    if found.counted is None:
        raise conflict("report_not_made", "The report is not made yet. Look again in a moment.", state=found.state)
    return found


def fetch_report(session: Session, actor: Actor, report_id: uuid.UUID, form: str) -> dict[str, Any]:
    """Give a made report's file; that it left the system is audited."""
    found = find_report(session, actor, report_id)
    contents = {"pdf": found.pdf, "xlsx": found.xlsx, "json": orjson.dumps(found.counted, option=orjson.OPT_INDENT_2)}
    record(session, actor, "report_fetched", f"made_report:{report_id}", form=form)
    name = f"{found.kind}-{found.asked.get('form') or found.asked.get('by')}-{found.asked['from']}-{found.asked['to']}.{form}"
    content = base64.b64encode(contents[form] or b"").decode()
    return {"file_name": name, "media_type": _MEDIA[form], "content_base64": content}


def asker_of(made: MadeReport) -> Actor:
    """Give who asked for a report, as they were allowed then."""
    asker = made.asker
    return Actor(
        id=asker["id"], roles=tuple(asker["roles"]), may=frozenset(asker["may"]), districts=tuple(asker["districts"])
    )


def find_changes(then: Any, now: Any, place: str = "") -> list[dict[str, Any]]:
    """Give what a report shows otherwise than it did: the place of each figure, what it was, what it is."""
    if isinstance(then, dict) and isinstance(now, dict):
        names = [*then, *(name for name in now if name not in then)]
        return [
            one for name in names for one in find_changes(then.get(name), now.get(name), f"{place}.{name}".strip("."))
        ]
    if isinstance(then, list) and isinstance(now, list) and _keyed(then) and _keyed(now):
        return find_changes({one["key"]: one for one in then}, {one["key"]: one for one in now}, place)
    if isinstance(then, list) and isinstance(now, list):
        longest = range(max(len(then), len(now)))
        return [
            one
            for row in longest
            for one in find_changes(_at(then, row), _at(now, row), f"{place}[{row + 1}]")
        ]  # fmt: skip
    return [] if then == now else [{"place": place, "then": then, "now": now}]


def note_profession(  # noqa: PLR0917 - session and actor, the accused in the case, the body, the guard
    session: Session, actor: Actor, case_id: uuid.UUID, accused_id: uuid.UUID, profession: str, if_match: int | None
) -> None:
    """Note what an accused does for a living."""
    case = open_case(session, actor, case_id, if_match)
    accused = find_accused(session, case_id, accused_id)
    if session.get(Profession, profession) is None:
        raise invalid("profession_unknown", "This profession is not in the list.", fields={"profession": ["Unknown."]})
    row = {
        "accused_id": accused.id,
        "profession": profession,
        "noted_by": actor.id,
        "noted_at": sa.func.clock_timestamp(),
    }
    noted = insert(AccusedProfession).values(row)
    session.execute(noted.on_conflict_do_update(index_elements=["accused_id"], set_=row))
    touch(case)
    record(session, actor, "profession_noted", f"case:{case_id}", accused_id=accused.id, profession=profession)


def no_such_report() -> Problem:
    """Say that there is no such report, or none of this person's."""
    return not_found("no_such_report", "There is no such report of yours. Ask for it again.")


def _plain(value: Any) -> Any:
    return orjson.loads(orjson.dumps(value, default=str))


def _keyed(rows: list[Any]) -> bool:
    return bool(rows) and all(isinstance(row, dict) and "key" in row for row in rows)


def _at(rows: list[Any], place: int) -> Any:
    return rows[place] if place < len(rows) else None
