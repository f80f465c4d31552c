"""What the court does with an accused: pleas, verdicts, bail, remand; and a case's courts."""

from __future__ import annotations

from services.cases.api.declaring import RECORD, api
from services.cases.schemas import trial

record_plea = api.post(
    "/cases/{case_id:uuid}/accused/{accused_id:uuid}/pleas", takes=trial.NewPlea, returns=trial.TrialView, may=RECORD,
    guarded=True, says="Record what an accused pleads to each charge",
)  # fmt: skip

record_verdicts = api.post(
    "/cases/{case_id:uuid}/accused/{accused_id:uuid}/verdicts", takes=trial.NewVerdicts, returns=trial.TrialView,
    may=RECORD, guarded=True, says="Record the verdict and sentence on each charge; the accused's result follows",
)  # fmt: skip

apply_for_bail = api.post(
    "/cases/{case_id:uuid}/accused/{accused_id:uuid}/bail", takes=trial.NewBail, returns=trial.TrialView, may=RECORD,
    says="Record that bail was applied for",
)  # fmt: skip

decide_bail = api.post(
    "/cases/{case_id:uuid}/bail/{bail_id:uuid}/order", takes=trial.BailOrder, returns=trial.TrialView, may=RECORD,
    guarded=True, status=200, says="Record the order on an application for bail",
)  # fmt: skip

cancel_bail = api.post(
    "/cases/{case_id:uuid}/bail/{bail_id:uuid}/cancellation", takes=trial.BailCancellation, returns=trial.TrialView,
    may=RECORD, guarded=True, status=200, says="Record that bail was cancelled",
)  # fmt: skip

order_remand = api.post(
    "/cases/{case_id:uuid}/accused/{accused_id:uuid}/remands", takes=trial.NewRemand, returns=trial.TrialView,
    may=RECORD, says="Record a remand order",
)  # fmt: skip

withdraw_remand = api.post(
    "/cases/{case_id:uuid}/remands/{remand_id:uuid}/withdrawal", takes=trial.Reason, returns=trial.TrialView,
    may=RECORD, guarded=True, status=200, says="Take back a remand order that was entered wrongly",
)  # fmt: skip

transfer_case = api.post(
    "/cases/{case_id:uuid}/transfers", takes=trial.Transfer, returns=trial.TrialView, may="cases.file", guarded=True,
    says="Move a case to another court, under its new number",
)  # fmt: skip

join_trial = api.put(
    "/cases/{case_id:uuid}/joint-trial", takes=trial.Joining, returns=trial.TrialView, may="cases.link", guarded=True,
    says="Try a case jointly with a leading one",
)  # fmt: skip

part_trial = api.post(
    "/cases/{case_id:uuid}/joint-trial/parting", takes=trial.Reason, returns=trial.TrialView, may="cases.link",
    guarded=True, status=200, says="Try a case by itself again",
)  # fmt: skip
