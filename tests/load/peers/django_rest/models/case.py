# ruff: noqa: DJ001, DJ008, RUF012 - the tables are those of services/cases, where null means "not yet"; nobody prints rows
"""The case and the people in it."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Cast, Concat, Now


class Case(models.Model):
    """A FIR-led case."""

    id = models.UUIDField(primary_key=True)
    district = models.TextField()
    police_station = models.TextField()
    police_station_key = models.TextField()
    fir_number = models.TextField()
    fir_year = models.SmallIntegerField()
    fir_label = models.GeneratedField(
        expression=Concat("fir_number", models.Value("/"), Cast("fir_year", models.TextField())),
        output_field=models.TextField(),
        db_persist=True,
    )
    fir_as_written = models.TextField(null=True)
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


class AccusedProfession(models.Model):
    """What an accused does for a living."""

    accused = models.OneToOneField(Accused, models.DO_NOTHING, primary_key=True, related_name="noted")
    profession = models.TextField()

    class Meta:
        """Where it lies."""

        managed = False
        db_table = "accused_professions"


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
        ordering = ["act", "section"]


class Result(models.Model):
    """The court's result for an accused."""

    id = models.UUIDField(primary_key=True)
    accused = models.ForeignKey(Accused, models.DO_NOTHING, related_name="results")
    case = models.ForeignKey(Case, models.DO_NOTHING, related_name="+")
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


class Assignment(models.Model):
    """A prosecutor's time on a case's team."""

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey(Case, models.DO_NOTHING, related_name="team")
    prosecutor_id = models.UUIDField()
    role = models.TextField()
    assigned_on = models.DateField()
    released_on = models.DateField(null=True)
    released_why = models.TextField(null=True)

    class Meta:
        """Where it lies."""

        managed = False
        db_table = "assignments"
        ordering = ["assigned_on", "id"]
