"""What goes through offices: withdrawals, sanctions, reports of acquittals, appeals."""

from __future__ import annotations

from typing import Final

from services.cases.api.declaring import READ, RECORD, SCRUTINISE, api
from services.cases.schemas import routes, trial

DECIDE: Final = "cases.decide"

propose_withdrawal = api.post(
    "/cases/{case_id:uuid}/accused/{accused_id:uuid}/withdrawals", takes=routes.NewWithdrawal, returns=trial.TrialView,
    may=SCRUTINISE, says="Propose to withdraw the prosecution of an accused; the law says who approves",
)  # fmt: skip

decide_withdrawal = api.post(
    "/cases/{case_id:uuid}/withdrawals/{withdrawal_id:uuid}/decision", takes=routes.WithdrawalDecision,
    returns=trial.TrialView, may=DECIDE, guarded=True, status=200, says="Approve or refuse a withdrawal",
)  # fmt: skip

record_consent = api.post(
    "/cases/{case_id:uuid}/withdrawals/{withdrawal_id:uuid}/consent", takes=routes.CourtConsent,
    returns=trial.TrialView, may=RECORD, guarded=True, status=200, says="Record the court's answer to a withdrawal",
)  # fmt: skip

ask_sanction = api.post(
    "/cases/{case_id:uuid}/sanctions", takes=routes.NewSanction, returns=trial.TrialView, may=SCRUTINISE,
    says="Record that sanction to prosecute was asked for",
)  # fmt: skip

answer_sanction = api.post(
    "/cases/{case_id:uuid}/sanctions/{sanction_id:uuid}/answer", takes=routes.SanctionAnswer, returns=trial.TrialView,
    may=RECORD, guarded=True, status=200, says="Record the authority's answer to a sanction",
)  # fmt: skip

report_acquittal = api.post(
    "/cases/{case_id:uuid}/accused/{accused_id:uuid}/acquittal-report", takes=routes.NewAcquittalReport,
    returns=trial.TrialView, may=SCRUTINISE, guarded=True, says="Report an acquittal to the Prosecutor General",
)  # fmt: skip

recommend_appeal = api.post(
    "/cases/{case_id:uuid}/accused/{accused_id:uuid}/appeals", takes=routes.NewAppeal, returns=trial.TrialView,
    may=SCRUTINISE, says="Recommend an appeal from an accused's result",
)  # fmt: skip

decide_appeal_step = api.post(
    "/cases/{case_id:uuid}/appeals/{appeal_id:uuid}/words", takes=routes.AppealWord, returns=trial.TrialView,
    may=DECIDE, guarded=True, says="Give the word of the office that an appeal is with",
)  # fmt: skip

file_appeal = api.post(
    "/cases/{case_id:uuid}/appeals/{appeal_id:uuid}/filing", takes=routes.AppealFiling, returns=trial.TrialView,
    may="cases.approve_province", guarded=True, status=200, says="Record that an approved appeal was filed",
)  # fmt: skip

enter_appeal = api.post(
    "/cases/{case_id:uuid}/accused/{accused_id:uuid}/convict-appeals", takes=routes.ConvictAppeal,
    returns=trial.TrialView, may=RECORD, says="Enter that a convict appealed",
)  # fmt: skip

enter_victim_appeal = api.post(
    "/cases/{case_id:uuid}/accused/{accused_id:uuid}/victim-appeals", takes=routes.VictimAppeal,
    returns=trial.TrialView, may=RECORD, says="Enter that a victim, an heir or the complainant appealed",
)  # fmt: skip

record_appeal_result = api.post(
    "/cases/{case_id:uuid}/appeals/{appeal_id:uuid}/result", takes=routes.AppealResult, returns=trial.TrialView,
    may=RECORD, guarded=True, status=200, says="Record the higher court's decision",
)  # fmt: skip

list_appeals = api.get(
    "/appeals", query=routes.AppealFilter, pages_of=routes.AppealRow, may=READ,
    says="List the appeals that an office has, with the days that are left",
)  # fmt: skip
