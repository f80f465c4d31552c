"""What a case's file holds of its trial, its routes and its scrutiny, and how the people who worked on it show there."""

from __future__ import annotations

import io
import uuid
from typing import Any

import orjson
import pypdf

from services.cases import api
from services.cases.schemas.routes import AppealResult, VictimAppeal
from services.cases.service import CasesService
from services.cases.usecases.appeals import record_appeal_result
from services.cases.usecases.convict_appeals import enter_victim_appeal
from services.common.api import Operation
from services.common.calling import Caller
from services.scheduling.models import RosterEntry
from services.scheduling.service import SchedulingService
from tests.asking import NOWHERE, Asking
from tests.conftest import database_of, make_actor
from tests.integration.cases.asking import ask
from tests.integration.cases.bench import CLERK, decided, first_of
from tests.integration.cases.desk import DISTRICT, assigned, days_ago, filed, loaded
from tests.integration.cases.test_exports import asked_case, case_in, fetched, reader


class RosterCaller(Caller):
    """Lets cases ask scheduling's own entrypoints, without a bus between."""

    def call(self, operation: Operation, **asked: Any) -> Any:
        """Ask as somebody who may read the roster, unless nobody signed."""
        assert asked.pop("on_behalf_of")
        reader = make_actor("scheduling.read")
        return orjson.loads(Asking(SchedulingService).give(operation, reader, **asked).body)


def test_accounts_are_printed_by_their_designation_where_the_roster_knows_them() -> None:
    """The lead of this district and one from another; who is on no roster stays the end of an id, and so do all when it is away."""
    me, case_id, ids = reader(), case_in("Designations"), [str(uuid.uuid4()) for _ in range(3)]
    with database_of("scheduling").transaction() as session:
        for account_id, district in ((ids[0], DISTRICT), (ids[1], "badin")):
            post = {"district": district, "designation": "deputy-district-public-prosecutor"}
            session.add(RosterEntry(id=uuid.UUID(account_id), **post))
    with database_of("cases").transaction() as session:
        for account_id, role in zip(ids, ("lead", "second", "second"), strict=True):
            assigned(session, case_id, account_id, role)
    path, body = {"case_id": case_id}, {"form": "pdf", "purpose": "For the Advocate General"}
    asking = Asking(CasesService, lambda one: RosterCaller(NOWHERE, one.signer("cases"), "cases"))
    export = asking.ask(api.export_case, me, path=path, body=body).value
    text = text_of(fetched(me, export))
    for account_id, seat in ((ids[0], "karachi south"), (ids[1], "badin")):
        assert f"deputy district public prosecutor, {seat} (…{account_id[-6:]})" in text
    assert f"…{ids[2][-12:]}" in text
    away = text_of(fetched(me, asked_case(me, case_id, "pdf")))
    assert all(f"…{account_id[-12:]}" in away for account_id in ids)


def text_of(content: bytes) -> str:
    """Read a PDF's text, its lines joined."""
    pages = (page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    return " ".join(" ".join(pages).split())


def test_a_case_in_court_takes_its_trial_routes_and_scrutiny_along() -> None:
    """Opinions and defects, pleas and verdicts, the acquittal's report, its appeal and its retrial: each stands in its chapter."""
    me = reader("cases.scrutinise")
    with database_of("cases").transaction() as session:
        case_id = filed(session)
        decided(session, case_id)
        appeal = loaded(VictimAppeal, appeal_number="Cr. A. 7/2026")
        appeal_id = enter_victim_appeal(session, CLERK, case_id, first_of(session, case_id), appeal, None)
        back = loaded(AppealResult, result="retrial", back_to="evidence", decided_on=str(days_ago(0)))
        record_appeal_result(session, CLERK, case_id, appeal_id, back, None)
    chapters = orjson.loads(fetched(me, asked_case(me, case_id, "json")))["chapters"]
    assert chapters["trial"] == ask(api.read_trial, me, path={"case_id": case_id})
    trial = chapters["trial"]
    assert (trial["stage"], trial["appeals"][0]["state"]) == ("prosecution_evidence", "retrial")
    assert [one["back_to"] for one in trial["retrials"]] == ["evidence"]
    assert {"withdrawals", "sanctions", "acquittal_reports", "numbers", "accused"} <= trial.keys()
    report = ask(api.read_case, me, path={"case_id": case_id})["reports"][0]
    (scrutiny,) = chapters["scrutiny"]
    assert scrutiny == ask(api.read_scrutiny, me, path={"case_id": case_id, "report_id": report["id"]})
    text = text_of(fetched(me, asked_case(me, case_id, "pdf")))
    for said in ("Cr. A. 7/2026", "aggrieved", "evidence", "fit for trial", "The recovery and two witnesses agree."):
        assert said in text
