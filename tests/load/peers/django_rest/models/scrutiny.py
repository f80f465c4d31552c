# ruff: noqa: DJ001, DJ008, RUF012 - the tables are those of services/cases, where null means "not yet"; nobody prints rows
"""Police reports, opinions, and what hangs on a case."""

from __future__ import annotations

from django.db import models

from tests.load.peers.django_rest.models.case import Accused, Case
from tests.load.peers.django_rest.models.law import DefectCode


class Report(models.Model):
    """A police report."""

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey(Case, models.DO_NOTHING, related_name="reports")
    round = models.IntegerField()
    kind = models.TextField()
    received_on = models.DateField()
    due_on = models.DateField()
    road_certificate = models.TextField(null=True)
    document_id = models.UUIDField(null=True)
    delay_reasons = models.TextField(null=True)
    state = models.TextField()
    settled_on = models.DateField(null=True)
    comply_by = models.DateField(null=True)

    class Meta:
        """Where it lies."""

        managed = False
        db_table = "reports"
        ordering = ["round"]


class ReportDefect(models.Model):
    """A defect a report was returned with."""

    id = models.UUIDField(primary_key=True)
    report = models.ForeignKey(Report, models.DO_NOTHING, related_name="defects")
    number = models.IntegerField()
    code = models.ForeignKey(DefectCode, models.DO_NOTHING, db_column="code", related_name="+")
    note = models.TextField(null=True)

    class Meta:
        """Where it lies."""

        managed = False
        db_table = "report_defects"
        ordering = ["number"]


class Opinion(models.Model):
    """A prosecutor's opinion on an accused."""

    id = models.UUIDField(primary_key=True)
    accused = models.ForeignKey(Accused, models.DO_NOTHING, related_name="opinions")
    report_id = models.UUIDField()
    opinion = models.TextField()
    evidential_test = models.TextField()
    public_interest_test = models.TextField(null=True)
    reasons = models.TextField()
    given_on = models.DateField()
    given_by = models.TextField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        """Where it lies."""

        managed = False
        db_table = "opinions"


class CaseLink(models.Model):
    """Two cases that belong together."""

    id = models.UUIDField(primary_key=True)
    first = models.ForeignKey(Case, models.DO_NOTHING, related_name="links_as_first")
    second = models.ForeignKey(Case, models.DO_NOTHING, related_name="links_as_second")
    kind = models.TextField()
    linked_at = models.DateTimeField()

    class Meta:
        """Where it lies."""

        managed = False
        db_table = "case_links"
        ordering = ["linked_at", "id"]


class CaseDocument(models.Model):
    """A document of a case."""

    document_id = models.UUIDField(primary_key=True)
    case = models.ForeignKey(Case, models.DO_NOTHING, related_name="documents", db_constraint=False)
    kind = models.TextField()
    version = models.IntegerField()

    class Meta:
        """Where it lies."""

        managed = False
        db_table = "case_documents"
        ordering = ["document_id"]
