"""Both FIRs are registered, a police station's register is imported, the investigating officer is made known."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any, Final

from deploy.demo.progress import DISTRICT, Progress, require
from services.cases import api as cases
from services.notifications import api as notifications

FIR_ON: Final = dt.date(2022, 8, 11)
_COLUMNS: Final = (
    "fir",
    "dated",
    "under_section",
    "police_station",
    "offence",
    "nature_of_challan",
    "challan_receive_in_branch",
)
_LINES: Final = (
    ("51/2026", "2026-02-02", "392/34 PPC", "", "Robbery", "", ""),
    ("52/2026", "2026-02-03", "23(1)(a) SAA", "", "Unlicensed weapon", "final", "2026-02-12"),
    ("53/2026", "03-02-2026", "302/324/34 PPC r/w 7 ATA", "", "Murder", "interim", "2026-02-20"),
)  # fmt: skip


def register(story: Progress) -> None:
    """The clerk registers both FIRs and the supervisor links them for joint trial (ATA s.21M)."""
    common = {
        "district": DISTRICT, "police_station": story.station, "fir_year": 2022, "fir_on": FIR_ON, "received_on": FIR_ON,
    }  # fmt: skip
    custody = {"state": "in_custody", "since_on": FIR_ON}
    sections = [{"act": "ppc", "section": number} for number in ("353", "324", "34")]
    first = {"initials": "A.B.", "role": "principal", "custody": custody}
    clerk = story.person("clerk")
    main = clerk.call(cases.register_case, {
        **common, "fir_number": "435", "sections": [*sections, {"act": "ata", "section": "7"}],
        "accused": [first, {"initials": "C.D.", "custody": custody}], "complainant_initials": "S.H.O.",
    })  # fmt: skip
    arms = clerk.call(cases.register_case, {
        **common, "fir_number": "436", "sections": [{"act": "saa", "section": "23(1)(a)"}], "accused": [first],
    })  # fmt: skip
    story.main, story.arms = main["id"], arms["id"]
    story.person("supervisor").call(
        cases.link_case, {"other_case_id": story.arms, "kind": "joint_trial"}, case_id=story.main
    )
    clocks = {clock["rule_id"]: clock["due_on"] for clock in main["clocks"]}
    require("ATA-INV-30" in clocks, f"the clock of ATA s.19(1) did not start: {clocks}")
    ordinary = {clock["rule_id"] for clock in arms["clocks"]}
    require({"CHALLAN-14", "INTERIM-17"} <= ordinary, f"the clocks of CrPC s.173(1) did not start: {ordinary}")
    story.say(
        "FIR 435/2022 and 436/2022 registered and linked for joint trial", f"/api/cases/{story.main}", clocks=clocks
    )


def import_register(story: Progress) -> None:
    """The clerk sends in a station's register: refused whole with its faults by row, then corrected and imported."""
    refused = _import(story, "register-with-fault.csv", _write_register(story, fault=True))
    require(refused["state"] == "refused", f"a faulty register was {refused['state']}")
    where = f"/api/cases/imports/{refused['id']}/errors"
    faults = story.person("clerk").call(cases.list_import_errors, import_id=refused["id"])["items"]
    require([fault["row"] for fault in faults] == [3], f"the faults name other rows: {faults}")
    story.say("a register with a fault refused whole", where, faults=[fault["detail"] for fault in faults])
    taken = _import(story, "register.csv", _write_register(story, fault=False))
    require((taken["state"], taken["case_count"]) == ("imported", len(_LINES)), f"a good register: {taken}")
    story.say("the corrected register imported", f"/api/cases/imports/{taken['id']}", cases=taken["case_count"])


def _write_register(story: Progress, *, fault: bool) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_COLUMNS)
    for place, line in enumerate(_LINES):
        cells = [*line]
        cells[3] = f"{story.station} Town"
        if fault and place == 1:
            cells[1] = "31-02-2026"
        writer.writerow(cells)
    return text.getvalue()


def _import(story: Progress, name: str, text: str) -> dict[str, Any]:
    clerk = story.person("clerk")
    sent = clerk.call(cases.import_register, {"district": DISTRICT, "file_name": name, "text": text})

    def done() -> dict[str, Any] | None:
        found: dict[str, Any] = clerk.call(cases.read_import, import_id=sent["id"])
        return None if found["state"] in ("queued", "running") else found

    ended: dict[str, Any] = story.world.wait("the register's import", done)
    return ended


def know_officer(story: Progress) -> None:
    """The clerk makes the investigating officer known, who gets SMS in Urdu about this case."""
    clerk = story.person("clerk")
    story.officer_phone = f"+92300{int(story.station[-8:], 16) % 10_000_000:07}"
    officer = clerk.call(notifications.register_recipient, {
        "kind": "person", "district": DISTRICT, "name": "Investigating officer (demonstration)", "language": "ur",
        "phone": story.officer_phone, "reference": story.station,
    })  # fmt: skip
    story.officer = officer["id"]
    for case_id in (story.main, story.arms):
        clerk.call(
            notifications.link_case_recipient, {"capacity": "officer"}, case_id=case_id, recipient_id=story.officer
        )
    story.say("the investigating officer made known, told by SMS in Urdu", f"/api/cases/{story.main}/recipients")
