"""Special Cases 109, 109-A and 109-B of 2021 (FIRs 10, 11 and 12 of 2021) through the gateway, from the FIRs to one judgment.

Numbers and sections are those of the published judgment; people, days and results are invented. Each step is taken by somebody
whose role may take it. Special Case 420 and 420-A of 2022 is the demonstration's story (`test_story.py`).
"""

from __future__ import annotations

import csv
import uuid
from typing import Any

from deploy.demo.client import RefusedError
from deploy.demo.progress import COURT, DISTRICT
from deploy.demo.world import World
from services.cases import api
from services.common.api import Operation
from tests.guards.tree import ROOT

MAIN = [{"act": "ppc", "section": one} for one in ("353", "324", "34")] + [{"act": "ata", "section": "7"}]
ARMS = [{"act": "saa", "section": "23(1)(a)"}]
LOGINS = {"clerk": "clerk", "supervisor": "supervisor", "prosecutor_general": "prosecutor-general"}


def who_may() -> dict[str, str]:
    """Give for each permission of cases somebody's login who holds it."""
    found: dict[str, str] = {}
    with (ROOT / "gateway/accounts/grants/cases.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["role"] in LOGINS:
                found.setdefault(row["permission"], LOGINS[row["role"]])
    return found


class File:
    """One FIR's case on its way; each step is taken on the version that was read last."""

    def __init__(self, world: World, station: str, number: str, sections: list[dict[str, str]]) -> None:
        """Register it with one accused."""
        self.world, self.may, self.sections = world, who_may(), sections
        body = {
            "district": DISTRICT, "police_station": station, "fir_number": number, "fir_year": 2021, "fir_on": "2021-03-01",
            "received_on": "2021-03-02", "sections": sections,
            "accused": [{"initials": "A.B.", "custody": {"state": "in_custody", "since_on": "2021-03-01"}}],
        }  # fmt: skip
        made = self.call(api.register_case, body)
        self.id = made["id"]
        self.accused_id = made["accused"][0]["id"]

    def call(self, operation: Operation, body: Any = None, **more: Any) -> Any:
        """Call an operation as somebody who may."""
        return self.world.people[self.may[str(operation.may)]].call(operation, body, **more)

    def read(self) -> dict[str, Any]:
        """Read the case."""
        found: dict[str, Any] = self.call(api.read_case, case_id=self.id)
        return found

    def step(self, operation: Operation, body: dict[str, Any], **path: Any) -> Any:
        """Take a step on the version that stands; an event that came meanwhile has it repeated."""
        while True:
            try:
                return self.call(operation, body, if_match=self.read()["version"], case_id=self.id, **path)
            except RefusedError as refused:
                if refused.status != 412:
                    raise

    def trial(self) -> dict[str, Any]:
        """Read its trial."""
        found: dict[str, Any] = self.call(api.read_trial, case_id=self.id)
        return found

    def bring_to_court(self, number: str) -> None:
        """Receive the report, give the opinion, and file it under a number."""
        report = self.step(api.receive_report, {"kind": "final", "received_on": "2021-03-28"})["reports"][0]
        opinion = {
            "accused_id": self.accused_id, "opinion": "fit_for_trial", "evidential_test": "met",
            "public_interest_test": "met", "reasons": "Recovery and witnesses agree.", "given_on": "2021-03-30",
        }  # fmt: skip
        supervisor = self.world.people["supervisor"]
        supervisor.call(api.give_opinion, opinion, case_id=self.id, report_id=report["id"])
        self.step(api.file_case, {"court_id": COURT, "court_case_number": number, "filed_on": "2021-03-30"})

    def try_it(self) -> None:
        """Go through the trial to the judgment: convicted of each charge."""
        self.step(api.take_step, {"step": "take_cognizance", "taken_on": "2021-04-05"})
        self.step(api.take_step, {"step": "supply_copies", "taken_on": "2021-04-12"})
        charged = {"charges": self.sections, "framed_on": "2021-04-25"}
        self.step(api.set_charges, charged, accused_id=self.accused_id)
        pleas = {"pleas": [{**one, "plea": "claims_trial"} for one in self.sections], "pleaded_on": "2021-04-25"}
        self.step(api.record_plea, pleas, accused_id=self.accused_id)
        for name, on in (
            ("close_prosecution_evidence", "08-01"), ("take_statements_alone", "08-20"), ("close_arguments", "09-10"),
        ):  # fmt: skip
            self.step(api.take_step, {"step": name, "taken_on": f"2021-{on}"})
        verdicts = [{**one, "verdict": "convicted", "imprisonment_months": 60} for one in self.sections]
        self.step(api.record_verdicts, {"verdicts": verdicts, "decided_on": "2021-09-20"}, accused_id=self.accused_id)
        self.step(api.decide_case, {"decided_on": "2021-09-20"})


def test_three_firs_become_one_trial_and_one_judgment(world: World) -> None:
    """The suffixes are proposed as the court gave them; each case has its own charges and verdicts, and all one trial."""
    station = f"Published {uuid.uuid4().hex[:8]}"
    files = [File(world, station, number, sections) for number, sections in (("10", MAIN), ("11", ARMS), ("12", ARMS))]
    leading = files[0]
    leading.bring_to_court("Special Case 109 of 2021")
    for one in files[1:]:
        one.step(
            api.join_trial, {"leading_case_id": leading.id, "reason": "One incident", "joined_on": "2021-03-29"}
        )  # fmt: skip
        one.bring_to_court(one.trial()["free_number"])
    for one in files:
        one.try_it()

    group = leading.trial()["joint_trial"]
    assert sorted(row["court_case_number"] for row in group) == [
        f"Special Case {number} of 2021" for number in ("109", "109-A", "109-B")
    ]
    for one in files:
        case, trial = one.read(), one.trial()
        assert (case["stage"], case["outcome"], trial["stage"]) == ("decided", "convicted", "judgment_given")
        assert trial["joint_trial"] == group
        assert {charge["verdict"] for charge in trial["accused"][0]["charges"]} == {"convicted"}
