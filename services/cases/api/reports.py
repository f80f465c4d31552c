"""The performance report."""

from __future__ import annotations

from services.cases.api.declaring import api
from services.cases.schemas import performance

read_performance = api.get(
    "/performance", query=performance.PerformanceQuery, returns=performance.PerformanceView, may="cases.report",
    deadline=30.0, says="Read the performance report of a period",
)  # fmt: skip
