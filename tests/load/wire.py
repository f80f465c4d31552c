"""Read HTTP/1.1 answers from bytes as they arrive, as cheaply as can be: a load driver must not be what is measured.

A body's length is counted; its bytes are kept only for an answer that is not 2xx (to say what went wrong) or on demand.
"""

from __future__ import annotations

from typing import Final

_HEAD_ENDS: Final = b"\r\n\r\n"
_BODILESS: Final = frozenset({204, 304})
_KEPT_BYTES: Final = 2000


class MalformedAnswerError(Exception):
    """The server's bytes are not an HTTP/1.1 answer."""


class AnswerReader:
    """Reads one answer after another from one connection.

    After `feed` says True: `status`, `length` of the body, `closes` (the server ends the connection), `body` where kept.
    """

    __slots__ = ("_buffer", "_chunked", "_missing", "body", "closes", "keeps", "length", "status")

    def __init__(self, *, keeps: bool = False) -> None:
        """Take whether the bodies of 2xx answers are kept as well."""
        self.keeps = keeps
        self._buffer = b""
        self._missing = -1  # body bytes still to come; -1: the head is not complete
        self._chunked = False
        self.status = 0
        self.length = 0
        self.closes = False
        self.body = b""

    def feed(self, chunk: bytes) -> bool:
        """Take bytes; tell whether an answer is complete now."""
        if self._missing < 0:
            chunk = self._buffer + chunk if self._buffer else chunk
            end = chunk.find(_HEAD_ENDS)
            if end < 0:
                self._buffer = chunk
                return False
            self._buffer = b""
            self._read_head(chunk[:end])
            chunk = chunk[end + 4 :]
        return self._take_chunked(chunk) if self._chunked else self._take(chunk)

    def _read_head(self, head: bytes) -> None:
        if not head.startswith(b"HTTP/1."):
            raise MalformedAnswerError(head[:80])
        lowered = head.lower()
        self.status = int(head[9:12])
        self.closes = _value(lowered, b"\r\nconnection:") == b"close"
        self._chunked = _value(lowered, b"\r\ntransfer-encoding:") == b"chunked"
        self.body = b""
        self.length = 0
        self._missing = 0
        if not self._chunked and self.status not in _BODILESS:
            self._missing = int(_value(lowered, b"\r\ncontent-length:") or 0)
        self.length = self._missing

    def _take(self, chunk: bytes) -> bool:
        if len(chunk) > self._missing:
            raise MalformedAnswerError(b"more bytes than the answer has")
        self._missing -= len(chunk)
        self._keep(chunk)
        if self._missing:
            return False
        self._missing = -1
        return True

    def _take_chunked(self, chunk: bytes) -> bool:
        self._buffer += chunk
        while (line_end := self._buffer.find(b"\r\n")) >= 0:
            size = int(self._buffer[:line_end].split(b";")[0], 16)
            whole = line_end + 2 + size + 2
            if len(self._buffer) < whole:
                return False
            self._keep(self._buffer[line_end + 2 : whole - 2])
            self._buffer = self._buffer[whole:]
            self.length += size
            if size == 0:
                self._buffer, self._chunked, self._missing = b"", False, -1
                return True
        return False

    def _keep(self, chunk: bytes) -> None:
        if self.keeps:
            self.body += chunk
        elif not 200 <= self.status < 300:
            self.body = (self.body + chunk)[:_KEPT_BYTES]


def _value(head: bytes, name: bytes) -> bytes:
    at = head.find(name)
    if at < 0:
        return b""
    end = head.find(b"\r\n", at + 2)
    return head[at + len(name) : end if end >= 0 else len(head)].strip()
