"""The SMPP client against the centre's process, and the centre against another library's client."""

from __future__ import annotations

import asyncio
import time
import uuid

import pytest
from aiosmpplib import ESME, NPI, TON, PhoneNumber, SubmitSm

from services.notifications.clients.smpp import AwayError, LaterError, RefusedError, SilentError, SmppSession
from services.notifications.rules.receipts import Receipt
from services.notifications.rules.segments import split
from services.notifications.settings import Endpoint
from tests.integration.notifications.outside import Centre, free_port, wait_until

TO = "+923000000101"
URDU = "پراسیکیوشن سندھ: ایف آئی آر 123/2026 تھانہ کلفٹن کی سماعت منگل 24 نومبر 2026، 09:30 بجے مقرر ہے۔ 🙂" * 2
ENGLISH = "Sindh Prosecution [FIR 123/2026] {PS Clifton} costs 5€ ^ ~ | \\ " * 6


def send(session: SmppSession, text: str, *, wide: bool = False, reference: int = 9) -> list[str]:
    """Submit all parts of a text; give the centre's ids."""
    return [
        session.submit(part, "PROSECUTION", TO, reference=reference, client_reference=str(uuid.uuid4()))
        for part in split(text, reference, wide=wide, most=20)
    ]


def take_receipts(session: SmppSession, count: int) -> list[Receipt]:
    """Wait for receipts and acknowledge them."""
    found: list[Receipt] = []

    def taken() -> bool:
        for number, receipt in session.receipts():
            session.acknowledge(number)
            found.append(receipt)
        return len(found) >= count

    wait_until(taken, f"{count} receipts")
    return found


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("text", ["short", ENGLISH, URDU, "🙂" * 100])
def test_texts_arrive_whole(centre: Centre, text: str, wide: bool) -> None:  # noqa: FBT001
    """What is split here is one message there, with the same text, and every part is reported."""
    session = SmppSession.bind(centre.endpoint)
    ids = send(session, text, wide=wide)
    receipts = take_receipts(session, len(ids))
    session.close()
    message = centre.messages()[-1]

    assert (message["text"], message["segments"], message["status"]) == (text, len(ids), "delivered")
    assert message["source"] == "PROSECUTION"
    assert all(part["octets"] <= 160 for part in message["parts"])
    assert sorted(receipt.provider_reference for receipt in receipts) == sorted(ids)
    assert {(receipt.status, receipt.reference, receipt.destination) for receipt in receipts} == {
        ("delivered", 9, TO.lstrip("+"))
    }


def test_another_library_is_served_too(centre: Centre) -> None:
    """An independent client binds, submits and is answered: the centre is no private dialect of our client."""

    async def submit() -> None:
        client = ESME("127.0.0.1", centre.smpp_port, "tester", "secret", log_level="ERROR")
        running = asyncio.create_task(client.start())
        number = PhoneNumber("923000000102", ton=TON.INTERNATIONAL, npi=NPI.ISDN)
        await client.broker.enqueue(
            SubmitSm(
                short_message="سماعت مقرر ہے", source=PhoneNumber("OTHER", ton=TON.ALPHANUMERIC), destination=number,
                encoding="ucs2",
            )
        )  # fmt: skip
        for _ in range(100):
            await asyncio.sleep(0.1)
            if await asyncio.to_thread(centre.messages):
                break
        await client.stop()
        running.cancel()

    asyncio.run(submit())

    assert [(message["source"], message["text"]) for message in centre.messages()] == [("OTHER", "سماعت مقرر ہے")]


def test_refusals_are_told_apart(centre: Centre) -> None:
    """Busy, unwilling, silent: each is its own answer."""
    session = SmppSession.bind(centre.endpoint, timeout=1)
    centre.behave(status=0x58, count=1)
    with pytest.raises(LaterError):
        send(session, "busy")
    centre.behave(status=0x0B, count=1)
    with pytest.raises(RefusedError):
        send(session, "unwilling")
    centre.behave(delay_seconds=3)
    with pytest.raises(SilentError):
        send(session, "silent")
    assert not session.is_bound
    with pytest.raises(AwayError):
        send(session, "gone")


def test_wrong_password_and_nobody_there(centre: Centre) -> None:
    """A centre that does not let us in, and one that is not there, are away."""
    wrong = Endpoint("smpp", "127.0.0.1", centre.smpp_port, "tester", "wrong", {})
    with pytest.raises(AwayError, match="refused the bind"):
        SmppSession.bind(wrong)
    with pytest.raises(AwayError, match="cannot be reached"):
        SmppSession.bind(Endpoint("smpp", "127.0.0.1", free_port(), "a", "b", {}), timeout=1)


def test_parts_can_be_asked_after(centre: Centre) -> None:
    """By our own id: what the centre has, and what it never had; a centre that cannot say is understood as well."""
    session = SmppSession.bind(centre.endpoint)
    ours = str(uuid.uuid4())
    theirs = session.submit(split("hello", 1)[0], "PROSECUTION", TO, reference=1, client_reference=ours)
    found, absent = session.find(ours, "PROSECUTION"), session.find(str(uuid.uuid4()), "PROSECUTION")
    centre.behave(answers_references=False)

    assert found is not None
    assert found.provider_reference == theirs
    assert absent is not None
    assert absent.provider_reference is None
    assert session.find(ours, "PROSECUTION") is None
    session.close()


def test_receipts_are_repeated_until_they_are_kept(centre: Centre) -> None:
    """A receipt that nobody acknowledged comes again on the next session; after a restart of the centre too."""
    first = SmppSession.bind(centre.endpoint)
    ids = send(first, "hello")
    wait_until(lambda: bool(first.receipts()), "a receipt")
    first.close()
    centre.stop()
    centre.start()
    second = SmppSession.bind(centre.endpoint)
    receipts = take_receipts(second, 1)
    second.close()

    assert [receipt.provider_reference for receipt in receipts] == ids
    assert centre.messages()[0]["text"] == "hello"


def test_links_are_kept_alive_and_losses_noticed(centre: Centre) -> None:
    """An idle session asks whether the centre lives; one that the centre drops is no longer bound."""
    session = SmppSession.bind(centre.endpoint, timeout=1, idle=0.5)
    time.sleep(3)
    assert session.is_bound
    centre.drop()
    wait_until(lambda: not session.is_bound, "the loss to be noticed")


def test_the_page_says_what_it_is(centre: Centre) -> None:
    """The stand-in says so in plain words, and shows texts as text."""
    session = SmppSession.bind(centre.endpoint)
    send(session, "<b>bold</b>")
    session.close()
    page = centre.page()

    assert "stand-in for a mobile operator" in page
    assert "&lt;b&gt;bold" in page
