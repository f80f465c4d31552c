"""Special Case No. 420 and 420-A of 2022, step by step.

FIR 435/2022 under sections 353, 324, 34 PPC read with 7 ATA, and FIR 436/2022 under section 23(1)(a) of the Sindh Arms Act,
tried together: the case's numbers and sections are those of a judgment of the High Court of Sindh (caselaw.shc.gov.pk).
People appear as roles and initials of nobody in particular, and what happens to them here is invented.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from deploy.demo.chapters import closing, court, registering, scrutiny
from deploy.demo.progress import Progress
from deploy.demo.world import World

STEPS: Final[tuple[Callable[[Progress], None], ...]] = (
    registering.register, registering.import_register, registering.know_officer,
    scrutiny.upload, scrutiny.receive, scrutiny.return_with_defects, scrutiny.receive_again, scrutiny.give_opinions,
    scrutiny.file_in_court,
    court.assign_team, court.schedule, court.refuse_clash, court.see_messages, court.adjourn, court.decide,
    closing.report_performance, closing.verify_audit,
)  # fmt: skip


def tell_story(world: World, paper: Path | None = None) -> Progress:
    """Tell the whole story once; any step that does not end as it must raises."""
    story = Progress(world, paper)
    for step in STEPS:
        step(story)
    return story
