"""Take a protected person's name and numbers out of what is left of them in a case (ATA s.21AA; SWPA 2013).

Before: somebody is protected - a witness, a victim, a surety - and `still_named_in` says where their name stands. What stands and has
a step that corrects it (a summary, an opinion, an exhibit) is corrected by that step first. Here: in all else, and in what was
superseded, each place becomes `[withheld]`; entries of the audit trail stay in their chain and show no more; the registers that
were sent in are gone through by a worker. The words come from the vault, so that nobody has to type them and nobody learns by trying.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from services.cases.access import open_case, touch
from services.cases.clients.vault import Vault
from services.cases.models import Base, ProtectedIdentity, RegisterWithholding, WithheldEntry
from services.cases.rules.withholding import WITHHELD, pattern_of
from services.cases.usecases.traces import belongs_to, words_of
from services.cases.usecases.vault import find_protected
from services.cases.usecases.witnesses import forget_elsewhere
from services.common.actor import Actor
from services.common.audit import record
from services.common.ids import new_id
from services.common.tables import audit_entries

# Texts in which the words alone are withheld, of every row.
TEXTS: Final = {
    "cases": ("register_line",),
    "import_differences": ("columns",),
    "assignments": ("released_why",),
    "court_directions": ("says", "ended_why"),
    "court_numbers": ("order_reference",),
    "entities": ("note", "withdrawn_why"),
    "entity_matches": ("decided_why", "undone_why"),
    "financings": ("note",),
    "financing_references": ("reference", "note"),
    "money_transfers": ("note",),
    "property_orders": ("property", "order_reference"),
    "property_steps": ("note",),
    "laboratory_request_revisions": ("before", "reason"),
    "laboratory_requests": ("questions", "reference", "seal_impression"),
    "exhibit_revisions": ("before", "reason"),
    "reports": ("road_certificate", "delay_reasons"),
    "report_defects": ("note",),
    "scrutiny_answers": ("note",),
    "defect_answers": ("says", "decision_reason"),
    "delay_judgments": ("reasons",),
    "sanctions": ("authority", "reference", "answer_note"),
    "stage_changes": ("note",),
    "tasks": ("says", "note", "urgent_why"),
    "task_steps": ("why",),
    "bail_applications": ("application_number", "reasons", "cancelled_why"),
    "remand_orders": ("superseded_why",),
    "case_facts": ("superseded_why",),
    "withdrawals": ("reasons", "approval_note"),
    "absconder_steps": ("order_reference",),
    "acquittal_reports": ("details",),
    "appeals": ("appeal_number", "delay_reasons"),
    "appeal_steps": ("reasons",),
    "hearing_records": ("result",),
    "vault_openings": ("reason",),
    "protection_liftings": ("reason", "order_reference"),
}
# Texts that another step of theirs corrects: of rows that are superseded, the words.
SUPERSEDED_TEXTS: Final = {
    "opinions": ("reasons",),
    "results": ("sentence",),
    "remand_orders": ("reasons", "beyond_why"),
    "financing_checks": ("note",),
}
# Steps of the chain of custody: of superseded rows, the text as a whole, which is all that the database lets be done to them.
SUPERSEDED_WHOLE: Final = {
    "custody_events": ("place", "note", "reference", "superseded_why"),
    "laboratory_reports": ("result", "laboratory_number", "superseded_why"),
}
_TRAIL: Final = "audit_entries.entry"


def withhold_identity(
    session: Session, actor: Actor, case_id: uuid.UUID, person_id: uuid.UUID, *, vault: Vault
) -> tuple[dict[str, int], list[str]]:
    """Withhold a protected person's name and numbers; give how many rows there were by place, and what still names them."""
    case = open_case(session, actor, case_id)
    person = find_protected(session, case_id, person_id)
    identity = vault.open(person.id, session.get_one(ProtectedIdentity, person.id).sealed)
    words = [str(identity["name"]), *words_of(identity)]
    pattern = pattern_of(words)
    found: dict[str, int] = {}
    for place, count in (
        *_mask_texts(session, case_id, pattern),
        (_TRAIL, _mask_trail(session, case_id, pattern)),
    ):
        if count:
            found[place] = found.get(place, 0) + count
    _ask_for_registers(session, actor, case_id, person.id)
    still = forget_elsewhere(session, actor, case_id, identity)
    if found:
        touch(case)
    session.flush()
    record(session, actor, "names_withheld", f"case:{case_id}", person_id=person.id, places=found, still_named_in=still)
    return dict(sorted(found.items())), still


def _mask_texts(session: Session, case_id: uuid.UUID, pattern: str) -> Iterable[tuple[str, int]]:
    session.flush()
    for texts, is_superseded, is_whole in (
        (TEXTS, False, False), (SUPERSEDED_TEXTS, True, False), (SUPERSEDED_WHOLE, True, True),
    ):  # fmt: skip
        for name, column in ((name, column) for name, columns in texts.items() for column in columns):
            table = Base.metadata.tables[name]
            text, of_case = table.c[column], belongs_to(table, case_id)
            change = {column: WITHHELD if is_whole else _masked(text, pattern)}
            if "version" in table.c and name != "cases":
                change["version"] = table.c.version + 1
            masking = sa.update(table).where(sa.false() if of_case is None else of_case, _stands_in(text, pattern))
            if is_superseded:
                masking = masking.where(table.c.superseded_at.is_not(None))
            rows: Any = session.execute(masking.values(change).returning(sa.literal_column("1")))
            yield f"{name}.{column}", len(rows.all())
    session.expire_all()


def _stands_in(column: Any, pattern: str) -> sa.ColumnElement[bool]:
    return sa.cast(column, sa.Text).regexp_match(pattern, flags="i")


def _masked(column: Any, pattern: str) -> sa.ColumnElement[Any]:
    text = sa.func.regexp_replace(sa.cast(column, sa.Text), pattern, WITHHELD, "gi")
    return sa.cast(text, pg.JSONB) if isinstance(column.type, pg.JSONB) else text


def _mask_trail(session: Session, case_id: uuid.UUID, pattern: str) -> int:
    """Keep how the entries of a case that hold the words show from now on; those that show without them already stay so."""
    entry = sa.cast(audit_entries.c.entry, pg.JSONB)
    shown = sa.exists().where(
        WithheldEntry.lane == audit_entries.c.lane, WithheldEntry.number == audit_entries.c.number
    )
    before = (
        sa.select(
            audit_entries.c.lane, audit_entries.c.number, entry.op("->>", return_type=sa.Text())(sa.literal_column("'reason'")).label("reason"),
            sa.cast(entry.op("->")(sa.literal_column("'detail'")), pg.JSONB).label("detail"), shown.label("is_shown_otherwise"),
        )
        .where(audit_entries.c.subject == f"case:{case_id}", _stands_in(audit_entries.c.entry, pattern))
        .subquery()
    )  # fmt: skip
    kept = sa.select(
        before.c.lane, before.c.number, _masked(before.c.reason, pattern),
        _masked(before.c.detail, pattern),
    ).where(sa.not_(before.c.is_shown_otherwise))  # fmt: skip
    again = (
        sa.update(WithheldEntry)
        .where(
            WithheldEntry.lane == before.c.lane, WithheldEntry.number == before.c.number,
            sa.or_(_stands_in(WithheldEntry.reason, pattern), _stands_in(WithheldEntry.detail, pattern)),
        )
        .values(reason=_masked(WithheldEntry.reason, pattern), detail=_masked(WithheldEntry.detail, pattern))
        .returning(WithheldEntry.lane)
    )  # fmt: skip
    changed = len(session.execute(again).all())
    made = (
        sa.insert(WithheldEntry).from_select(["lane", "number", "reason", "detail"], kept).returning(WithheldEntry.lane)
    )
    return changed + len(session.execute(made).all())


def _ask_for_registers(session: Session, actor: Actor, case_id: uuid.UUID, person_id: uuid.UUID) -> None:
    """Let the worker go through the district's registers; once, however often it is asked before it has."""
    row = {"id": new_id(), "case_id": case_id, "person_id": person_id, "asked_by": actor.id}
    session.execute(insert(RegisterWithholding).values(row).on_conflict_do_nothing())
