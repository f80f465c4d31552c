"""The addresses, the same as ours."""

from __future__ import annotations

from django.urls import path

from tests.load.peers.django_rest.views import CaseList, CaseOne

urlpatterns = [
    path("api/cases", CaseList.as_view()),
    path("api/cases/<uuid:pk>", CaseOne.as_view()),
]
