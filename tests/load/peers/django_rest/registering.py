"""Register a FIR, in one transaction."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction
from rest_framework.exceptions import APIException, PermissionDenied, ValidationError

from services.cases.rules.clocks import FIR_RECORDED
from tests.load.peers.django_rest.access import Caller
from tests.load.peers.django_rest.models import (
    Accused,
    Act,
    AuditEntry,
    Case,
    Clock,
    ClockRule,
    CustodySpell,
    District,
    Holiday,
    IdempotencyKey,
    Outbox,
)
from tests.load.peers.facts import Row, audit_row, hash_request, outbox_row
from tests.load.peers.fir import clock_rows, people_rows, read_fir, rules_of, to_rule


class ConflictError(APIException):
    """What is asked for cannot be, as things stand."""

    status_code = 409
    default_detail = "This FIR is registered already."


def register_once(caller: Caller, key: str, asked: Any, work: Callable[[], tuple[uuid.UUID, bytes]]) -> bytes:
    """Do the work and keep its answer with the key, or give the answer that the key stands for already."""
    request_hash = hash_request(asked)
    try:
        with transaction.atomic():
            IdempotencyKey.objects.create(actor_id=str(caller.id), key=key, request_hash=request_hash)
            case_id, body = work()
            claimed = IdempotencyKey.objects.filter(actor_id=str(caller.id), key=key)
            claimed.update(answer=body, headers=f"/api/cases/{case_id}")
            return body
    except IntegrityError as error:
        if "uq_cases_fir" in str(error):
            raise ConflictError from error
        if "pk_idempotency_keys" not in str(error):
            raise
    kept = IdempotencyKey.objects.get(actor_id=str(caller.id), key=key)
    if bytes(kept.request_hash) != request_hash:
        raise ConflictError("This key was used for another request.")
    return bytes(kept.answer)


def register(caller: Caller, new: Row, correlation_id: str) -> uuid.UUID:
    """Enter the FIR with its accused, start its clocks, leave the event and the audit entry."""
    if not caller.sees_district(new["district"]):
        raise PermissionDenied
    acts = dict(Act.objects.values_list("code", "is_terrorism"))
    known = District.objects.filter(pk=new["district"]).exists()
    fir, wrong = read_fir(new, acts, district_is_known=known)
    if wrong:
        raise ValidationError(wrong)
    clocks = _clocks(fir)
    case = Case.objects.create(**fir, next_due_on=min((clock["due_on"] for clock in clocks), default=None))
    people, spells = people_rows(case.id, new["accused"])
    Accused.objects.bulk_create([Accused(**person) for person in people])
    CustodySpell.objects.bulk_create([CustodySpell(**spell) for spell in spells])
    Clock.objects.bulk_create([Clock(**clock) for clock in clocks])
    Outbox.objects.create(**outbox_row(case.id, fir, str(caller.id), correlation_id))
    AuditEntry.objects.create(**audit_row(case.id, fir, str(caller.id), correlation_id))
    return case.id


def _clocks(fir: Row) -> list[Row]:
    rows = ClockRule.objects.filter(started_by=FIR_RECORDED).values()
    rules = rules_of(fir, [to_rule(row) for row in rows])
    holidays: set[Any] = set()
    if any(rule.unit == "working" for rule in rules):
        scopes = ["province", f"district:{fir['district']}"]
        holidays = set(Holiday.objects.filter(scope__in=scopes, day__gt=fir["fir_on"]).values_list("day", flat=True))
    return clock_rows(fir, rules, holidays)
