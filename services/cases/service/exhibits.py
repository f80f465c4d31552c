"""Exhibits, their chain of custody and its gaps, and what laboratories are asked and answer."""

from __future__ import annotations

from services.cases import api
from services.cases.queries import exhibit_gaps, exhibit_sheet, laboratory
from services.cases.queries import exhibits as queries
from services.cases.usecases import exhibits, exhibits_custody, exhibits_laboratory, exhibits_withholding
from services.common.answering import Call
from services.common.answers import Answer
from services.common.bus import answers


class ExhibitAnswers:
    """Exhibits, their chain of custody and its gaps, and what laboratories are asked and answer."""

    @answers(api.enter_exhibit)
    def enter_exhibit(self, call: Call) -> Answer:
        """Enter an exhibit."""
        case_id = call.path["case_id"]
        exhibit_id = exhibits.enter_exhibit(call.session, call.actor, case_id, call.body)
        where = f"/api/cases/{case_id}/exhibits/{exhibit_id}"
        return queries.read_exhibit(call.session, case_id, exhibit_id, status=201, location=where)

    @answers(api.list_exhibits)
    def list_exhibits(self, call: Call) -> Answer:
        """List a case's exhibits."""
        return queries.list_exhibits(call.session, call.database, call.actor, call.path["case_id"], call.query)

    @answers(api.read_exhibit)
    def read_exhibit(self, call: Call) -> Answer:
        """Read an exhibit."""
        case_id, exhibit_id = call.path["case_id"], call.path["exhibit_id"]
        return queries.read_exhibit_traced(call.session, call.database, call.actor, case_id, exhibit_id)

    @answers(api.change_exhibit)
    def change_exhibit(self, call: Call) -> Answer:
        """Correct an exhibit."""
        case_id, exhibit_id = call.path["case_id"], call.path["exhibit_id"]
        exhibits.change_exhibit(call.session, call.actor, case_id, exhibit_id, call.body, call.if_match)
        return queries.read_exhibit(call.session, case_id, exhibit_id)

    @answers(api.rule_on_exhibit)
    def rule_on_exhibit(self, call: Call) -> Answer:
        """Record the court's word on an exhibit."""
        case_id, exhibit_id = call.path["case_id"], call.path["exhibit_id"]
        exhibits.rule_on_exhibit(call.session, call.actor, case_id, exhibit_id, call.body, call.if_match)
        return queries.read_exhibit(call.session, case_id, exhibit_id)

    @answers(api.record_custody)
    def record_custody(self, call: Call) -> Answer:
        """Record a step of custody."""
        case_id, exhibit_id = call.path["case_id"], call.path["exhibit_id"]
        exhibits_custody.record_custody(call.session, call.actor, case_id, exhibit_id, call.body, call.if_match)
        return queries.read_exhibit(call.session, case_id, exhibit_id, status=201)

    @answers(api.correct_custody)
    def correct_custody(self, call: Call) -> Answer:
        """Correct a step of custody."""
        exhibits_custody.correct_custody(call.session, call.actor, call.path, call.body, call.if_match)
        return queries.read_exhibit(call.session, call.path["case_id"], call.path["exhibit_id"], status=201)

    @answers(api.withdraw_custody)
    def withdraw_custody(self, call: Call) -> Answer:
        """Take back a step of custody."""
        exhibits_custody.withdraw_custody(call.session, call.actor, call.path, call.body["reason"], call.if_match)
        return queries.read_exhibit(call.session, call.path["case_id"], call.path["exhibit_id"])

    @answers(api.withhold_superseded)
    def withhold_superseded(self, call: Call) -> Answer:
        """Take a protected name out of superseded texts."""
        exhibits_withholding.withhold_superseded(call.session, call.actor, call.path, call.body["words"], call.if_match)
        return queries.read_exhibit(call.session, call.path["case_id"], call.path["exhibit_id"])

    @answers(api.read_custody_sheet)
    def read_custody_sheet(self, call: Call) -> Answer:
        """Read an exhibit's sheet."""
        case_id, exhibit_id, lang = call.path["case_id"], call.path["exhibit_id"], call.query["lang"]
        return exhibit_sheet.read_custody_sheet(call.session, call.database, call.actor, case_id, exhibit_id, lang)

    @answers(api.read_exhibit_gaps)
    def read_exhibit_gaps(self, call: Call) -> Answer:
        """Read the gaps of a case's exhibits."""
        case_id, day = call.path["case_id"], call.query["as_of"]
        return exhibit_gaps.read_exhibit_gaps(call.session, call.database, call.actor, case_id, day)

    @answers(api.list_cases_with_gaps)
    def list_cases_with_gaps(self, call: Call) -> Answer:
        """List the cases with gaps."""
        return exhibit_gaps.list_cases_with_gaps(call.session, call.database, call.actor, call.query)

    @answers(api.ask_laboratory)
    def ask_laboratory(self, call: Call) -> Answer:
        """Record what a laboratory is asked."""
        case_id = call.path["case_id"]
        request_id = exhibits_laboratory.ask_laboratory(call.session, call.actor, case_id, call.body)
        return laboratory.read_laboratory_request(call.session, case_id, request_id, status=201)

    @answers(api.list_laboratory_requests)
    def list_laboratory_requests(self, call: Call) -> Answer:
        """List what laboratories were asked."""
        case_id = call.path["case_id"]
        return laboratory.list_laboratory_requests(call.session, call.database, call.actor, case_id, call.query)

    @answers(api.correct_laboratory_request)
    def correct_laboratory_request(self, call: Call) -> Answer:
        """Correct a laboratory's request."""
        case_id, request_id = call.path["case_id"], call.path["request_id"]
        exhibits_laboratory.correct_laboratory_request(
            call.session, call.actor, case_id, request_id, call.body, call.if_match
        )
        return laboratory.read_laboratory_request(call.session, case_id, request_id, status=200)

    @answers(api.record_laboratory_report)
    def record_laboratory_report(self, call: Call) -> Answer:
        """Record a laboratory's report."""
        case_id, request_id = call.path["case_id"], call.path["request_id"]
        exhibits_laboratory.record_laboratory_report(
            call.session, call.actor, case_id, request_id, call.body, call.if_match
        )
        return laboratory.read_laboratory_request(call.session, case_id, request_id, status=201)

    @answers(api.list_laboratories)
    def list_laboratories(self, call: Call) -> Answer:
        """List the laboratories."""
        return laboratory.list_laboratories(call.session, call.query)

    @answers(api.list_custody_rules)
    def list_custody_rules(self, call: Call) -> Answer:
        """List what counts as a gap."""
        return laboratory.list_custody_rules(call.session, call.query)
