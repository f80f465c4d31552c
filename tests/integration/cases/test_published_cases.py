"""Two groups of cases as courts of Sindh have published them, from the FIR to the judgment: one incident, several FIRs, one trial.

Special Case 420 and 420-A of 2022 (FIRs 435 and 436 of 2022) and Special Cases 109, 109-A and 109-B of 2021 (FIRs 10, 11 and 12 of
2021). Numbers and sections are those of the judgments; people, days and results are invented.
"""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from services.cases import api
from services.cases.schemas.people import Filing
from services.cases.usecases.filing import file_case
from services.common.api import Operation
from services.common.ids import new_id
from tests.conftest import database_of, make_actor
from tests.integration.cases.asking import ask, give
from tests.integration.cases.desk import DISTRICT, loaded

EVERYTHING = sorted({operation.may for operation in api.api.operations.values() if operation.may})
MAIN = [{"act": "ppc", "section": one} for one in ("353", "324", "34")] + [{"act": "ata", "section": "7"}]
ARMS = [{"act": "saa", "section": "23(1)(a)"}]
GROUPS = {
    420: (2022, [("435", MAIN), ("436", ARMS)], ["420", "420-A"]),
    109: (2021, [("10", MAIN), ("11", ARMS), ("12", ARMS)], ["109", "109-A", "109-B"]),
}


class File:
    """One FIR's case on its way; each step is taken on the version that was read last."""

    def __init__(self, year: int, number: str, sections: list[dict[str, str]]) -> None:
        """Register it with one accused."""
        self.me = make_actor(*EVERYTHING, districts=(DISTRICT,))
        self.year, self.sections = year, sections
        body = {
            "district": DISTRICT, "police_station": "Published Cases", "fir_number": number, "fir_year": year,
            "fir_on": self.day("03-01"), "received_on": self.day("03-02"), "sections": sections,
            "accused": [{"initials": "A.B.", "custody": {"state": "in_custody", "since_on": self.day("03-01")}}],
        }  # fmt: skip
        made = ask(api.register_case, self.me, body=body)
        self.path = {"case_id": made["id"]}
        self.accused = {**self.path, "accused_id": made["accused"][0]["id"]}

    def day(self, month_and_day: str) -> str:
        """Give a day of its year."""
        return f"{self.year}-{month_and_day}"

    def step(self, operation: Operation, where: dict[str, Any], **body: Any) -> Any:
        """Take a step."""
        version = give(api.read_case, self.me, path=self.path).etag
        return ask(operation, self.me, path=where, body=body, if_match=version)

    def trial(self) -> Any:
        """Read its trial."""
        return ask(api.read_trial, self.me, path=self.path)

    def bring_to_court(self, court_id: uuid.UUID, number: str) -> None:
        """Receive the report, give the opinion, and file it under a number."""
        report = self.step(api.receive_report, self.path, kind="final", received_on=self.day("03-28"))["reports"][0]
        opinion = {
            "accused_id": self.accused["accused_id"], "opinion": "fit_for_trial", "evidential_test": "met",
            "public_interest_test": "met", "reasons": "Recovery and witnesses agree.", "given_on": self.day("03-30"),
        }  # fmt: skip
        self.step(api.give_opinion, {**self.path, "report_id": report["id"]}, **opinion)
        body = loaded(Filing, court_id=str(court_id), court_case_number=number, filed_on=self.day("03-30"))
        with database_of("cases").transaction() as session:
            file_case(session, self.me, uuid.UUID(self.path["case_id"]), body, if_match=None)

    def try_it(self) -> None:
        """Go through the trial to the judgment: convicted of each charge."""
        take = api.take_step
        self.step(take, self.path, step="take_cognizance", taken_on=self.day("04-05"))
        self.step(take, self.path, step="supply_copies", taken_on=self.day("04-12"))
        self.step(api.set_charges, self.accused, charges=self.sections, framed_on=self.day("04-25"))
        charges = [{"act": one["act"], "section": one["section"]} for one in self.sections]
        pleas = [{**charge, "plea": "claims_trial"} for charge in charges]
        self.step(api.record_plea, self.accused, pleas=pleas, pleaded_on=self.day("04-25"))
        for name, on in (
            ("close_prosecution_evidence", "08-01"), ("take_statements_alone", "08-20"), ("close_arguments", "09-10"),
        ):  # fmt: skip
            self.step(take, self.path, step=name, taken_on=self.day(on))
        verdicts = [{**charge, "verdict": "convicted", "imprisonment_months": 60} for charge in charges]
        self.step(api.record_verdicts, self.accused, verdicts=verdicts, decided_on=self.day("09-20"))
        self.step(api.decide_case, self.path, decided_on=self.day("09-20"))


@pytest.mark.parametrize("serial", GROUPS)
def test_a_published_group_goes_from_its_firs_to_its_judgment(serial: int) -> None:
    """The suffixes are proposed as the court gave them; each case has its own charges and verdicts, and all one trial."""
    year, firs, numbers = GROUPS[serial]
    files = [File(year, number, sections) for number, sections in firs]
    leading, court_id = files[0], new_id()
    leading.bring_to_court(court_id, f"Special Case {serial} of {year}")
    for one in files[1:]:
        one.step(
            api.join_trial, one.path, leading_case_id=leading.path["case_id"], reason="One incident",
            joined_on=one.day("03-29"),
        )  # fmt: skip
        one.bring_to_court(court_id, one.trial()["free_number"])
    for one in files:
        one.try_it()
    group = leading.trial()["joint_trial"]
    assert sorted(row["court_case_number"] for row in group) == [f"Special Case {one} of {year}" for one in numbers]
    for one, (number, sections) in zip(files, firs, strict=True):
        case, trial = ask(api.read_case, one.me, path=one.path), one.trial()
        assert (case["fir_number"], case["stage"], case["outcome"]) == (number, "decided", "convicted")
        assert (trial["stage"], trial["joint_trial"]) == ("judgment_given", group)
        assert [charge["verdict"] for charge in trial["accused"][0]["charges"]] == ["convicted"] * len(sections)
