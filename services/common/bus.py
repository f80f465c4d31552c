"""What a service's `service.py` is written with: the Service, what it answers, what it hears, what it does by the clock.

    class CasesService(Service):
        name = "cases"

        @answers(api.register_case)
        def register_case(self, call: Call) -> Answer: ...

        @hears(HearingScheduled)
        def when_hearing_scheduled(self, session: Session, heard: Heard[HearingScheduled]) -> None: ...

        @every(seconds=60)
        def miss_clocks(self, session: Session) -> None: ...

Nothing else in a service knows nameko.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, ClassVar, TypeVar, cast

from nameko.extensions import ENTRYPOINT_EXTENSIONS_ATTR
from sqlalchemy.orm import Session

from services import VERSION
from services.common import overseeing
from services.common.answering import Call, Equipment, Method
from services.common.answers import Answer, answer_json
from services.common.api import Operation
from services.common.calling import Caller
from services.common.database import Database
from services.common.entries import search_entries
from services.common.entrypoints import Answers, Every, Hears, ParksDeadLetters
from services.common.events import Event
from services.common.housekeeping import forget_what_is_done
from services.common.journal import write_checkpoint
from services.common.listening import Listener, Listeners, read_delays, retry_due
from services.common.parked import list_outlines, replay_for
from services.common.together import Together
from services.common.verifying import ask_verification, read_verification, verify_when_asked

F = TypeVar("F", bound=Callable[..., Any])


def answers(
    operation: Operation, *, transaction: bool = True, together: Together | None = None
) -> Callable[[Method], Method]:
    """Let a method answer an operation; transaction=False: it opens its own, to speak to outside systems between them.

    together: for what is read most, how several reads are answered by one statement (see `together.py`).
    """
    decorated = Answers.decorator(operation, transaction=transaction, together=together)
    return cast("Callable[[Method], Method]", decorated)


def hears(event: type[Event]) -> Callable[[F], F]:
    """Let a method hear an event: once, in one transaction; what it raises has the event retried, then parked."""
    return cast("Callable[[F], F]", Hears.decorator(event))


def every(seconds: float, *, transaction: bool = True) -> Callable[[F], F]:
    """Let a method run every so many seconds, in one process of the service at a time."""
    return cast("Callable[[F], F]", Every.decorator(seconds, transaction=transaction))


class Service:
    """A service: a name, what its process is equipped with, and its entrypoints."""

    name: ClassVar[str]
    equipment: ClassVar[Equipment]
    version: ClassVar[str] = VERSION

    @classmethod
    def check_settings(cls) -> None:
        """Stop the process when a setting of the service's own is missing; asked once, before it takes anything up."""

    @property
    def database(self) -> Database:
        """Give the service's database."""
        return self.equipment.database

    @property
    def caller(self) -> Caller:
        """Give the way to call other services."""
        return self.equipment.caller

    @classmethod
    def listeners(cls) -> Listeners:
        """Give what the service hears, by handler and event."""
        found: dict[tuple[str, str], Listener] = {}
        for name, method in inspect.getmembers(cls, inspect.isfunction):
            for entrypoint in getattr(method, ENTRYPOINT_EXTENSIONS_ATTR, ()):
                if isinstance(entrypoint, Hears):
                    found[name, entrypoint.event.wire_name] = Listener(name, entrypoint.event, method)
        return found

    @ParksDeadLetters.decorator
    def park_dead_letters(self) -> None:
        """Park what the broker gave up on."""

    @every(seconds=1, transaction=False)
    def retry_events(self, _session: Session) -> None:
        """Try again the events that are due."""
        retry_due(self, self.listeners(), self.database, read_delays())

    @every(seconds=60)
    def sign_audit_checkpoint(self, session: Session) -> None:
        """Bind the audit trail's lanes together and sign them."""
        write_checkpoint(session, self.equipment.signer, self.name)

    @every(seconds=3600)
    def keep_house(self, session: Session) -> None:
        """Forget keys, sent events and seen events that are old."""
        forget_what_is_done(session)

    @answers(overseeing.list_parked_events)
    def list_parked_events(self, call: Call) -> Answer:
        """Answer the parked events."""
        return answer_json(list_outlines(call.session))

    @answers(overseeing.replay_events)
    def replay_events(self, call: Call) -> Answer:
        """Let parked events be tried again."""
        return answer_json({"replayed": replay_for(call.session, call.actor, **call.body)})

    @answers(overseeing.search_audit_entries)
    def search_audit_entries(self, call: Call) -> Answer:
        """Answer entries of the audit trail; the gateway has recorded who looks for what."""
        return search_entries(call.session, call.query)

    @answers(overseeing.read_audit_verification)
    def read_audit_verification(self, call: Call) -> Answer:
        """Answer the last verification of the audit trail."""
        return answer_json(read_verification(call.session))

    @answers(overseeing.verify_audit_trail)
    def verify_audit_trail(self, call: Call) -> Answer:
        """Have the audit trail verified."""
        return answer_json(ask_verification(call.session, call.actor, **call.body), status=202)

    @every(seconds=2, transaction=False)
    def verify_when_asked(self, session: Session) -> None:
        """Verify the audit trail in a process of its own, when somebody asked for it."""
        verify_when_asked(session, self.name)
