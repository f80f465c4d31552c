"""From a problem's kind to the HTTP answer: one table, RFC 9457 `application/problem+json`, nothing of the internals in it."""

from __future__ import annotations

from typing import Any, Final

import falcon
import orjson

from services.common.errors import Problem

MEDIA_TYPE: Final = "application/problem+json"
TABLE: Final[dict[str, tuple[int, str]]] = {
    "malformed": (400, "The request cannot be read"),
    "unauthenticated": (401, "Sign in first"),
    "forbidden": (403, "Not allowed"),
    "not_found": (404, "Not found"),
    "conflict": (409, "Not possible in this state"),
    "gone": (410, "No longer here"),
    "moved_on": (412, "Changed meanwhile"),
    "too_large": (413, "Too large"),
    "unsupported": (415, "Unknown kind of content"),
    "invalid": (422, "Some of the input is wrong"),
    "guard_missing": (428, "If-Match is missing"),
    "too_many": (429, "Too many requests"),
    "failed": (500, "The service failed"),
    "unavailable": (503, "Not available just now"),
    "too_late": (504, "No answer in time"),
}
_RETRY_SECONDS: Final = {429: 1, 503: 2, 504: 2}
_OWN_MEMBERS: Final = frozenset(("type", "title", "status", "detail", "code", "correlation_id", "errors", "kind"))
_HTTP_KINDS: Final = {status: kind for kind, (status, _) in TABLE.items()}


def render(problem: Problem, correlation_id: str) -> tuple[int, dict[str, str], bytes]:
    """Give status, headers and body of the answer to a refused request."""
    status, title = TABLE[problem.kind]
    headers = {"content-type": MEDIA_TYPE}
    if status in _RETRY_SECONDS:
        headers["retry-after"] = str(problem.facts.get("retry_after", _RETRY_SECONDS[status]))
    if status == 401:
        headers["www-authenticate"] = 'Bearer realm="cmms"'
    members = {name: value for name, value in problem.facts.items() if name not in _OWN_MEMBERS}
    return status, headers, _write(problem.kind, (status, title), problem, correlation_id, members)


def render_http(error: falcon.HTTPError, correlation_id: str) -> tuple[int, dict[str, str], bytes]:
    """Give the answer to what the HTTP layer itself refused: unknown addresses, methods, malformed headers."""
    headers = {name.lower(): value for name, value in dict(error.headers or {}).items()}
    if error.status_code == 405:
        allowed = headers.get("allow", "")
        problem = Problem("malformed", "method_not_allowed", f"This address takes {allowed} only.")
        body = _write("method", (405, "Method not allowed"), problem, correlation_id, {})
        return 405, {**headers, "content-type": MEDIA_TYPE}, body
    if error.status_code == 404:
        return render(
            Problem("not_found", "no_such_address", "There is nothing at this address. See /api/docs."), correlation_id
        )
    kind = _HTTP_KINDS.get(error.status_code, "malformed" if error.status_code < 500 else "failed")
    return render(Problem(kind, "request_malformed", "The request cannot be read. Check its headers."), correlation_id)


def failure() -> Problem:
    """Give what is said of any failure of our own."""
    return Problem("failed", "failed", "The service failed. The failure has been recorded.")


def _write(
    kind: str, heading: tuple[int, str], problem: Problem, correlation_id: str, members: dict[str, Any]
) -> bytes:
    status, title = heading
    body: dict[str, Any] = {
        "type": f"/api/docs#problem-{kind}",
        "title": title,
        "status": status,
        "detail": problem.detail,
        "code": problem.code,
        "correlation_id": correlation_id,
    }
    if problem.fields:
        body["errors"] = problem.fields
    return orjson.dumps({**body, **members}, default=str)
