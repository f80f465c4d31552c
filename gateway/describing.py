"""The addresses that describe the API: `/api/openapi.json` for programs, `/api/docs` for people."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import falcon
import orjson

from gateway.limits import api_headers, page_headers
from gateway.openapi import build_document
from gateway.pages.docs import render_index, render_part
from gateway.pages.html import choose_language
from gateway.reading import matches
from services.common.api import Operation


class Description:
    """The document, made when somebody first asks for it, and its pages."""

    def __init__(self, operations: Sequence[Operation], public_url: str, cookie: str, *, secure: bool) -> None:
        """Take what is described."""
        self._operations = operations
        self._public_url = public_url
        self._cookie = cookie
        shared = [pair for pair in api_headers(secure=secure) if pair[0] != "cache-control"]
        self._headers = [*shared, ("cache-control", "no-cache"), ("access-control-allow-origin", "*")]
        self._page_headers = page_headers(secure=secure)

    @cached_property
    def _document(self) -> dict[str, Any]:
        return build_document(self._operations, self._public_url, self._cookie)

    @cached_property
    def _written(self) -> tuple[bytes, str]:
        written = orjson.dumps(self._document)
        return written, hashlib.sha256(written).hexdigest()[:32]

    async def on_get(self, req: Any, resp: Any) -> None:
        """Answer the OpenAPI document."""
        written, digest = self._written
        resp.set_headers(self._headers)
        resp.set_header("etag", f'"{digest}"')
        if matches(req.get_header("if-none-match"), digest):
            resp.status = 304
            return
        resp.content_type = "application/json"
        resp.data = written

    async def on_get_docs(self, req: Any, resp: Any) -> None:
        """Answer the first page for people."""
        language = choose_language(req.get_param("lang"), req.get_header("accept-language"))
        self._answer(resp, render_index(self._document, language), language)

    async def on_get_part(self, req: Any, resp: Any, part: str) -> None:
        """Answer the page of one service."""
        language = choose_language(req.get_param("lang"), req.get_header("accept-language"))
        page = render_part(self._document, part, language)
        if page is None:
            raise falcon.HTTPNotFound
        self._answer(resp, page, language)

    def _answer(self, resp: Any, page: bytes, language: str) -> None:
        resp.set_headers(self._page_headers)
        resp.set_header("content-language", language)
        resp.set_header("vary", "accept-language")
        resp.data = page
