"""Who asks, what he may do, which cases he sees."""

from __future__ import annotations

import hashlib
import time
import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import BasePermission

from tests.load.peers.django_rest.models import Assignment, Token

_REMEMBERED_SECONDS = 5.0
_known: dict[bytes, tuple[float, Caller]] = {}


@dataclass(frozen=True)
class Caller:
    """Somebody who is signed in."""

    id: uuid.UUID
    permissions: frozenset[str]
    districts: tuple[str, ...]
    is_authenticated: bool = True

    def sees_district(self, district: str) -> bool:
        """Tell whether a district is in this caller's sight."""
        return "*" in self.districts or district in self.districts


class BearerAuthentication(BaseAuthentication):
    """An opaque bearer token, known by its hash."""

    def authenticate(self, request: Any) -> tuple[Caller, None] | None:
        """Give the caller of the request's token."""
        words = get_authorization_header(request).split()
        if len(words) != 2 or words[0].lower() != b"bearer":
            return None
        secret_hash = hashlib.sha256(words[1]).digest()
        checked_at, caller = _known.get(secret_hash, (0.0, None))
        if caller is None or time.monotonic() - checked_at > _REMEMBERED_SECONDS:
            caller = self._look_up(secret_hash)
            _known[secret_hash] = (time.monotonic(), caller)
        return caller, None

    def authenticate_header(self, request: Any) -> str:
        """Name the scheme in a 401."""
        del request
        return "Bearer"

    def _look_up(self, secret_hash: bytes) -> Caller:
        token = Token.objects.filter(pk=secret_hash, expires_at__gt=timezone.now()).first()
        if token is None:
            raise AuthenticationFailed
        return Caller(token.account_id, frozenset(token.permissions), tuple(token.districts))


class HasPermission(BasePermission):
    """The view's `permissions_needed`, by method."""

    def has_permission(self, request: Any, view: Any) -> bool:
        """Tell whether the caller may do this."""
        return request.user is not None and view.permissions_needed[request.method] in request.user.permissions


def visible(cases: QuerySet[Any], caller: Caller) -> QuerySet[Any]:
    """Leave the cases that the caller sees: of his districts and not sealed, or of his own team."""
    mine = Assignment.objects.filter(prosecutor_id=caller.id, released_on=None).values("case_id")
    sight = Q() if "*" in caller.districts else Q(district__in=caller.districts)
    if "cases.read_sealed" not in caller.permissions:
        sight &= Q(is_sealed=False)
    return cases.filter(sight | Q(pk__in=mine)) if sight else cases
