# ruff: noqa: DJ001, DJ008, RUF012 - the tables are those of services/cases, where null means "not yet"; nobody prints rows
"""The law as dated rows, and the clocks that run by it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from tests.load.peers.django_rest.models.case import Accused, Case


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


class Offence(models.Model):
    """An offence, and how the law punishes it."""

    pk = models.CompositePrimaryKey("act", "section", "valid_from")
    act = models.TextField()
    section = models.TextField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    is_death = models.BooleanField()
    is_life = models.BooleanField()

    class Meta:
        """Where it lies."""

        managed = False
        db_table = "offences"


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
    restarted_by = ArrayField(models.TextField())
    met_by = ArrayField(models.TextField())
    stopped_by = ArrayField(models.TextField())
    paused_by = ArrayField(models.TextField())
    resumed_by = ArrayField(models.TextField())
    against = ArrayField(models.TextField())
    counts_for = models.TextField()
    applies_to = models.TextField()
    condition = models.TextField()
    unit = models.TextField()
    length = models.IntegerField(null=True)
    counted_from = models.TextField()
    calendar = models.TextField()
    nature = models.TextField()
    is_once = models.BooleanField()
    sets_off = models.TextField(null=True)
    ladder = ArrayField(models.TextField())
    says = models.TextField()
    source = models.TextField()

    class Meta:
        """Where it lies."""

        managed = False
        db_table = "clock_rules"


class CaseFact(models.Model):
    """Something that happened and that clocks run by."""

    id = models.UUIDField(primary_key=True)
    first_id = models.UUIDField()
    case = models.ForeignKey(Case, models.DO_NOTHING, related_name="facts")
    accused = models.ForeignKey(Accused, models.DO_NOTHING, related_name="facts", null=True)
    report_id = models.UUIDField(null=True)
    order_id = models.UUIDField(null=True)
    kind = models.TextField()
    happened_on = models.DateField()
    happened_at = models.DateTimeField(null=True)
    given_on = models.DateField(null=True)
    noted_by = models.TextField()
    noted_at = models.DateTimeField(db_default=Now())
    superseded_at = models.DateTimeField(null=True)
    superseded_why = models.TextField(null=True)

    class Meta:
        """Where it lies."""

        managed = False
        db_table = "case_facts"


class Clock(models.Model):
    """A statutory period running in a case."""

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey(Case, models.DO_NOTHING, related_name="clocks")
    report_id = models.UUIDField(null=True)
    accused = models.ForeignKey(Accused, models.DO_NOTHING, related_name="clocks", null=True)
    order_id = models.UUIDField(null=True)
    fact_id = models.UUIDField(null=True)
    rule_id = models.TextField()
    rule_valid_from = models.DateField()
    rule = models.ForeignObject(
        ClockRule, models.DO_NOTHING, from_fields=["rule_id", "rule_valid_from"], to_fields=["rule_id", "valid_from"]
    )
    started_on = models.DateField()
    due_on = models.DateField(null=True)
    due_at = models.DateTimeField(null=True)
    state = models.TextField()
    ended_on = models.DateField(null=True)
    ladder_step = models.SmallIntegerField(default=0)
    ladder_reached = models.TextField(null=True)
    next_step_at = models.DateTimeField(null=True)

    class Meta:
        """Where it lies."""

        managed = False
        db_table = "clocks"
        ordering = ["due_on", "id"]
