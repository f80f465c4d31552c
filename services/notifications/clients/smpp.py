"""An SMPP 3.4 session with an operator's short-message centre: hand parts over, ask after them, take receipts.

One connection, one reader thread. Everything has a deadline. What a submission came to is said in one of four ways, because
the sender must never guess: the centre's id, `RefusedError` (it will not take it), `LaterError` (it did not take it now), or
`SilentError` (nobody knows whether it took it).
"""

from __future__ import annotations

import queue
import socket
import threading
import time
from dataclasses import dataclass
from typing import Final

from services.common.logs import get_log
from services.notifications.clients import smpp_pdu as wire
from services.notifications.clients.smpp_pdu import NotAPduError, Pdu
from services.notifications.rules.receipts import STATES, Receipt, read_receipt
from services.notifications.rules.segments import GSM, Part
from services.notifications.settings import Endpoint

log = get_log(__name__)

_VERSION: Final = 0x34
_RECEIPT: Final = 0x04
_UDH: Final = 0x40
_CODING: Final = {True: 0, False: 8}
_ABSENT: Final = 7
# ESME_RMSGQFUL, ESME_RSYSERR, ESME_RTHROTTLED, ESME_RX_T_APPN, ESME_RINVBNDSTS: not taken now, may be taken later.
_LATER: Final = frozenset({0x14, 0x08, 0x58, 0x64, 0x04})


class AwayError(OSError):
    """The centre cannot be reached, or does not let us in."""


class RefusedError(Exception):
    """The centre will not take this."""


class LaterError(Exception):
    """The centre did not take it, but may later: it is busy."""


class SilentError(Exception):
    """The centre did not answer: whether it took what was sent is unknown."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the centre says about a part it was asked after: its id and state, or that it never had it."""

    provider_reference: str | None
    state: str


class SmppSession:
    """A bound session. Made by `bind`; useless after any trouble (`is_bound`), then another is bound."""

    def __init__(self, connection: socket.socket, *, timeout: float, idle: float) -> None:
        """Take a connected socket; start reading."""
        self._socket = connection
        self._timeout = timeout
        self._idle = idle
        self._sending = threading.Lock()
        self._sequence = 0
        self._waiting: dict[int, queue.Queue[Pdu | None]] = {}
        self._receipts: queue.Queue[tuple[int, Receipt]] = queue.Queue()
        self._heard_at = time.monotonic()
        self.is_bound = True
        self._reader = threading.Thread(target=self._read, name="smpp", daemon=True)
        self._reader.start()

    @classmethod
    def bind(cls, endpoint: Endpoint, *, timeout: float = 10.0, idle: float = 15.0) -> SmppSession:
        """Connect and sign in as a transceiver; raise AwayError when that fails."""
        try:
            connection = socket.create_connection((endpoint.host, endpoint.port), timeout)
        except OSError as error:
            raise AwayError(f"the short-message centre cannot be reached: {error}") from error
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.settimeout(min(timeout, 2.0))
        session = cls(connection, timeout=timeout, idle=idle)
        fields: dict[str, str | int | bytes] = {
            "system_id": endpoint.user or "", "password": endpoint.password or "",
            "system_type": endpoint.options.get("type", ""), "interface_version": _VERSION,
        }  # fmt: skip
        try:
            answer = session._ask(wire.BIND_TRANSCEIVER, fields)
        except SilentError as error:
            session.close()
            raise AwayError("the short-message centre did not answer the bind") from error
        if answer.status:
            session.close()
            raise AwayError(f"the short-message centre refused the bind: 0x{answer.status:02x}")
        return session

    def submit(self, part: Part, source: str, destination: str, *, reference: int, client_reference: str) -> str:
        """Hand one part over and give the centre's id of it."""
        is_number = source.lstrip("+").isdigit()
        fields: dict[str, str | int | bytes] = {
            "source_addr_ton": 1 if is_number else 5, "source_addr_npi": 1 if is_number else 0,
            "source_addr": source.lstrip("+"), "dest_addr_ton": 1, "dest_addr_npi": 1,
            "destination_addr": destination.lstrip("+"), "esm_class": _UDH if part.header else 0,
            "registered_delivery": 1, "data_coding": _CODING[part.coding == GSM],
            "short_message": part.header + part.content,
        }  # fmt: skip
        options = {
            wire.USER_MESSAGE_REFERENCE: reference.to_bytes(2, "big"),
            wire.CLIENT_REFERENCE: client_reference.encode(),
        }
        answer = self._ask(wire.SUBMIT_SM, fields, options)
        if answer.status in _LATER:
            raise LaterError(f"the short-message centre is busy: 0x{answer.status:02x}")
        if answer.status:
            raise RefusedError(f"the short-message centre refused: 0x{answer.status:02x}")
        return answer.text("message_id")

    def find(self, client_reference: str, source: str) -> Found | None:
        """Ask after a part by our own id of it; None when the centre cannot say (few can: it is beyond the standard).

        Only a centre that repeats our id in its answer has understood the question.
        """
        fields: dict[str, str | int | bytes] = {"source_addr": source.lstrip("+")}
        answer = self._ask(wire.QUERY_SM, fields, {wire.CLIENT_REFERENCE: client_reference.encode()})
        if answer.status or answer.option_text(wire.CLIENT_REFERENCE) != client_reference:
            return None
        state = answer.number("message_state")
        if state == _ABSENT:
            return Found(None, STATES[_ABSENT])
        return Found(answer.text("message_id"), STATES.get(state, "ACCEPTD"))

    def receipts(self) -> list[tuple[int, Receipt]]:
        """Give the receipts that came and are not acknowledged yet, with the number to acknowledge each by."""
        found = []
        while not self._receipts.empty():
            found.append(self._receipts.get_nowait())
        return found

    def acknowledge(self, number: int) -> None:
        """Tell the centre that a receipt is safely kept; it repeats those that are not."""
        try:
            self._send(Pdu(wire.DELIVER_SM | wire.RESPONSE, number))
        except OSError:
            self._die()

    def close(self) -> None:
        """Sign off, and close the connection whatever the centre answers."""
        if self.is_bound:
            try:
                self._ask(wire.UNBIND, {}, timeout=min(self._timeout, 2.0))
            except SilentError:
                log.info("smpp_unbind_unanswered")
        self._die()
        if threading.current_thread() is not self._reader:
            self._reader.join(self._timeout)

    def _ask(
        self,
        command: int,
        fields: dict[str, str | int | bytes],
        options: dict[int, bytes] | None = None,
        *,
        timeout: float | None = None,
    ) -> Pdu:
        with self._sending:
            self._sequence = self._sequence % 0x7FFFFFFE + 1
            sequence = self._sequence
        box: queue.Queue[Pdu | None] = queue.Queue()
        self._waiting[sequence] = box
        try:
            self._send(Pdu(command, sequence, 0, fields, options or {}))
            answer = box.get(timeout=timeout or self._timeout)
        except AwayError:
            raise
        except (OSError, queue.Empty) as error:
            self._die()
            raise SilentError("the short-message centre did not answer") from error
        finally:
            self._waiting.pop(sequence, None)
        if answer is None:
            raise SilentError("the connection to the short-message centre was lost")
        return answer

    def _send(self, pdu: Pdu) -> None:
        octets = wire.encode(pdu)
        with self._sending:
            if not self.is_bound:
                raise AwayError("the session has ended")
            self._socket.sendall(octets)

    def _read(self) -> None:
        try:
            while self.is_bound:
                self._hear(wire.decode(self._read_unit()))
        except (OSError, NotAPduError) as error:
            if self.is_bound:
                log.warning("smpp_session_lost", reason=str(error))
        finally:
            self._die()

    def _read_unit(self) -> bytes:
        header = self._read_exactly(4, may_idle=True)
        return header + self._read_exactly(wire.read_length(header) - 4)

    def _read_exactly(self, count: int, *, may_idle: bool = False) -> bytes:
        octets = b""
        deadline = time.monotonic() + self._timeout
        while len(octets) < count:
            try:
                piece = self._socket.recv(count - len(octets))
            except TimeoutError:
                if not self.is_bound:
                    raise AwayError("the session has ended") from None
                if may_idle and not octets:
                    self._keep_alive()
                elif time.monotonic() > deadline:
                    raise
                continue
            if not piece:
                raise AwayError("the short-message centre closed the connection")
            octets += piece
            self._heard_at = time.monotonic()
        return octets

    def _keep_alive(self) -> None:
        quiet = time.monotonic() - self._heard_at
        if quiet > self._idle + self._timeout:
            raise AwayError("the short-message centre is silent")
        if quiet > self._idle:
            with self._sending:
                self._sequence = self._sequence % 0x7FFFFFFE + 1
                sequence = self._sequence
            self._send(Pdu(wire.ENQUIRE_LINK, sequence))

    def _hear(self, pdu: Pdu) -> None:
        if pdu.command & wire.RESPONSE:
            box = self._waiting.get(pdu.sequence)
            if box is not None:
                box.put(pdu)
        elif pdu.command == wire.DELIVER_SM:
            self._hear_delivery(pdu)
        elif pdu.command in (wire.ENQUIRE_LINK, wire.UNBIND):
            self._send(Pdu(pdu.command | wire.RESPONSE, pdu.sequence))
            if pdu.command == wire.UNBIND:
                raise AwayError("the short-message centre ended the session")
        else:
            self._send(Pdu(wire.GENERIC_NACK, pdu.sequence, 0x03))

    def _hear_delivery(self, pdu: Pdu) -> None:
        receipt = None
        if pdu.number("esm_class") & 0x3C == _RECEIPT:
            receipt = read_receipt(
                pdu.octets("short_message").decode("latin-1"),
                message_id=pdu.option_text(wire.RECEIPTED_MESSAGE_ID),
                state=pdu.option_number(wire.MESSAGE_STATE),
                reference=pdu.option_number(wire.USER_MESSAGE_REFERENCE),
                destination=pdu.text("source_addr"),
            )
        if receipt is None:
            log.info("smpp_delivery_ignored")
            self.acknowledge(pdu.sequence)
        else:
            self._receipts.put((pdu.sequence, receipt))

    def _die(self) -> None:
        self.is_bound = False
        try:
            self._socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            log.debug("smpp_socket_closed_already")
        self._socket.close()
        for box in list(self._waiting.values()):
            box.put(None)
