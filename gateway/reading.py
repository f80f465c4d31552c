"""What is read of an HTTP request before an operation sees it: the query, the body, the headers that guard a change."""

from __future__ import annotations

import re
import uuid
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

import orjson

from gateway.limits import DEPTH, is_too_deep
from services.common.errors import Problem

_CORRELATION: Final = re.compile(r"[A-Za-z0-9._-]{8,64}\Z")
_KEY: Final = re.compile(r'"?([\x21\x23-\x7e]{8,200})"?\Z')
_ETAG: Final = re.compile(r'"([\x21\x23-\x7e]{1,100})"\Z')
_TRACEPARENT: Final = re.compile(r"[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}\Z")
_JSON_TYPES: Final = ("application/json", "application/merge-patch+json")
_SAFE_SITES: Final = ("same-origin", "none")
_MOST_PARAMETERS: Final = 100


def malformed(code: str, detail: str, **facts: Any) -> Problem:
    """Say that the request cannot be read, and why."""
    return Problem("malformed", code, detail, **facts)


def read_correlation(value: str | None) -> str:
    """Give the caller's own correlation id when it is a plain one, or a new one."""
    return value if value and _CORRELATION.match(value) else uuid.uuid4().hex


def read_query(query_string: str) -> dict[str, str]:
    """Read the query; the same name twice is refused, since parts would disagree on which one counts."""
    if not query_string:
        return {}
    try:
        pairs = parse_qsl(
            query_string, keep_blank_values=True, strict_parsing=True, errors="strict", max_num_fields=_MOST_PARAMETERS
        )
    except ValueError:
        raise malformed("query_malformed", "The query after the question mark cannot be read.") from None
    query = dict(pairs)
    if len(query) != len(pairs):
        names = [name for name, _ in pairs]
        twice = sorted({name for name in names if names.count(name) > 1})
        raise malformed("parameter_repeated", "Give each query parameter once.", parameters=twice)
    return query


async def read_body(req: Any, limit: int) -> bytes | None:
    """Read and check a JSON body; None when there is none. Gives the bytes as they came."""
    length = req.content_length
    if length is not None and length > limit:
        raise _too_large(limit)
    if length == 0 or (length is None and req.get_header("transfer-encoding") is None):
        return None
    content_type = (req.content_type or "").partition(";")[0].strip().lower()
    raw: bytes = await req.stream.read(limit + 1)
    if len(raw) > limit:
        raise _too_large(limit)
    if not raw:
        return None
    if content_type not in _JSON_TYPES:
        raise Problem("unsupported", "content_type_unsupported", "Send JSON, with Content-Type: application/json.")
    return check_json(raw)


def check_json(raw: bytes) -> bytes:
    """Give the bytes back when they are JSON that nests no deeper than 64 levels."""
    try:
        value = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        if "depth limit" in str(error):
            raise _too_deep() from None
        raise malformed("json_malformed", "The body is not JSON that can be read.", position=error.pos) from None
    if raw.count(b"{") + raw.count(b"[") > DEPTH and is_too_deep(value):
        raise _too_deep()
    return raw


def read_key(value: str | None) -> str:
    """Read an Idempotency-Key, quoted or not; make one when there is none."""
    if value is None:
        return uuid.uuid4().hex
    match = _KEY.match(value)
    if match is None:
        raise malformed(
            "idempotency_key_malformed", "An Idempotency-Key is 8 to 200 visible characters, such as a UUID."
        )
    return match[1]


def read_if_match(value: str | None) -> str | None:
    """Read If-Match: exactly one strong ETag, as it was given with the answer."""
    if value is None:
        return None
    match = _ETAG.match(value.strip())
    if match is None:
        raise malformed("if_match_malformed", 'If-Match must be the one ETag that was read, such as "3".')
    return match[1]


def matches(if_none_match: str | None, etag: str) -> bool:
    """Tell whether the caller holds this version already (weak comparison, RFC 9110, 13.1.2)."""
    if if_none_match is None:
        return False
    held = [part.strip().removeprefix("W/") for part in if_none_match.split(",")]
    return "*" in held or f'"{etag}"' in held


def read_traceparent(value: str | None) -> str | None:
    """Give the W3C trace context when it is well formed."""
    return value if value and _TRACEPARENT.match(value) else None


def read_cookie(header: str | None, name: str) -> str | None:
    """Give a cookie's value; of two with the name, none, since one of them was planted."""
    if not header:
        return None
    values = [part.partition("=")[2] for part in header.split("; ") if part.startswith(name + "=")]
    return values[0] if len(values) == 1 else None


def require_same_origin(req: Any, origin: str) -> None:
    """Refuse a change that a cookie carries when another site's page made it (CSRF); programs send neither header."""
    site = req.get_header("sec-fetch-site")
    if site is not None:
        if site in _SAFE_SITES:
            return
        raise _cross_site()
    sent = req.get_header("origin")
    if sent is not None and sent != origin and urlsplit(sent).netloc != req.get_header("host"):
        raise _cross_site()


def _cross_site() -> Problem:
    return Problem("forbidden", "cross_site", "This request came from another site's page. Open the system itself.")


def _too_large(limit: int) -> Problem:
    size = f"{limit / 1_000_000:g} MB" if limit >= 100_000 else f"{limit} bytes"
    detail = f"This is larger than the {size} that can be sent here. Send it in parts."
    return Problem("too_large", "body_too_large", detail, limit=limit)


def _too_deep() -> Problem:
    return malformed("json_too_deep", f"The body nests deeper than {DEPTH} levels.")
