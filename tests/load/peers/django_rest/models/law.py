# ruff: noqa: DJ008, RUF012 - the tables are those of services/cases, where null means "not yet"; nobody prints rows
"""The law as dated rows, and the clocks that run by it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tests.load.peers.django_rest.models.case import Case


class Act(models.Model):
    """A statute."""

    code = models.TextField(primary_key=True)
    name = models.TextField()
    is_terrorism = models.BooleanField()

    class Meta:
        """Where it lies."""

        managed = False
        db_table = "acts"


class District(models.Model):
    """A district."""

    code = models.TextField(primary_key=True)
    name = models.TextField()

    class Meta:
        """Where it lies."""

        managed = False
        db_table = "districts"


class Holiday(models.Model):
    """A day on which nothing is counted."""

    pk = models.CompositePrimaryKey("day", "scope")
    day = models.DateField()
    scope = models.TextField()

    class Meta:
        """Where it lies."""

        managed = False
        db_table = "holidays"


class DefectCode(models.Model):
    """A kind of defect."""

    code = models.TextField(primary_key=True)
    says = models.TextField()

    class Meta:
        """Where it lies."""

        managed = False
        db_table = "defect_codes"


class ClockRule(models.Model):
    """A statutory period, dated."""

    pk = models.CompositePrimaryKey("rule_id", "valid_from")
    rule_id = models.TextField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    started_by = models.TextField()
    met_by = ArrayField(models.TextField())
    applies_to = models.TextField()
    unit = models.TextField()
    length = models.IntegerField(null=True)
    says = models.TextField()
    source = models.TextField()

    class Meta:
        """Where it lies."""

        managed = False
        db_table = "clock_rules"


class Clock(models.Model):
    """A statutory period running in a case."""

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey(Case, models.DO_NOTHING, related_name="clocks")
    report_id = models.UUIDField(null=True)
    rule_id = models.TextField()
    rule_valid_from = models.DateField()
    rule = models.ForeignObject(
        ClockRule, models.DO_NOTHING, from_fields=["rule_id", "rule_valid_from"], to_fields=["rule_id", "valid_from"]
    )
    started_on = models.DateField()
    due_on = models.DateField()
    state = models.TextField()
    ended_on = models.DateField(null=True)

    class Meta:
        """Where it lies."""

        managed = False
        db_table = "clocks"
        ordering = ["due_on", "id"]
