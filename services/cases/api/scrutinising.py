"""Scrutiny in its parts: the checklist, the police's answers, delay weighed, the memo."""

from __future__ import annotations

from services.cases.api.declaring import READ, SCRUTINISE, api
from services.cases.schemas import scrutinising

read_scrutiny = api.get(
    "/cases/{case_id:uuid}/reports/{report_id:uuid}/scrutiny", returns=scrutinising.ScrutinyView, may=READ,
    says="Read a report's checklist, its defects and what was said to them",
)  # fmt: skip

answer_questions = api.put(
    "/cases/{case_id:uuid}/reports/{report_id:uuid}/checklist", takes=scrutinising.GivenAnswers,
    returns=scrutinising.ScrutinyView, may=SCRUTINISE, guarded=True, says="Answer questions of the checklist",
)  # fmt: skip

judge_delay = api.put(
    "/cases/{case_id:uuid}/reports/{report_id:uuid}/delay", takes=scrutinising.NewDelayJudgment,
    returns=scrutinising.ScrutinyView, may=SCRUTINISE, guarded=True,
    says="Say whether an interim report's reasons for delay are compelling",
)  # fmt: skip

answer_defect = api.post(
    "/cases/{case_id:uuid}/defects/{defect_id:uuid}/answers", takes=scrutinising.NewDefectAnswer,
    returns=scrutinising.ScrutinyView, may="cases.receive", says="Record what the police say to a defect",
)  # fmt: skip

decide_dispute = api.post(
    "/cases/{case_id:uuid}/defects/{defect_id:uuid}/decision", takes=scrutinising.DisputeDecision,
    returns=scrutinising.ScrutinyView, may=SCRUTINISE, guarded=True, status=200,
    says="Accept or reject the police's dispute of a defect",
)  # fmt: skip

read_memo = api.get(
    "/cases/{case_id:uuid}/reports/{report_id:uuid}/memo", query=scrutinising.MemoQuery, returns=scrutinising.MemoView,
    may=READ, says="Read the memo of a scrutiny, made from what was entered",
)  # fmt: skip
