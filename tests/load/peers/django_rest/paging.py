"""How lists are paged."""

from __future__ import annotations

from typing import Any

from rest_framework.pagination import CursorPagination
from rest_framework.response import Response


class NewestFirst(CursorPagination):
    """Keyset pages over the time-ordered primary key."""

    page_size = 50
    page_size_query_param = "limit"
    max_page_size = 200
    cursor_query_param = "after"
    ordering = "-id"

    def get_paginated_response(self, data: Any) -> Response:
        """Give the page as ours is: the rows, and the way to the next page."""
        return Response({"items": data, "next": self.get_next_link()})
