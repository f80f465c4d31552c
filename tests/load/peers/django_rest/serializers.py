# ruff: noqa: RUF012 - Django REST framework's own way to declare a Meta
"""The answers, as nested serializers."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from rest_framework import serializers

from tests.load.peers.django_rest.access import visible
from tests.load.peers.django_rest.models import (
    Accused,
    Assignment,
    Case,
    CaseDocument,
    CaseLink,
    Charge,
    Clock,
    CustodySpell,
    Opinion,
    Report,
    ReportDefect,
    Result,
)

_ROW = [
    "id", "district", "police_station", "fir_number", "fir_year", "fir_on", "sections", "is_terrorism", "stage",
    "is_sealed", "court_case_number", "outcome", "lead_prosecutor_id", "accused_count", "next_due_on",
    "next_hearing_at", "version",
]  # fmt: skip


class CustodySerializer(serializers.ModelSerializer[CustodySpell]):
    """A custody spell."""

    class Meta:
        """What is shown."""

        model = CustodySpell
        fields = ["state", "since_on", "until_on"]


class ChargeSerializer(serializers.ModelSerializer[Charge]):
    """A charge."""

    class Meta:
        """What is shown."""

        model = Charge
        fields = ["act", "section", "framed_on"]


class OpinionSerializer(serializers.ModelSerializer[Opinion]):
    """An opinion."""

    class Meta:
        """What is shown."""

        model = Opinion
        fields = [
            "report_id", "opinion", "evidential_test", "public_interest_test", "reasons", "given_on", "given_by",
        ]  # fmt: skip


class ResultSerializer(serializers.ModelSerializer[Result]):
    """A result."""

    class Meta:
        """What is shown."""

        model = Result
        fields = ["verdict", "decided_on", "sentence", "imprisonment_months", "fine"]


class AccusedSerializer(serializers.ModelSerializer[Accused]):
    """An accused with all that belongs to him; the view has prefetched it."""

    profession = serializers.SerializerMethodField()
    custody = serializers.SerializerMethodField()
    custody_history = CustodySerializer(many=True)
    charges = ChargeSerializer(many=True)
    opinion = serializers.SerializerMethodField()
    result = serializers.SerializerMethodField()

    class Meta:
        """What is shown."""

        model = Accused
        fields = [
            "id", "number", "initials", "role", "gender", "is_juvenile", "profession", "custody", "custody_history",
            "charges", "opinion", "result",
        ]  # fmt: skip

    def get_profession(self, accused: Accused) -> str | None:
        """Give what was noted of him, if anything was."""
        noted = getattr(accused, "noted", None)
        return noted.profession if noted else None

    def get_custody(self, accused: Accused) -> Any:
        """Give the present spell."""
        spells = [spell for spell in accused.custody_history.all() if spell.until_on is None]
        return CustodySerializer(spells[0]).data if spells else None

    def get_opinion(self, accused: Accused) -> Any:
        """Give the standing opinion."""
        opinions = accused.opinions.all()
        return OpinionSerializer(opinions[0]).data if opinions else None

    def get_result(self, accused: Accused) -> Any:
        """Give the standing result."""
        results = accused.results.all()
        return ResultSerializer(results[0]).data if results else None


class ClockSerializer(serializers.ModelSerializer[Clock]):
    """A clock with the words of its rule."""

    says = serializers.CharField(source="rule.says")
    source = serializers.CharField(source="rule.source")

    class Meta:
        """What is shown."""

        model = Clock
        fields = ["id", "rule_id", "says", "source", "report_id", "started_on", "due_on", "state", "ended_on"]


class AssignmentSerializer(serializers.ModelSerializer[Assignment]):
    """A prosecutor's time on the team."""

    class Meta:
        """What is shown."""

        model = Assignment
        fields = ["id", "prosecutor_id", "role", "assigned_on", "released_on"]


class DefectSerializer(serializers.ModelSerializer[ReportDefect]):
    """A defect of a report."""

    code = serializers.CharField(source="code_id")
    says = serializers.CharField(source="code.says")

    class Meta:
        """What is shown."""

        model = ReportDefect
        fields = ["code", "says", "note"]


class ReportSerializer(serializers.ModelSerializer[Report]):
    """A police report."""

    defects = DefectSerializer(many=True)

    class Meta:
        """What is shown."""

        model = Report
        fields = [
            "id", "round", "kind", "received_on", "due_on", "road_certificate", "document_id", "delay_reasons",
            "state", "settled_on", "comply_by", "defects",
        ]  # fmt: skip


class DocumentSerializer(serializers.ModelSerializer[CaseDocument]):
    """A document of the case."""

    class Meta:
        """What is shown."""

        model = CaseDocument
        fields = ["document_id", "kind", "version"]


class CaseRowSerializer(serializers.ModelSerializer[Case]):
    """A case in a list."""

    class Meta:
        """What is shown."""

        model = Case
        fields = _ROW


class CaseSerializer(serializers.ModelSerializer[Case]):
    """A case with all that belongs to it."""

    accused = AccusedSerializer(many=True)
    clocks = ClockSerializer(many=True)
    team = AssignmentSerializer(many=True)
    reports = ReportSerializer(many=True)
    links = serializers.SerializerMethodField()
    documents = DocumentSerializer(many=True)

    class Meta:
        """What is shown."""

        model = Case
        fields = [
            *_ROW, "fir_as_written", "received_on", "complainant_initials", "summary", "court_id", "filed_on",
            "decided_on", "next_hearing_id", "import_id", "registered_at", "changed_at", "accused", "clocks", "team",
            "reports", "links", "documents",
        ]  # fmt: skip

    def get_links(self, case: Case) -> list[dict[str, Any]]:
        """Give the linked cases; those out of the caller's sight without their number."""
        links = list(CaseLink.objects.filter(Q(first=case) | Q(second=case)))
        others = {link.id: link.second_id if link.first_id == case.pk else link.first_id for link in links}
        seen: dict[Any, str] = {}
        if links:
            found = visible(Case.objects.filter(pk__in=others.values()), self.context["request"].user)
            seen = dict(found.values_list("id", "fir_label"))
        return [
            {
                "id": link.id,
                "kind": link.kind,
                "case_id": others[link.id] if others[link.id] in seen else None,
                "fir_label": seen.get(others[link.id]),
                "is_restricted": others[link.id] not in seen,
            }
            for link in links
        ]
