"""The performance report."""

from __future__ import annotations

from services.cases.api.declaring import api
from services.cases.schemas import performance, report_figures

read_performance = api.get(
    "/performance", query=performance.PerformanceQuery, returns=performance.PerformanceView, may="cases.report",
    deadline=30.0, says="Read the performance report of a period",
)  # fmt: skip

read_figures = api.get(
    "/performance/figures", query=report_figures.FiguresQuery, returns=report_figures.DimensionView, may="cases.report",
    deadline=30.0, says="Read a period's figures by gender, offence, district, station, profession, prosecutor or court",
)  # fmt: skip

read_court_return = api.get(
    "/court-returns", query=report_figures.ReturnQuery, returns=report_figures.ReturnView, may="cases.returns",
    deadline=30.0, says="Read a return of the courts: forms 16 to 20",
)  # fmt: skip
