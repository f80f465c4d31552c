"""Reading the gaps in the custody of exhibits: of one case, and of the cases in somebody's sight."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Final

import orjson
import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import note_sealed_read, sight, visible
from services.cases.models import (
    Case,
    CaseDocument,
    CasePerson,
    CustodyEvent,
    CustodyRule,
    Exhibit,
    LaboratoryParcel,
    LaboratoryReport,
    LaboratoryRequest,
)
from services.cases.queries.exhibits import see_traced
from services.cases.rules.custody_chain import find_gaps
from services.cases.rules.custody_chain_facts import Asked, Chain, Event, Gap, GapRule
from services.cases.rules.custody_chain_words import describe_gap, say
from services.cases.usecases.today import today
from services.common.actor import Actor
from services.common.answers import Answer, answer_json, page
from services.common.database import Database

_FACTS: Final = (
    "id", "position", "step", "on", "person_id", "carrier_id", "register_entry", "road_certificate", "reference",
    "seal_impression", "quantity", "sha256",
)  # fmt: skip
_ROW: Final = (
    Case.id, Case.district, Case.police_station, Case.fir_number, Case.fir_year, Case.stage, Case.lead_prosecutor_id,
    Case.is_sealed,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CaseGaps:
    """The exhibits of a case with the gaps of each, and the people of its file by what they may be called."""

    exhibits: list[tuple[Exhibit, Chain, list[Gap]]]
    people: dict[uuid.UUID, str]

    @property
    def gaps(self) -> list[Gap]:
        """Give all gaps."""
        return [gap for _, _, gaps in self.exhibits for gap in gaps]


def read_exhibit_gaps(
    session: Session, database: Database, actor: Actor, case_id: uuid.UUID, as_of: dt.date | None
) -> Answer:
    """Answer the gaps of a case's exhibits, and what the court has yet to see."""
    see_traced(session, database, actor, case_id)
    day = as_of or today()
    found = find_case_gaps(session, [case_id], day).get(case_id, CaseGaps([], {}))
    gaps = [show_gap(gap, exhibit, found.people) for exhibit, _, gaps in found.exhibits for gap in gaps]
    yet = [exhibit.id for exhibit, chain, _ in found.exhibits if _is_yet_to_produce(chain)]
    return answer_json({
        "case_id": case_id, "as_of": day, "exhibit_count": len(found.exhibits),
        "gaps": sorted(gaps, key=lambda gap: gap["from_on"]), "yet_to_produce": yet,
    })  # fmt: skip


def list_cases_with_gaps(session: Session, database: Database, actor: Actor, query: dict[str, Any]) -> Answer:
    """Answer the cases with gaps: a page looks through `limit` cases with exhibits, so that it may hold fewer, even none."""
    cases = sa.select(*_ROW).where(visible(), sa.exists().where(Exhibit.case_id == Case.id))
    params = dict(sight(actor))
    if query["district"]:
        cases = cases.where(Case.district == sa.bindparam("wanted_district", type_=sa.Text))
        params["wanted_district"] = query["district"]
    seen = page(session, cases, order=[(Case.id, "desc")], query=query, params=params)
    rows = orjson.loads(seen.body)["items"]
    found = find_case_gaps(session, [uuid.UUID(row["id"]) for row in rows], today())
    items = [
        {**row, **_count(gaps)} for row in rows if (gaps := _wanted(found[uuid.UUID(row["id"])].gaps, query["kind"]))
    ]
    _trace(database, actor, [row for row in items if row["is_sealed"]])
    shown = [{name: value for name, value in row.items() if name != "is_sealed"} for row in items]
    return Answer(orjson.dumps({"items": shown, "next": seen.next}), next=seen.next)


def find_case_gaps(
    session: Session, case_ids: Collection[uuid.UUID], as_of: dt.date, lang: str = "en"
) -> dict[uuid.UUID, CaseGaps]:
    """Find the gaps of cases that the caller may see, people called as a language calls them."""
    if not case_ids:
        return {}
    rules = [
        GapRule(row.rule, row.valid_from, row.valid_to, row.days, row.source, row.natures and tuple(row.natures))
        for row in session.execute(_RULES)
    ]
    people = session.execute(_PEOPLE.where(CasePerson.case_id.in_(case_ids))).all()
    witnesses = {row.id for row in people if row.is_witness}
    found: dict[uuid.UUID, CaseGaps] = {}
    for exhibit, chain in _read_chains(session, case_ids):
        if exhibit.case_id not in found:
            named = {row.id: _name(row, lang) for row in people if row.case_id == exhibit.case_id}
            found[exhibit.case_id] = CaseGaps([], named)
        found[exhibit.case_id].exhibits.append((exhibit, chain, find_gaps(chain, rules, witnesses, as_of)))
    return found


def show_gap(gap: Gap, exhibit: Exhibit, people: dict[uuid.UUID, str], lang: str = "en") -> dict[str, Any]:
    """Give a gap as it is answered: its person by pseudonym or number, never by name."""
    person = people.get(gap.person_id)
    return {
        "exhibit_id": exhibit.id, "exhibit": title_of(exhibit, lang), "kind": gap.kind,
        "says": describe_gap(gap, person, lang), "from_on": gap.from_on, "to_on": gap.to_on, "days": gap.days, "step": gap.step, "next_step": gap.next_step,
        "place": gap.place, "entry": gap.entry, "role": gap.role, "person_id": gap.person_id, "person": person,
        "expected": gap.expected, "found": gap.found, "source": gap.source,
    }  # fmt: skip


def title_of(exhibit: Exhibit, lang: str = "en") -> str:
    """Give what an exhibit is called: the court's mark, else its parcel's number, else its place in the file."""
    if exhibit.label:
        return exhibit.label
    if exhibit.parcel_number:
        return say(lang, "sheet", "parcel", number=exhibit.parcel_number)
    return say(lang, "sheet", "item", number=exhibit.position)


_RULES: Final = sa.select(
    CustodyRule.rule,
    CustodyRule.valid_from,
    CustodyRule.valid_to,
    CustodyRule.days,
    CustodyRule.source,
    CustodyRule.natures,
)
_PEOPLE: Final = sa.select(
    CasePerson.id, CasePerson.case_id, CasePerson.number, CasePerson.pseudonym,
    sa.and_(CasePerson.witness_kind.is_not(None), CasePerson.given_up_on.is_(None)).label("is_witness"),
)  # fmt: skip


_STEPS: Final = (
    sa.select(
        CustodyEvent.exhibit_id, CustodyEvent.id, CustodyEvent.position, CustodyEvent.step, CustodyEvent.happened_on,
        CustodyEvent.person_id, CustodyEvent.carrier_id, CustodyEvent.register_entry, CustodyEvent.road_certificate,
        CustodyEvent.reference, CustodyEvent.seal_impression, CustodyEvent.quantity, CustodyEvent.sha256,
    )
    .join(Exhibit, Exhibit.id == CustodyEvent.exhibit_id)
    .where(CustodyEvent.superseded_at.is_(None))
)  # fmt: skip
# A document of another case tells nothing here.
_IS_ITS_FILE: Final = sa.and_(CaseDocument.document_id == Exhibit.document_id, CaseDocument.case_id == Exhibit.case_id)


def _read_chains(session: Session, case_ids: Collection[uuid.UUID]) -> Iterable[tuple[Exhibit, Chain]]:
    rows = session.execute(
        sa.select(Exhibit, Case.decided_on, CaseDocument.sha256)
        .join(Case, Case.id == Exhibit.case_id)
        .outerjoin(CaseDocument, _IS_ITS_FILE)
        .where(Exhibit.case_id.in_(case_ids))
        .order_by(Exhibit.case_id, Exhibit.position)
    ).all()
    steps = session.execute(_STEPS.where(Exhibit.case_id.in_(case_ids))).all()
    events: dict[uuid.UUID, list[Event]] = {}
    for exhibit_id, *facts in steps:
        events.setdefault(exhibit_id, []).append(Event(**dict(zip(_FACTS, facts, strict=True))))
    asked = _read_asked(session, case_ids)
    for exhibit, decided_on, stored_sha256 in rows:
        yield exhibit, Chain(
            series=exhibit.series, nature=exhibit.nature, events=tuple(events.get(exhibit.id, ())),
            quantity=exhibit.quantity, sha256=exhibit.sha256, stored_sha256=stored_sha256, decided_on=decided_on,
            is_marked=exhibit.ruling is not None, asked=tuple(asked.get(exhibit.id, ())),
        )  # fmt: skip


def _read_asked(session: Session, case_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, list[Asked]]:
    report = sa.and_(LaboratoryReport.request_id == LaboratoryRequest.id, LaboratoryReport.superseded_at.is_(None))
    rows = session.execute(
        sa.select(LaboratoryParcel.exhibit_id, LaboratoryRequest.requested_on, LaboratoryReport.received_on)
        .join(LaboratoryRequest, LaboratoryRequest.id == LaboratoryParcel.request_id)
        .outerjoin(LaboratoryReport, report)
        .where(LaboratoryRequest.case_id.in_(case_ids))
        .order_by(LaboratoryRequest.id)
    )
    found: dict[uuid.UUID, list[Asked]] = {}
    for exhibit_id, asked_on, came_on in rows:
        found.setdefault(exhibit_id, []).append(Asked(on=asked_on, reported_on=came_on))
    return found


def _is_yet_to_produce(chain: Chain) -> bool:
    is_produced = chain.is_marked or any(event.step == "produced_in_court" for event in chain.events)
    return chain.series != "defence" and not is_produced


def _name(row: Any, lang: str) -> str:
    return str(row.pseudonym) if row.pseudonym else say(lang, "part", "somebody", number=row.number)


def _wanted(gaps: list[Gap], kind: str | None) -> list[Gap]:
    return [gap for gap in gaps if kind is None or gap.kind == kind]


def _count(gaps: list[Gap]) -> dict[str, Any]:
    kinds = Counter(gap.kind for gap in gaps)
    longest = max((gap.days for gap in gaps if gap.kind == "unexplained_days"), default=0)
    return {"gap_count": len(gaps), "kinds": dict(sorted(kinds.items())), "longest_days": longest}


def _trace(database: Database, actor: Actor, sealed: list[dict[str, Any]]) -> None:
    """Keep that sealed cases were shown, before they are."""
    if sealed:
        with database.transaction() as writing:
            for row in sealed:
                note_sealed_read(writing, actor, uuid.UUID(row["id"]))
