"""What cases answers: its operations, declared by chapter; each name is bound here, once."""

from __future__ import annotations

from services.cases.api.absconding import (
    list_absconders,
    record_absconder_step,
)
from services.cases.api.appeals import (
    answer_sanction,
    ask_sanction,
    decide_appeal_step,
    decide_withdrawal,
    enter_appeal,
    enter_victim_appeal,
    file_appeal,
    list_appeals,
    propose_withdrawal,
    recommend_appeal,
    record_appeal_result,
    record_consent,
    report_acquittal,
)
from services.cases.api.clocks import (
    add_fact,
    complete_office_period,
    correct_fact,
    correct_step_day,
    list_case_clocks,
    list_due_clocks,
    list_fact_kinds,
    list_facts,
    list_office_periods,
    read_clock_rule,
    retract_fact,
)
from services.cases.api.declaring import api
from services.cases.api.entities import (
    add_entity,
    decide_match,
    list_duplicates,
    list_entities,
    list_matches,
    read_case_graph,
    read_entity,
    undo_match,
    withdraw_entity,
)
from services.cases.api.exhibits import (
    ask_laboratory,
    change_exhibit,
    correct_custody,
    correct_laboratory_request,
    enter_exhibit,
    list_cases_with_gaps,
    list_custody_rules,
    list_exhibits,
    list_laboratories,
    list_laboratory_requests,
    read_custody_sheet,
    read_exhibit,
    read_exhibit_gaps,
    record_custody,
    record_laboratory_report,
    rule_on_exhibit,
    withdraw_custody,
    withhold_superseded,
)
from services.cases.api.exports import export_case, export_cases, fetch_export, list_exports, read_export
from services.cases.api.files import (
    add_accused,
    change_case,
    link_case,
    list_case_history,
    list_cases,
    list_police_stations,
    read_case,
    read_case_reference,
    register_case,
    seal_case,
)
from services.cases.api.financing import (
    add_financing_reference,
    add_property_order,
    add_property_step,
    add_transfer,
    list_proscribed_matches,
    load_proscribed_list,
    read_financing,
    set_financing,
    set_financing_check,
)
from services.cases.api.handing_over import hand_over, list_handovers, preview_handover
from services.cases.api.law import list_acts, list_clock_rules, list_defect_codes, list_districts
from services.cases.api.numbers import find_cases_by_numbers, read_case_titles
from services.cases.api.people import change_custody, decide_case, record_result, set_charges
from services.cases.api.persons import (
    add_person,
    change_person,
    list_own_recusals,
    list_persons,
    list_recusals,
    read_investigation,
    read_person,
    recuse_prosecutor,
    withdraw_recusal,
)
from services.cases.api.procedure import list_exits, list_offences, list_powers, list_stages, read_trial, take_step
from services.cases.api.registers import (
    import_register,
    list_import_differences,
    list_import_errors,
    list_imports,
    read_import,
)
from services.cases.api.reports import (
    fetch_made_report,
    list_delayed_cases,
    list_ended_cases,
    list_made_reports,
    list_professions,
    make_report,
    note_profession,
    read_court_return,
    read_delays,
    read_endings,
    read_figures,
    read_made_report,
    read_performance,
    read_report_changes,
)
from services.cases.api.scrutinising import (
    answer_defect,
    answer_questions,
    decide_dispute,
    judge_delay,
    read_memo,
    read_scrutiny,
)
from services.cases.api.scrutiny import file_case, give_opinion, receive_report, return_report
from services.cases.api.searching import count_found_cases, search_cases
from services.cases.api.tasks import (
    add_task,
    cancel_task,
    change_task,
    complete_task,
    count_tasks,
    end_direction,
    extend_direction,
    give_back_task,
    give_direction,
    list_case_tasks,
    list_checklists,
    list_directions,
    list_due_directions,
    list_tasks,
    read_task,
    reassign_task,
    start_checklist,
    take_task,
    withhold_from_work,
)
from services.cases.api.team import assign_prosecutor, release_prosecutor
from services.cases.api.trial import (
    apply_for_bail,
    cancel_bail,
    decide_bail,
    join_trial,
    order_remand,
    part_trial,
    record_plea,
    record_verdicts,
    transfer_case,
    withdraw_remand,
)
from services.cases.api.vault import (
    add_protected_witness,
    ask_lifting,
    ask_opening,
    decide_lifting,
    decide_opening,
    list_liftings,
    list_looks,
    list_openings,
    name_openers,
    protect_witness,
    read_identity,
    read_openers,
    set_measures,
    withhold_identity,
)

__all__ = [
    "add_accused", "add_entity", "add_fact", "add_financing_reference", "add_person", "add_property_order",
    "add_property_step", "add_protected_witness", "add_task", "add_transfer", "answer_defect", "answer_questions",
    "answer_sanction", "api", "apply_for_bail", "ask_laboratory", "ask_lifting", "ask_opening", "ask_sanction",
    "assign_prosecutor", "cancel_bail", "cancel_task", "change_case", "change_custody", "change_exhibit",
    "change_person", "change_task", "complete_office_period", "complete_task", "correct_custody", "correct_fact",
    "correct_laboratory_request", "correct_step_day", "count_found_cases", "count_tasks", "decide_appeal_step",
    "decide_bail", "decide_case", "decide_dispute", "decide_lifting", "decide_match", "decide_opening",
    "decide_withdrawal", "end_direction", "enter_appeal", "enter_exhibit", "enter_victim_appeal", "export_case",
    "export_cases", "extend_direction", "fetch_export", "fetch_made_report", "file_appeal", "file_case",
    "find_cases_by_numbers", "give_back_task", "give_direction", "give_opinion", "hand_over", "import_register",
    "join_trial", "judge_delay", "link_case", "list_absconders", "list_acts", "list_appeals", "list_case_clocks",
    "list_case_history", "list_case_tasks", "list_cases", "list_cases_with_gaps", "list_checklists",
    "list_clock_rules", "list_custody_rules", "list_defect_codes", "list_delayed_cases", "list_directions", "list_districts",
    "list_due_clocks", "list_due_directions", "list_duplicates", "list_ended_cases", "list_entities", "list_exhibits", "list_exits",
    "list_exports", "list_fact_kinds", "list_facts", "list_handovers", "list_import_differences", "list_import_errors",
    "list_imports", "list_laboratories", "list_laboratory_requests", "list_liftings", "list_looks",
    "list_made_reports", "list_matches", "list_offences", "list_office_periods", "list_openings",
    "list_own_recusals", "list_persons", "list_police_stations", "list_powers", "list_professions",
    "list_proscribed_matches", "list_recusals", "list_stages", "list_tasks", "load_proscribed_list", "make_report", "name_openers",
    "note_profession", "order_remand", "part_trial", "preview_handover", "propose_withdrawal", "protect_witness",
    "read_case", "read_case_graph", "read_case_reference", "read_case_titles", "read_clock_rule",
    "read_court_return", "read_custody_sheet", "read_delays", "read_endings", "read_entity", "read_exhibit",
    "read_exhibit_gaps", "read_export", "read_figures", "read_financing", "read_identity", "read_import",
    "read_investigation", "read_made_report", "read_memo", "read_openers", "read_performance", "read_person", "read_report_changes",
    "read_scrutiny", "read_task", "read_trial", "reassign_task", "receive_report", "recommend_appeal",
    "record_absconder_step", "record_appeal_result", "record_consent", "record_custody", "record_laboratory_report",
    "record_plea", "record_result", "record_verdicts", "recuse_prosecutor", "register_case", "release_prosecutor",
    "report_acquittal", "retract_fact", "return_report", "rule_on_exhibit", "seal_case", "search_cases",
    "set_charges", "set_financing", "set_financing_check", "set_measures", "start_checklist", "take_step",
    "take_task", "transfer_case", "undo_match", "withdraw_custody", "withdraw_entity", "withdraw_recusal",
    "withdraw_remand", "withhold_from_work", "withhold_identity", "withhold_superseded",
]  # fmt: skip
