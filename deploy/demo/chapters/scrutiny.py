"""The police report: uploaded, received, returned with two defects, received again, opined on, filed (SCPSA s.9)."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any, Final

from deploy.demo.client import send_file
from deploy.demo.progress import COURT, Progress, require
from services.cases import api as cases
from services.documents import api as documents

DEFECTS: Final = ("statements-161-missing", "lab-report-missing")
OPINIONS: Final = {
    "A.B.": {
        "opinion": "fit_for_trial", "evidential_test": "met", "public_interest_test": "met",
        "reasons": "Two eye-witnesses and the laboratory's match of the empties with the recovered weapon.",
    },
    "C.D.": {
        "opinion": "fit_for_trial", "evidential_test": "met", "public_interest_test": "met",
        "reasons": "Named in the FIR and identified in the parade; common intention is for the court to decide.",
    },
}  # fmt: skip


def upload(story: Progress) -> None:
    """The clerk sends the police report straight to the store and has it confirmed: size, SHA-256 and real type."""
    clerk = story.person("clerk")
    digest = hashlib.sha256(story.content).hexdigest()
    announced = clerk.call(documents.start_upload, {
        "case_id": story.main, "kind": "police_report", "title": "Police report", "file_name": story.file_name,
        "media_type": "application/pdf", "size": len(story.content), "sha256": digest,
    })  # fmt: skip
    status = send_file(announced["upload"], story.content, clerk.patience)
    require(status in (200, 201, 204), f"the store answered {status}")
    story.document = announced["document_id"]
    place = {"document_id": story.document, "version": announced["version"]}
    clerk.call(documents.confirm_upload, **place)

    def confirmed() -> dict[str, Any] | None:
        version: dict[str, Any] = clerk.call(documents.read_version, **place)
        require(version["state"] in ("verifying", "confirmed"), f"the file was {version['state']}: {version['reason']}")
        is_done = version["state"] == "confirmed" and version["text_state"] in ("extracted", "failed")
        return version if is_done else None

    version = story.world.wait("the police report's text", confirmed, seconds=120)
    story.say(
        "the police report uploaded, confirmed and read", f"/api/documents/{story.document}", sha256=version["sha256"],
        pages=version["pages"], text=version["text_state"], kept_until=version["retain_until"],
    )  # fmt: skip


def receive(story: Progress) -> None:
    """The prosecution receives the report: the three days of scrutiny begin (SCPSA s.9(4)(a))."""
    due_on = _receive(story, story.main, story.document)
    story.say("the police report received; SCRUT-3 runs", f"/api/cases/{story.main}", due_on=due_on)


def return_with_defects(story: Progress) -> None:
    """The supervisor returns it with two defects and a time to mend them (SCPSA ss.9(4)(a), 10(2))."""
    report = _find_report(story, story.main)
    given = {
        "defects": [{"code": code} for code in DEFECTS],
        "comply_by": story.today + dt.timedelta(days=7),
    }
    case = story.change("supervisor", cases.return_report, given, story.main, report_id=report)
    clocks = {clock["rule_id"]: clock for clock in case["clocks"] if clock["report_id"] == report}
    require(clocks["SCRUT-3"]["state"] == "met", f"SCRUT-3 is {clocks['SCRUT-3']['state']}")
    require(clocks["DEFECT-FIX"]["state"] == "running", "the police's time to mend the defects does not run")
    story.say(
        "returned with two defects", f"/api/cases/{story.main}", defects=list(DEFECTS),
        comply_by=clocks["DEFECT-FIX"]["due_on"],
    )  # fmt: skip


def receive_again(story: Progress) -> None:
    """The police send it again: the second round begins, and the defects' clock is met; the arms case's report comes too."""
    due_on = _receive(story, story.main, story.document)
    case = story.read(story.main)
    mended = [clock["state"] for clock in case["clocks"] if clock["rule_id"] == "DEFECT-FIX"]
    require(mended == ["met"], f"the clock of the defects is {mended}")
    _receive(story, story.arms, None)
    story.say("received again, round 2", f"/api/cases/{story.main}", due_on=due_on, rounds=len(case["reports"]))


def give_opinions(story: Progress) -> None:
    """An opinion on each accused: are the evidential and the public-interest test met (SCPSA s.9(6))."""
    supervisor = story.person("supervisor")
    given = 0
    for case_id in (story.main, story.arms):
        report = _find_report(story, case_id)
        for accused in story.read(case_id)["accused"]:
            opinion = {**OPINIONS[accused["initials"]], "accused_id": accused["id"]}
            supervisor.call(cases.give_opinion, opinion, case_id=case_id, report_id=report)
            given += 1
    story.say("an opinion given on each accused", f"/api/cases/{story.main}", opinions=given)


def file_in_court(story: Progress) -> None:
    """Both are filed in the Anti-Terrorism Court, as Special Case 420 and 420-A of the joint trial (SCCR r.7.2)."""
    for case_id, number in ((story.main, "Special Case 420/2022"), (story.arms, "Special Case 420-A/2022")):
        filing = {"court_id": COURT, "court_case_number": number}
        case = story.change("clerk", cases.file_case, filing, case_id)
        require(case["stage"] == "in_court", f"{number} is in stage {case['stage']}")
    story.say("filed in court as Special Case 420 and 420-A of 2022", f"/api/cases/{story.main}", court=COURT)


def _receive(story: Progress, case_id: str, document: str | None) -> str:
    given = {"kind": "final", "received_on": story.today, "document_id": document}
    case = story.person("clerk").call(cases.receive_report, given, case_id=case_id)
    clock = next(clock for clock in case["clocks"] if clock["rule_id"] == "SCRUT-3" and clock["state"] == "running")
    require(
        clock["due_on"] == str(story.today + dt.timedelta(days=3)),
        f"SCRUT-3 of {story.today} ends on {clock['due_on']}",
    )
    return str(clock["due_on"])


def _find_report(story: Progress, case_id: str) -> str:
    reports = story.read(case_id)["reports"]
    return next(str(report["id"]) for report in reports if report["state"] == "under_scrutiny")
