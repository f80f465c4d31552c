"""What a clerk sends in, validated."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from services.cases.rules.words import ACCUSED_ROLES, CUSTODY_STATES, GENDERS

_CODE = r"^[a-z0-9]+([-_][a-z0-9]+)*$"


class SectionInput(serializers.Serializer[Any]):
    """A section of law."""

    act = serializers.RegexField(_CODE, max_length=60)
    section = serializers.CharField(max_length=20)


class CustodyInput(serializers.Serializer[Any]):
    """A state since a day."""

    state = serializers.ChoiceField(CUSTODY_STATES)
    since_on = serializers.DateField()


class AccusedInput(serializers.Serializer[Any]):
    """An accused."""

    initials = serializers.CharField(max_length=12)
    role = serializers.ChoiceField(ACCUSED_ROLES, default="unknown")
    gender = serializers.ChoiceField(GENDERS, default="unknown")
    is_juvenile = serializers.BooleanField(default=False)
    custody = CustodyInput()


class CaseInput(serializers.Serializer[Any]):
    """A FIR."""

    district = serializers.RegexField(_CODE, max_length=60)
    police_station = serializers.CharField(max_length=80)
    fir_number = serializers.CharField(max_length=12)
    fir_year = serializers.IntegerField(min_value=1947, max_value=2100)
    fir_as_written = serializers.CharField(max_length=120, default=None, allow_null=True)
    fir_on = serializers.DateField()
    received_on = serializers.DateField(default=None, allow_null=True)
    sections = SectionInput(many=True, allow_empty=False, max_length=50)
    accused = AccusedInput(many=True, max_length=200, default=list)
    complainant_initials = serializers.CharField(max_length=12, default=None, allow_null=True)
    summary = serializers.CharField(max_length=4000, default=None, allow_null=True)
