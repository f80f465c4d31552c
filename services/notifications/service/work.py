"""What notifications hears of the law's periods, of tasks and of the courts' directions."""

from __future__ import annotations

from sqlalchemy.orm import Session

from services.cases.events import (
    AdjournmentsRepeated,
    ClockEscalated,
    ClockMissed,
    ClockReminded,
    DirectionEnded,
    DirectionGiven,
    TaskDue,
    TaskEnded,
    TaskGiven,
)
from services.common.bus import hears
from services.common.events import Heard
from services.notifications.usecases import offices, work_events
from services.scheduling.events import ProsecutorPosted


class WorkListening:
    """Tells people of the work that is theirs and of the days it is due."""

    @hears(ClockReminded)
    def when_clock_reminded(self, session: Session, heard: Heard[ClockReminded]) -> None:
        """Tell that a statutory period comes to its end."""
        work_events.hear_clock_reminded(session, heard)

    @hears(ClockMissed)
    def when_clock_missed(self, session: Session, heard: Heard[ClockMissed]) -> None:
        """Tell that a statutory period has passed."""
        work_events.hear_clock_missed(session, heard)

    @hears(ClockEscalated)
    def when_clock_escalated(self, session: Session, heard: Heard[ClockEscalated]) -> None:
        """Tell that a statutory period has gone up."""
        work_events.hear_clock_escalated(session, heard)

    @hears(TaskGiven)
    def when_task_given(self, session: Session, heard: Heard[TaskGiven]) -> None:
        """Tell somebody of a task that somebody else gave."""
        work_events.hear_task_given(session, heard)

    @hears(TaskDue)
    def when_task_due(self, session: Session, heard: Heard[TaskDue]) -> None:
        """Tell of a task whose day comes."""
        work_events.hear_task_due(session, heard)

    @hears(TaskEnded)
    def when_task_ended(self, session: Session, heard: Heard[TaskEnded]) -> None:
        """Tell no more of a task that is over."""
        work_events.hear_task_ended(session, heard)

    @hears(DirectionGiven)
    def when_direction_given(self, session: Session, heard: Heard[DirectionGiven]) -> None:
        """Tell what a court wants by which day."""
        work_events.hear_direction_given(session, heard)

    @hears(DirectionEnded)
    def when_direction_ended(self, session: Session, heard: Heard[DirectionEnded]) -> None:
        """Tell no more of a direction that is over."""
        work_events.hear_direction_ended(session, heard)

    @hears(AdjournmentsRepeated)
    def when_adjournments_repeated(self, session: Session, heard: Heard[AdjournmentsRepeated]) -> None:
        """Tell that the prosecution had a case adjourned again and again."""
        work_events.hear_adjournments_repeated(session, heard)

    @hears(ProsecutorPosted)
    def when_prosecutor_posted(self, session: Session, heard: Heard[ProsecutorPosted]) -> None:
        """Keep who holds which office."""
        offices.hear_posted(session, heard)
