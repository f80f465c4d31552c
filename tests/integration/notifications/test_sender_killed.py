"""A sender that is killed or held up while messages flow never tells anybody twice, and nothing is lost."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from services.common.database import Database
from services.notifications.models import Message, MessagePart
from tests.integration.notifications.outside import ROOT, Centre, Letters, wait_until
from tests.integration.notifications.sending import write_one

LEASE = 2


@contextmanager
def sender(database: Database, centre: Centre, letters: Letters) -> Iterator[subprocess.Popen[bytes]]:
    """Run a sender's process; kill it at the end, whatever it does."""
    url = database.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.integration.notifications.sender_process", url, centre.url]
    command += [f"smtp://127.0.0.1:{letters.port}", str(LEASE)]
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"}
    process = subprocess.Popen(command, cwd=Path(ROOT), env=environment, stdout=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def statuses(database: Database, channel: str) -> Counter[str]:
    """Count a channel's messages by their states."""
    with database.transaction() as session:
        return Counter(session.scalars(sa.select(Message.status).where(Message.channel == channel)))


def make_doubts_due(database: Database) -> None:
    """Let what is in doubt be asked after at once, instead of in ten minutes."""
    with database.transaction() as session:
        session.execute(
            sa.update(Message)
            .where(Message.status == "unknown", Message.channel == "sms")
            .values(not_before=sa.func.now())
        )


def assert_nobody_was_told_twice(database: Database, centre: Centre, letters: Letters) -> None:
    """Every short message arrived once and whole; no letter came twice, and only those in doubt may be missing."""
    arrived = centre.messages()
    by_part = Counter(part["client_reference"] for message in arrived for part in message["parts"])
    assert by_part.most_common(1)[0][1] == 1, f"sent twice: {[part for part, times in by_part.items() if times > 1]}"
    with database.transaction() as session:
        written = session.execute(sa.select(Message.destination, Message.body).where(Message.channel == "sms")).all()
        letter_ids = {
            f"<{part}@prosecution.example>": status
            for part, status in session.execute(
                sa.select(MessagePart.id, Message.status).join(Message).where(Message.channel == "email")
            )
        }
    assert Counter((f"+{message['destination']}", message["text"]) for message in arrived) == Counter(
        map(tuple, written)
    )
    kept = Counter(letter["Message-ID"] for letter in letters.kept)
    assert kept.most_common(1)[0][1] == 1
    assert {known for known, status in letter_ids.items() if status == "sent"} <= set(kept)
    assert {letter_ids[known] for known in kept} <= {"sent", "unknown"}


def test_kills_tell_nobody_twice(database: Database, centre: Centre, letters: Letters) -> None:
    """Killed (-9) again and again at any moment: every short message arrives exactly once, in any number of parts."""
    dice = random.Random(20261124)
    centre.behave(delay_seconds=0.03, receipt_delay_seconds=0.1)
    for number in range(40):
        write_one(database, "sms", language=("en", "ur", "sd")[number % 3])
        if number % 3 == 0:
            write_one(database, "email", language="ur")
    kills = 0
    while kills < 6:
        with sender(database, centre, letters) as process:
            wait_until(
                lambda: statuses(database, "sms")["sending"] > 0 or process.poll() is not None,
                "it to begin",
                seconds=30,
            )
            time.sleep(dice.uniform(0, 0.4))
            process.send_signal(signal.SIGKILL)
            kills += 1
        if not statuses(database, "sms")["queued"]:
            break

    def is_done() -> bool:
        make_doubts_due(database)
        letters_done = statuses(database, "email")
        return statuses(database, "sms") == {"delivered": 40} and set(letters_done) <= {"sent", "unknown"}

    with sender(database, centre, letters):
        wait_until(is_done, "everything to arrive", seconds=60)
    assert kills >= 3
    assert_nobody_was_told_twice(database, centre, letters)


def test_a_sender_that_wakes_late_repeats_nothing(database: Database, centre: Centre, letters: Letters) -> None:
    """One that stood still for longer than its lease finds its messages in other hands and leaves them alone."""
    dice = random.Random(7)
    centre.behave(delay_seconds=0.03, receipt_delay_seconds=0.1)
    for number in range(30):
        write_one(database, "sms", language=("en", "ur")[number % 2])
    write_one(database, "email")
    with sender(database, centre, letters) as slow:
        wait_until(lambda: statuses(database, "sms")["sending"] > 0, "the first to begin", seconds=30)
        for _ in range(2):
            time.sleep(dice.uniform(0, 0.3))
            slow.send_signal(signal.SIGSTOP)
            with sender(database, centre, letters):
                time.sleep(LEASE + 1.5)
            slow.send_signal(signal.SIGCONT)

        def is_done() -> bool:
            make_doubts_due(database)
            return statuses(database, "sms") == {"delivered": 30}

        wait_until(is_done, "everything to arrive", seconds=60)
    assert_nobody_was_told_twice(database, centre, letters)
