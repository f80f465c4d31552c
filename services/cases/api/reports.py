"""The performance report."""

from __future__ import annotations

from services.cases.api.declaring import RECORD, api
from services.cases.schemas import case, delays, making, performance, performance_cases, report_figures
from services.common.schemas import PageQuery

_REPORT = "cases.report"

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

make_report = api.post(
    "/reports", takes=making.NewMadeReport, returns=making.MadeReportView, may=_REPORT, status=202,
    says="Ask for a report as PDF and XLSX, kept as it is counted",
)  # fmt: skip

list_made_reports = api.get(
    "/reports", query=PageQuery, pages_of=making.MadeReportView, may=_REPORT, says="List the reports that you asked for"
)

read_made_report = api.get(
    "/reports/{report_id:uuid}", returns=making.MadeReportView, may=_REPORT, says="Read whether a report is made"
)

fetch_made_report = api.get(
    "/reports/{report_id:uuid}/content", query=making.ReportForm, returns=making.ReportFile, may=_REPORT, audited=True,
    deadline=30.0, says="Fetch a report as PDF, XLSX or JSON",
)  # fmt: skip

read_report_changes = api.get(
    "/reports/{report_id:uuid}/changes", returns=making.ChangesView, may=_REPORT, deadline=30.0,
    says="Read what a report that was made would show otherwise now",
)  # fmt: skip

note_profession = api.put(
    "/cases/{case_id:uuid}/accused/{accused_id:uuid}/profession", takes=making.NewProfession, returns=case.CaseView,
    may=RECORD, guarded=True, says="Note what an accused does for a living",
)  # fmt: skip

list_professions = api.get("/professions", query=PageQuery, pages_of=making.ProfessionRow, says="List the professions")

read_delays = api.get(
    "/performance/delays", query=report_figures.ReportQuery, returns=delays.DelaysView, may=_REPORT, deadline=30.0,
    says="Read why cases took long: adjournments by cause and asker, periods missed, defects, custody",
)  # fmt: skip

read_endings = api.get(
    "/performance/endings", query=report_figures.ReportQuery, returns=delays.EndingsView, may=_REPORT, deadline=30.0,
    says="Read how cases ended: verdicts, grounds of acquittals, appeals filed and missed, witnesses heard",
)  # fmt: skip

list_delayed_cases = api.get(
    "/performance/delays/cases", query=performance_cases.DelayedCasesQuery, pages_of=performance_cases.DelayedCaseRow,
    may="cases.report_small", deadline=30.0, says="List the cases behind a period's delays, each with why it waits",
)  # fmt: skip

list_ended_cases = api.get(
    "/performance/endings/cases", query=performance_cases.EndedCasesQuery, pages_of=performance_cases.EndedCaseRow,
    may="cases.report_small", deadline=30.0, says="List the results behind a period's endings, accused by accused",
)  # fmt: skip
