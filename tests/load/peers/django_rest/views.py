"""The three jobs."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from rest_framework.generics import ListAPIView, RetrieveAPIView, get_object_or_404
from rest_framework.renderers import JSONRenderer

from tests.load.peers.django_rest.access import Caller, visible
from tests.load.peers.django_rest.input import CaseInput
from tests.load.peers.django_rest.models import Case, Charge, Clock, Opinion, ReportDefect, Result
from tests.load.peers.django_rest.registering import register, register_once
from tests.load.peers.django_rest.serializers import CaseRowSerializer, CaseSerializer


def whole_cases(caller: Caller) -> QuerySet[Any]:
    """Give the cases in the caller's sight with all that belongs to them."""
    return visible(Case.objects.all(), caller).prefetch_related(
        "accused__noted",
        "accused__custody_history",
        Prefetch("accused__charges", Charge.objects.filter(superseded_at=None)),
        Prefetch("accused__opinions", Opinion.objects.filter(superseded_at=None)),
        Prefetch("accused__results", Result.objects.filter(superseded_at=None)),
        Prefetch("clocks", Clock.objects.select_related("rule")),
        "team",
        Prefetch("reports__defects", ReportDefect.objects.select_related("code")),
        "documents",
    )


class CaseOne(RetrieveAPIView[Any]):
    """Read a case."""

    serializer_class = CaseSerializer
    permissions_needed = {"GET": "cases.read"}  # noqa: RUF012 - read only

    def get_queryset(self) -> QuerySet[Any]:
        """Give what the caller sees."""
        return whole_cases(self.request.user)

    def retrieve(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Answer the case with its version."""
        response = super().retrieve(request, *args, **kwargs)
        response["ETag"] = f'"{response.data["version"]}"'
        return response


class CaseList(ListAPIView[Any]):
    """List cases; register one."""

    serializer_class = CaseRowSerializer
    permissions_needed = {"GET": "cases.read", "POST": "cases.register"}  # noqa: RUF012 - read only

    def get_queryset(self) -> QuerySet[Any]:
        """Give what the caller sees."""
        return visible(Case.objects.all(), self.request.user)

    def post(self, request: Any) -> HttpResponse:
        """Register a FIR."""
        given = CaseInput(data=request.data)
        given.is_valid(raise_exception=True)
        key = request.headers.get("Idempotency-Key") or uuid.uuid4().hex
        correlation_id = request.headers.get("X-Correlation-ID") or uuid.uuid4().hex

        def work() -> tuple[uuid.UUID, bytes]:
            case_id = register(request.user, given.validated_data, correlation_id)
            case = get_object_or_404(whole_cases(request.user), pk=case_id)
            return case_id, JSONRenderer().render(CaseSerializer(case, context={"request": request}).data)

        body = register_once(request.user, key, request.data, work)
        return HttpResponse(body, status=201, content_type="application/json")
