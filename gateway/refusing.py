"""How every refusal and failure is answered, wherever it happened on the way in."""

from __future__ import annotations

from typing import Any

import falcon

from gateway.limits import api_headers
from gateway.metrics import REQUESTS
from gateway.problems import failure, render, render_http
from gateway.reading import read_correlation
from services.common.errors import Problem
from services.common.logs import get_log

log = get_log(__name__)


def answer_errors(app: Any, *, secure: bool) -> None:
    """Answer Problems, what the HTTP layer refuses, and failures of our own, each as a problem document."""
    headers = api_headers(secure=secure)

    def send(req: Any, resp: Any, rendered: tuple[int, dict[str, str], bytes]) -> None:
        status, own, body = rendered
        resp.set_headers(headers)
        resp.set_headers(own)
        resp.set_header("x-correlation-id", req.context.correlation_id)
        resp.status = status
        resp.data = body
        REQUESTS.labels(getattr(req.context, "operation", "none"), status).inc()

    async def on_problem(req: Any, resp: Any, problem: Problem, _params: Any) -> None:
        send(req, resp, render(problem, _correlate(req)))

    async def on_http_error(req: Any, resp: Any, error: falcon.HTTPError, _params: Any) -> None:
        send(req, resp, render_http(error, _correlate(req)))

    async def on_failure(req: Any, resp: Any, error: Exception, _params: Any) -> None:
        correlation_id = _correlate(req)
        log.error("request_failed", path=req.uri_template, correlation_id=correlation_id, exc_info=error)
        send(req, resp, render(failure(), correlation_id))

    app.add_error_handler(Exception, on_failure)
    app.add_error_handler(falcon.HTTPError, on_http_error)
    app.add_error_handler(Problem, on_problem)


def _correlate(req: Any) -> str:
    known = getattr(req.context, "correlation_id", None)
    if known is None:
        known = req.context.correlation_id = read_correlation(req.get_header("x-correlation-id"))
    return str(known)
