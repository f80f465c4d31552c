"""The centre itself: sessions over SMPP, receipts for what was submitted, and what a test may tell it to do."""

from __future__ import annotations

import asyncio
import datetime as dt
import hmac
import struct
from dataclasses import dataclass
from typing import Any

from deploy.native.smsc import pdu
from deploy.native.smsc.store import ENDS, STATES, Store

OK, WRONG_LENGTH, WRONG_COMMAND, NOT_BOUND, BOUND_ALREADY = 0x00, 0x02, 0x03, 0x04, 0x05
BIND_FAILED, WRONG_PASSWORD, QUERY_FAILED, SUBMIT_FAILED = 0x0D, 0x0E, 0x67, 0x45
_BINDS = (pdu.BIND_RECEIVER, pdu.BIND_TRANSMITTER, pdu.BIND_TRANSCEIVER)
_RECEIPT_AGAIN = 15.0


@dataclass
class Behaviour:
    """What the centre does with what comes next; a test may change it. `count` submissions follow `status` or `silent`."""

    status: int = OK
    silent: bool = False
    deaf: bool = False
    count: int = 0
    delay_seconds: float = 0.0
    receipt: str = "delivered"
    receipt_delay_seconds: float = 0.2
    receipt_copies: int = 1
    answers_references: bool = True

    def next_submission(self) -> tuple[int, bool, bool]:
        """Give the status to answer, whether to keep still after keeping the part, and whether not to hear it at all."""
        if self.count <= 0:
            return OK, False, False
        self.count -= 1
        return self.status, self.silent, self.deaf


class Centre:
    """The store, the behaviour and the sessions that can take receipts."""

    def __init__(self, store: Store, system_id: str, password: str) -> None:
        """Take where parts are kept, and who may sign in."""
        self.store = store
        self.behaviour = Behaviour()
        self._who = (system_id, password)
        self._sessions: list[Session] = []
        self._turn = 0

    def admits(self, system_id: str, password: str) -> bool:
        """Tell whether a client may sign in."""
        return all(
            hmac.compare_digest(a.encode(), b.encode()) for a, b in zip(self._who, (system_id, password), strict=True)
        )

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection until it ends."""
        session = Session(self, reader, writer)
        self._sessions.append(session)
        try:
            await session.run()
        finally:
            self._sessions.remove(session)
            writer.close()

    async def report(self) -> None:
        """Send receipts for ever: of what came to its end, and again of what nobody acknowledged."""
        told: dict[str, float] = {}
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(0.05)
            for part in self.store.unacknowledged():
                if self._is_due(part) and loop.time() - told.get(part["part"], -_RECEIPT_AGAIN) >= _RECEIPT_AGAIN:
                    if await self._send_receipt(part):
                        told[part["part"]] = loop.time()
                    else:
                        told.pop(part["part"], None)

    def forget_session(self) -> None:
        """Close every connection, as a centre that restarts does."""
        for session in list(self._sessions):
            session.close()

    def _is_due(self, part: dict[str, Any]) -> bool:
        if part["status"] not in ENDS and self.behaviour.receipt not in ENDS:
            return False
        age = dt.datetime.now(dt.UTC) - dt.datetime.fromisoformat(part["received_at"])
        return age.total_seconds() >= self.behaviour.receipt_delay_seconds

    async def _send_receipt(self, part: dict[str, Any]) -> bool:
        if part["status"] not in ENDS:
            self.store.settle(part["part"], self.behaviour.receipt)
        takers = [session for session in self._sessions if session.takes_receipts]
        if not takers:
            return False
        self._turn += 1
        taker = takers[self._turn % len(takers)]
        try:
            for _ in range(self.behaviour.receipt_copies):
                await taker.send_receipt(part)
        except ConnectionError:
            return False
        return True


class Session:
    """One connection of a client."""

    def __init__(self, centre: Centre, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Take the centre and the connection's two ends."""
        self._centre = centre
        self._reader = reader
        self._writer = writer
        self._bound: int | None = None
        self._sequence = 0
        self._receipts: dict[int, str] = {}

    @property
    def takes_receipts(self) -> bool:
        """Tell whether receipts may be sent here."""
        return self._bound in (pdu.BIND_RECEIVER, pdu.BIND_TRANSCEIVER)

    def close(self) -> None:
        """End the connection."""
        self._writer.close()

    async def run(self) -> None:
        """Answer units until the client leaves."""
        try:
            while True:
                header = await self._reader.readexactly(16)
                length, command, status, sequence = struct.unpack(">IIII", header)
                if not 16 <= length <= 65_536:
                    return
                body = await self._reader.readexactly(length - 16)
                if not await self._answer(command, status, sequence, body):
                    return
        except (asyncio.IncompleteReadError, ConnectionError):
            return

    async def send_receipt(self, part: dict[str, Any]) -> None:
        """Send the receipt of a part's state."""
        self._sequence += 1
        self._receipts[self._sequence] = part["part"]
        state, word = STATES[part["status"]]
        receipt = pdu.Receipt(
            part["part"], part["source"], part["destination"], state, word, "000" if word == "DELIVRD" else "001",
            f"{dt.datetime.now(dt.UTC):%y%m%d%H%M}", part["reference"],
        )  # fmt: skip
        await self._write(pdu.write_receipt(receipt, self._sequence))

    async def _answer(self, command: int, status: int, sequence: int, body: bytes) -> bool:
        if command & pdu.ANSWER:
            part_id = self._receipts.pop(sequence, None)
            if command == pdu.DELIVER_SM | pdu.ANSWER and part_id and status == OK:
                self._centre.store.acknowledge(part_id)
            return True
        try:
            return await self._serve(command, sequence, body)
        except (ValueError, IndexError):
            await self._say(command, WRONG_LENGTH, sequence)
            return True

    async def _serve(self, command: int, sequence: int, body: bytes) -> bool:
        if command in _BINDS:
            return await self._bind(command, sequence, body)
        if command == pdu.ENQUIRE_LINK:
            await self._say(command, OK, sequence)
        elif command == pdu.UNBIND:
            await self._say(command, OK, sequence)
            return False
        elif command not in (pdu.SUBMIT_SM, pdu.QUERY_SM):
            await self._write(pdu.write_unit(pdu.GENERIC_NACK, WRONG_COMMAND, sequence))
        elif self._bound is None or self._bound == pdu.BIND_RECEIVER:
            await self._say(command, NOT_BOUND, sequence)
        elif command == pdu.SUBMIT_SM:
            return await self._submit(sequence, body)
        else:
            await self._query(sequence, body)
        return True

    async def _bind(self, command: int, sequence: int, body: bytes) -> bool:
        fields = pdu.Reader(body)
        if self._bound is not None:
            await self._say(command, BOUND_ALREADY, sequence)
            return True
        if not self._centre.admits(fields.text(), fields.text()):
            await self._say(command, WRONG_PASSWORD, sequence)
            return False
        self._bound = command
        await self._say(command, OK, sequence, pdu.write_text("stand-in"))
        return True

    async def _submit(self, sequence: int, body: bytes) -> bool:
        submission = pdu.read_submission(body)
        status, silent, deaf = self._centre.behaviour.next_submission()
        if self._centre.behaviour.delay_seconds:
            await asyncio.sleep(self._centre.behaviour.delay_seconds)
        if deaf:
            return False
        if status != OK:
            await self._say(pdu.SUBMIT_SM, status, sequence)
            return True
        if len(submission.header) + len(submission.content) * (7 if submission.coding == 0 else 8) / 8 > 140:
            await self._say(pdu.SUBMIT_SM, SUBMIT_FAILED, sequence)
            return True
        part_id = self._centre.store.add(submission)
        if silent:
            return False
        await self._say(pdu.SUBMIT_SM, OK, sequence, pdu.write_text(part_id))
        return True

    async def _query(self, sequence: int, body: bytes) -> None:
        fields = pdu.Reader(body)
        part_id = fields.text()
        fields.octet()
        fields.octet()
        fields.text()
        wanted = fields.options().get(pdu.CLIENT_REFERENCE)
        echo = b""
        if wanted is not None and not part_id and self._centre.behaviour.answers_references:
            part = self._centre.store.find_by_client(wanted.decode("latin-1"))
            echo = pdu.write_option(pdu.CLIENT_REFERENCE, wanted)
        else:
            part = self._centre.store.find(part_id)
        if part is None and not echo:
            await self._say(pdu.QUERY_SM, QUERY_FAILED, sequence)
            return
        state = STATES[part["status"]][0] if part else 7
        found = pdu.write_text(part["part"] if part else "") + pdu.write_text("") + bytes([state, 0]) + echo
        await self._say(pdu.QUERY_SM, OK, sequence, found)

    async def _say(self, command: int, status: int, sequence: int, body: bytes = b"") -> None:
        await self._write(pdu.write_unit(command | pdu.ANSWER, status, sequence, body))

    async def _write(self, unit: bytes) -> None:
        if not self._writer.is_closing():
            self._writer.write(unit)
            await self._writer.drain()
