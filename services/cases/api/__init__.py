"""What cases answers: its operations, declared by chapter; each name is bound here, once."""

from __future__ import annotations

from services.cases.api.declaring import api
from services.cases.api.files import (
    add_accused,
    change_case,
    link_case,
    list_case_history,
    list_cases,
    read_case,
    read_case_reference,
    register_case,
    seal_case,
)
from services.cases.api.law import list_acts, list_clock_rules, list_defect_codes, list_districts
from services.cases.api.people import change_custody, decide_case, record_result, set_charges
from services.cases.api.registers import import_register, list_import_errors, list_imports, read_import
from services.cases.api.reports import read_performance
from services.cases.api.scrutiny import file_case, give_opinion, receive_report, return_report
from services.cases.api.team import assign_prosecutor, release_prosecutor

__all__ = [
    "add_accused",
    "api",
    "assign_prosecutor",
    "change_case",
    "change_custody",
    "decide_case",
    "file_case",
    "give_opinion",
    "import_register",
    "link_case",
    "list_acts",
    "list_case_history",
    "list_cases",
    "list_clock_rules",
    "list_defect_codes",
    "list_districts",
    "list_import_errors",
    "list_imports",
    "read_case",
    "read_case_reference",
    "read_import",
    "read_performance",
    "receive_report",
    "record_result",
    "register_case",
    "release_prosecutor",
    "return_report",
    "seal_case",
    "set_charges",
]
