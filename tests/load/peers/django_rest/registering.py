"""Register a FIR, in one transaction."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from rest_framework.exceptions import APIException, PermissionDenied, ValidationError

from services.cases.rules.replay import NO_HOLIDAYS, Fact
from tests.load.peers.django_rest.access import Caller
from tests.load.peers.django_rest.models import (
    Accused,
    Act,
    AuditEntry,
    Case,
    CaseFact,
    Clock,
    ClockRule,
    CustodySpell,
    District,
    Holiday,
    IdempotencyKey,
    Offence,
    Outbox,
)
from tests.load.peers.facts import Row, audit_row, hash_request, outbox_row
from tests.load.peers.fir import people_rows, read_fir
from tests.load.peers.timing import (
    RULE_COLUMNS,
    Law,
    acts_of,
    begin_clocks,
    counts_working_days,
    fact_rows,
    facts_of,
    kinds_of,
    scopes_of,
    to_holidays,
    to_offences,
    to_rule,
)


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
    people, spells = people_rows(fir["id"], new["accused"])
    facts = facts_of(fir, spells)
    clocks, next_due_on = begin_clocks(fir, people, facts, _read_law(fir, facts))
    case = Case.objects.create(**fir, next_due_on=next_due_on)
    Accused.objects.bulk_create([Accused(**person) for person in people])
    CustodySpell.objects.bulk_create([CustodySpell(**spell) for spell in spells])
    CaseFact.objects.bulk_create([CaseFact(**fact) for fact in fact_rows(fir, facts, str(caller.id))])
    Clock.objects.bulk_create([Clock(**clock) for clock in clocks])
    Outbox.objects.create(**outbox_row(fir, spells, str(caller.id), correlation_id))
    AuditEntry.objects.create(**audit_row(case.id, fir, str(caller.id), correlation_id))
    return case.id


def _read_law(fir: Row, facts: Sequence[Fact]) -> Law:
    on = fir["fir_on"]
    punished = Offence.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on), act__in=acts_of(fir), valid_from__lte=on)
    rules = ClockRule.objects.filter(started_by__in=kinds_of(facts)).exclude(counts_for="office")
    read = [to_rule(row) for row in rules.order_by("rule_id", "valid_from").values(*RULE_COLUMNS)]
    offences = to_offences(punished.values("act", "section", "is_death", "is_life"))
    holidays = NO_HOLIDAYS
    if counts_working_days(read):
        since = min(fact.on for fact in facts)
        days = Holiday.objects.filter(scope__in=scopes_of(fir), day__gt=since)
        holidays = to_holidays(days.values("scope", "day"))
    return Law(read, offences, holidays)
