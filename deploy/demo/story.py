"""Special Case No. 420 and 420-A of 2022, step by step.

FIR 435/2022 under sections 353, 324, 34 PPC read with 7 ATA, and FIR 436/2022 under section 23(1)(a) of the Sindh Arms Act,
tried together: a published case (`docs/decisions` names the source). People appear as roles and initials of nobody in particular.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from deploy.demo.client import send_file
from deploy.demo.paper import make_pdf
from deploy.demo.world import StepFailedError, World
from services.cases import api as cases
from services.common.ids import seed_id
from services.documents import api as documents

KARACHI: Final = ZoneInfo("Asia/Karachi")
COURT: Final = seed_id("court:atc-2-karachi")
DISTRICT: Final = "karachi-south"
FIR_ON: Final = dt.date(2022, 8, 11)
DEFECTS: Final = ("statements-161-missing", "lab-report-missing")


class Story:
    """One run of the story; it remembers what it made."""

    def __init__(self, world: World, paper: Path | None, *, is_brief: bool = False) -> None:
        """Take the world and the police report's file; is_brief leaves the messages' arrival to others."""
        self.world = world
        self.is_brief = is_brief
        self.file_name = paper.name if paper else "police-report.pdf"
        self.content = paper.read_bytes() if paper else make_pdf(
            ["Report under section 173 CrPC", "FIR 435/2022, sections 353, 324, 34 PPC read with 7 ATA", "Final report"]
        )  # fmt: skip
        self.station = f"Demonstration {uuid.uuid4().hex[:8]}"
        self.today = dt.datetime.now(KARACHI).date()
        self.main = ""
        self.arms = ""
        self.report = ""
        self.hearing: dict[str, Any] = {}

    def run(self) -> None:
        """Tell the whole story."""
        for step in (
            self.register, self.import_register, self.upload_report, self.receive_report, self.return_report, self.receive_again,
            self.give_opinions, self.file_in_court, self.assign_team, self.schedule, self.refuse_clash, self.see_messages,
            self.adjourn, self.decide, self.report_performance, self.verify,
        ):  # fmt: skip
            step()

    def read(self, case_id: str) -> dict[str, Any]:
        """Read a case as the supervisor."""
        found: dict[str, Any] = self.world.people["supervisor"].call(cases.read_case, case_id=case_id)
        return found

    def register(self) -> None:
        """The clerk registers both FIRs and links them for joint trial."""
        custody = {"state": "in_custody", "since_on": FIR_ON}
        common = {
            "district": DISTRICT,
            "police_station": self.station,
            "fir_year": 2022,
            "fir_on": FIR_ON,
            "received_on": FIR_ON,
        }
        sections = [{"act": "ppc", "section": number} for number in ("353", "324", "34")]
        clerk = self.world.people["clerk"]
        main = clerk.call(cases.register_case, {
            **common, "fir_number": "435", "sections": [*sections, {"act": "ata", "section": "7"}],
            "accused": [{"initials": "A.B.", "role": "principal", "custody": custody}, {"initials": "C.D.", "custody": custody}],
            "complainant_initials": "S.H.O.",
        })  # fmt: skip
        arms = clerk.call(cases.register_case, {
            **common, "fir_number": "436", "sections": [{"act": "saa", "section": "23(1)(a)"}],
            "accused": [{"initials": "A.B.", "role": "principal", "custody": custody}],
        })  # fmt: skip
        self.main, self.arms = main["id"], arms["id"]
        supervisor = self.world.people["supervisor"]
        supervisor.call(cases.link_cases, {"other_case_id": self.arms, "kind": "joint_trial"}, case_id=self.main)
        clocks = {clock["rule_id"]: clock["due_on"] for clock in main["clocks"]}
        if "ATA-INV-30" not in clocks:
            raise StepFailedError(f"the terrorism clock did not start: {clocks}")
        self.world.say(
            "FIR 435/2022 and 436/2022 registered and linked for joint trial", f"/api/cases/{self.main}", clocks=clocks
        )

    def import_register(self) -> None:
        """The clerk sends a police station's register; it is imported whole, or refused with a reason per row."""
        clerk = self.world.people["clerk"]
        with_fault, good = self._make_registers()
        refused = self._import(clerk, "register-with-fault.csv", with_fault)
        if refused["state"] != "refused" or not refused["fault_count"]:
            raise StepFailedError(f"a faulty register was not refused: {refused}")
        taken = self._import(clerk, "register.csv", good)
        if taken["state"] != "imported":
            raise StepFailedError(f"a good register was not imported: {taken}")
        self.world.say(
            "a register with a fault refused, the corrected one imported", f"/api/cases/imports/{taken['id']}",
            faults=refused["fault_count"], cases=taken["case_count"],
        )  # fmt: skip

    def _make_registers(self) -> tuple[bytes, bytes]:
        raise NotImplementedError

    def _import(self, clerk: Any, name: str, content: bytes) -> dict[str, Any]:
        raise NotImplementedError

    def upload_report(self) -> None:
        """A prosecutor's clerk sends the police report's PDF straight to the store and has it confirmed."""
        clerk = self.world.people["clerk"]
        digest = hashlib.sha256(self.content).hexdigest()
        upload = clerk.call(documents.start_upload, {
            "case_id": self.main, "kind": "police_report", "title": "Police report", "file_name": self.file_name,
            "media_type": "application/pdf", "size": len(self.content), "sha256": digest,
        })  # fmt: skip
        status = send_file(upload["form"], self.content)
        if status not in (200, 201, 204):
            raise StepFailedError(f"the store answered {status}")
        self.document = upload["document_id"]
        version = clerk.call(documents.confirm_upload, document_id=self.document, version=upload["version"])
        self.world.say(
            "police report uploaded and confirmed", f"/api/documents/{self.document}", state=version["state"]
        )

    def receive_report(self) -> None:
        """The prosecution receives the police report: the three days of scrutiny begin (SCPSA s.9(4)(a))."""
        self._receive("the police report received; SCRUT-3 runs")

    def _receive(self, what: str) -> None:
        given = {"kind": "final", "received_on": self.today, "document_id": self.document}
        case = self.world.people["clerk"].call(cases.receive_report, given, case_id=self.main)
        self.report = next(report["id"] for report in case["reports"] if report["state"] == "under_scrutiny")
        clock = next(clock for clock in case["clocks"] if clock["rule_id"] == "SCRUT-3" and clock["state"] == "running")
        if clock["due_on"] != str(self.today + dt.timedelta(days=3)):
            raise StepFailedError(f"SCRUT-3 ends on {clock['due_on']}")
        self.world.say(what, f"/api/cases/{self.main}", due_on=clock["due_on"])

    def assign_team(self) -> None:
        """The supervisor gives the case a lead and a second prosecutor."""
        supervisor = self.world.people["supervisor"]
        team = (("lead", "prosecutor1"), ("second", "prosecutor2"))
        for role, login in team:
            for case_id in (self.main, self.arms):
                given = {"prosecutor_id": seed_id(f"account:{login}"), "role": role}
                supervisor.call(cases.assign_prosecutor, given, case_id=case_id)
        self.world.say("lead and second prosecutor assigned", f"/api/cases/{self.main}", team=len(team))
