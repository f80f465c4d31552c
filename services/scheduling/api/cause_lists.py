"""Cause lists: a court's list of a day as it stands, lists that are made, lists that courts send."""

from __future__ import annotations

from typing import Final

from services.scheduling.api.declaring import READ, api
from services.scheduling.schemas import cause_lists, cause_lists_imported

KEEP: Final = "scheduling.cause_lists"
_IMPORT: Final = "/cause-list-imports/{import_id:uuid}"
_ROW: Final = _IMPORT + "/rows/{row:int}"

read_cause_list = api.get(
    "/courts/{court_id:uuid}/cause-list/{day:date}",
    returns=cause_lists.CauseListView,
    may=READ,
    says="Read a court's list of a day",
)
compare_cause_lists = api.get(
    "/courts/{court_id:uuid}/cause-list/{day:date}/changes", query=cause_lists.ChangesQuery,
    returns=cause_lists_imported.CauseListChanges, may=READ,
    says="Say how a court's day differs from its day before, or from another one",
)  # fmt: skip

make_cause_list = api.post(
    "/cause-lists", takes=cause_lists.NewCauseList, returns=cause_lists.MadeCauseListView, may=READ, status=202,
    says="Ask for a court's list of a day as PDF, CSV and iCalendar, for the office or for the court's door",
)  # fmt: skip
list_made_cause_lists = api.get(
    "/cause-lists", query=cause_lists.MadeCauseListFilter, pages_of=cause_lists.MadeCauseListView, may=READ,
    says="List the lists that were made: one's own, and the public ones",
)  # fmt: skip
read_made_cause_list = api.get(
    "/cause-lists/{list_id:uuid}", returns=cause_lists.MadeCauseListView, may=READ, says="Read whether a list is made"
)
fetch_cause_list = api.get(
    "/cause-lists/{list_id:uuid}/content", query=cause_lists.FileQuery, returns=cause_lists_imported.FileContent,
    may=READ, audited=True, says="Fetch a list that was made",
)  # fmt: skip
read_made_changes = api.get(
    "/cause-lists/{list_id:uuid}/changes", returns=cause_lists_imported.CauseListChanges, may=READ,
    says="Say how a list differs from the one made before it of the same day",
)  # fmt: skip

import_cause_list = api.post(
    "/cause-list-imports", takes=cause_lists_imported.NewCauseListImport,
    returns=cause_lists_imported.CauseListImportView, may=KEEP, status=202, body_limit=14_500_000, deadline=60.0,
    says="Send in a court's list (CSV, XLSX, PDF with text); it is read and matched, and nothing is scheduled yet",
)  # fmt: skip
list_cause_list_imports = api.get(
    "/cause-list-imports", query=cause_lists_imported.CauseListImportFilter,
    pages_of=cause_lists_imported.CauseListImportRow, may=READ, says="List the lists that courts sent",
)  # fmt: skip
read_cause_list_import = api.get(
    _IMPORT,
    returns=cause_lists_imported.CauseListImportView,
    may=READ,
    says="Read where a list that was sent in stands",
)
fetch_cause_list_import = api.get(
    _IMPORT + "/content", returns=cause_lists_imported.FileContent, may=KEEP, audited=True, deadline=60.0,
    says="Fetch a list's file as it was sent in",
)  # fmt: skip
list_cause_list_rows = api.get(
    _IMPORT + "/rows", query=cause_lists_imported.CauseListRowFilter, pages_of=cause_lists_imported.CauseListRowView,
    may=READ, says="List a list's rows: as printed, as read, and which cases they are",
)  # fmt: skip
read_import_changes = api.get(
    _IMPORT + "/changes", returns=cause_lists_imported.CauseListChanges, may=READ,
    says="Say how a list differs from the accepted one of the same day",
)  # fmt: skip
preview_cause_list = api.post(
    _IMPORT + "/plans", takes=cause_lists_imported.CauseListPlanRequest, returns=cause_lists_imported.CauseListOutcome,
    may=KEEP, status=200, deadline=60.0, says="Say what accepting a list would do; nothing is changed",
)  # fmt: skip
accept_cause_list = api.post(
    _IMPORT + "/acceptance", takes=cause_lists_imported.CauseListAcceptance,
    returns=cause_lists_imported.CauseListOutcome, may=KEEP, status=200, deadline=60.0,
    says="Accept a list as previewed: its rows become hearings, all of them or none",
)  # fmt: skip
list_unmatched_rows = api.get(
    "/cause-list-queue", query=cause_lists_imported.QueueFilter, pages_of=cause_lists_imported.QueuedRow, may=READ,
    says="List the rows that wait for a clerk, by day",
)  # fmt: skip
resolve_cause_list_row = api.post(
    _ROW + "/resolution", takes=cause_lists_imported.RowResolution, returns=cause_lists_imported.CauseListRowView,
    may=KEEP, status=200, says="Say which cases a row is about; a row of an accepted list is scheduled at once",
)  # fmt: skip
dismiss_cause_list_row = api.post(
    _ROW + "/dismissal", takes=cause_lists_imported.RowDismissal, returns=cause_lists_imported.CauseListRowView,
    may=KEEP, status=200, says="Dismiss a row that is none of the prosecution's, with the reason",
)  # fmt: skip
