# ruff: noqa: DJ001, DJ008, RUF012 - the tables are those of services/cases, where null means "not yet"; nobody prints rows
"""The tables, which the migrations of services/cases have made."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now


class Case(models.Model):
    """A FIR-led case."""

    id = models.UUIDField(primary_key=True)
    district = models.TextField()
    police_station = models.TextField()
    police_station_key = models.TextField()
    fir_number = models.TextField()
    fir_year = models.SmallIntegerField()
    fir_on = models.DateField()
    received_on = models.DateField()
    sections = models.JSONField()
    is_terrorism = models.BooleanField()
    complainant_initials = models.TextField(null=True)
    summary = models.TextField(null=True)
    import_id = models.UUIDField(null=True)
    stage = models.TextField()
    is_sealed = models.BooleanField(default=False)
    court_id = models.UUIDField(null=True)
    court_case_number = models.TextField(null=True)
    filed_on = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    outcome = models.TextField(null=True)
    lead_prosecutor_id = models.UUIDField(null=True)
    accused_count = models.IntegerField(default=0)
    next_due_on = models.DateField(null=True)
    next_hearing_id = models.UUIDField(null=True)
    next_hearing_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)
    registered_at = models.DateTimeField(db_default=Now())
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        """Where it lies."""

        managed = False
        db_table = "cases"


class Accused(models.Model):
    """A person accused in a case."""

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey(Case, models.DO_NOTHING, related_name="accused")
    number = models.IntegerField()
    initials = models.TextField()
    role = models.TextField()
    gender = models.TextField()
    is_juvenile = models.BooleanField()

    class Meta:
        """Where it lies."""

        managed = False
        db_table = "accused"
        ordering = ["number"]


class CustodySpell(models.Model):
    """A time an accused spent in one state."""

    id = models.UUIDField(primary_key=True)
    accused = models.ForeignKey(Accused, models.DO_NOTHING, related_name="custody_history")
    state = models.TextField()
    since_on = models.DateField()
    until_on = models.DateField(null=True)

    class Meta:
        """Where it lies."""

        managed = False
        db_table = "custody_spells"
        ordering = ["since_on", "id"]


class Charge(models.Model):
    """A section an accused is charged with."""

    id = models.UUIDField(primary_key=True)
    accused = models.ForeignKey(Accused, models.DO_NOTHING, related_name="charges")
    act = models.TextField()
    section = models.TextField()
    framed_on = models.DateField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        """Where it lies."""

        managed = False
        db_table = "charges"
        ordering = ["id"]


class Result(models.Model):
    """The court's result for an accused."""

    id = models.UUIDField(primary_key=True)
    accused = models.ForeignKey(Accused, models.DO_NOTHING, related_name="results")
    verdict = models.TextField()
    decided_on = models.DateField()
    sentence = models.TextField(null=True)
    imprisonment_months = models.IntegerField(null=True)
    fine = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        """Where it lies."""

        managed = False
        db_table = "results"


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
    days = models.IntegerField(null=True)
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


class Assignment(models.Model):
    """A prosecutor's time on a case's team."""

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey(Case, models.DO_NOTHING, related_name="team")
    prosecutor_id = models.UUIDField()
    role = models.TextField()
    assigned_on = models.DateField()
    released_on = models.DateField(null=True)

    class Meta:
        """Where it lies."""

        managed = False
        db_table = "assignments"
        ordering = ["assigned_on", "id"]
