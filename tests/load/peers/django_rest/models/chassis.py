# ruff: noqa: DJ001, DJ008 - the tables are those of services/cases, where null means "not yet"; nobody prints rows
"""What stands beside the trade: tokens, idempotency keys, the outbox, the audit trail."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now


class Token(models.Model):
    """A bearer token, by its hash."""

    secret_hash = models.BinaryField(primary_key=True)
    account_id = models.UUIDField()
    permissions = ArrayField(models.TextField())
    districts = ArrayField(models.TextField())
    expires_at = models.DateTimeField()

    class Meta:
        """Where it lies."""

        managed = False
        db_table = "peer_tokens"


class IdempotencyKey(models.Model):
    """What a key was used for, and what it answered."""

    pk = models.CompositePrimaryKey("actor_id", "key")
    actor_id = models.TextField()
    key = models.TextField()
    request_hash = models.BinaryField()
    answer = models.BinaryField(null=True)
    headers = models.TextField(null=True)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        """Where it lies."""

        managed = False
        db_table = "idempotency_keys"


class Outbox(models.Model):
    """An event to be published."""

    id = models.BigAutoField(primary_key=True)
    event_id = models.UUIDField()
    event_type = models.TextField()
    aggregate_id = models.TextField()
    envelope = models.TextField()

    class Meta:
        """Where it lies."""

        managed = False
        db_table = "outbox"


class AuditEntry(models.Model):
    """Who did what."""

    number = models.BigAutoField(primary_key=True)
    lane = models.SmallIntegerField()
    at = models.DateTimeField()
    actor_id = models.TextField()
    action = models.TextField()
    subject = models.TextField()
    entry = models.TextField()
    hash = models.BinaryField()

    class Meta:
        """Where it lies."""

        managed = False
        db_table = "peer_audit_entries"
