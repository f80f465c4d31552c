"""What the centre holds: every part it took, the messages they make, their states. A file of lines keeps it over restarts."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path
from typing import Any, TextIO

from deploy.native.smsc.pdu import Submission

STATES = {"accepted": (6, "ACCEPTD"), "delivered": (2, "DELIVRD"), "expired": (3, "EXPIRED"), "failed": (5, "UNDELIV"), "rejected": (8, "REJECTD")}  # fmt: skip
ENDS = frozenset({"delivered", "expired", "failed", "rejected"})


class Store:
    """Parts and messages in memory, and one line in the file for each thing that happened."""

    def __init__(self, folder: Path | None) -> None:
        """Read what an earlier run kept."""
        self._parts: dict[str, dict[str, Any]] = {}
        self._messages: list[dict[str, Any]] = []
        self._open: dict[tuple[str, str, int, int], dict[str, Any]] = {}
        self._by_client_reference: dict[str, str] = {}
        self._unacknowledged: dict[str, dict[str, Any]] = {}
        self._file: TextIO | None = None
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / "messages.jsonl"
            if path.exists():
                self._read(path)
            self._file = path.open("a", encoding="utf-8")

    def add(self, submission: Submission) -> str:
        """Keep a part, whether or not one like it came before; give its id."""
        part_id = f"{len(self._parts) + 1:08x}"
        line = {
            "part": part_id, "source": submission.source, "destination": submission.destination, "text": submission.text,
            "joining": submission.joining, "octets": len(submission.header) + len(submission.content),
            "coding": submission.coding, "reference": submission.reference.hex() if submission.reference else None,
            "client_reference": submission.client_reference, "wants_receipt": submission.wants_receipt,
            "received_at": dt.datetime.now(dt.UTC).isoformat(),
        }  # fmt: skip
        self._take(line)
        self._write(line)
        return part_id

    def settle(self, part_id: str, status: str) -> None:
        """Keep a part's state: its receipt is still to be acknowledged."""
        self._log({"state": part_id, "status": status})

    def acknowledge(self, part_id: str) -> None:
        """Keep that the receipt of a part's state was taken."""
        self._log({"acknowledged": part_id})

    def find(self, part_id: str) -> dict[str, Any] | None:
        """Give a part by the centre's id."""
        return self._parts.get(part_id)

    def find_by_client(self, client_reference: str) -> dict[str, Any] | None:
        """Give a part by its sender's own id."""
        part_id = self._by_client_reference.get(client_reference)
        return self._parts[part_id] if part_id else None

    def unacknowledged(self) -> list[dict[str, Any]]:
        """Give the parts whose end was not reported yet, or whose report nobody took."""
        return list(self._unacknowledged.values())

    def messages(self) -> list[dict[str, Any]]:
        """Give the messages, the newest first."""
        return [self._show(message) for message in reversed(self._messages)]

    def _show(self, message: dict[str, Any]) -> dict[str, Any]:
        parts = [message["parts"][number] for number in sorted(message["parts"])]
        return {
            "id": parts[0]["part"],
            "source": parts[0]["source"],
            "destination": parts[0]["destination"],
            "text": "".join(part["text"] for part in parts),
            "segments": message["total"],
            "received_at": parts[-1]["received_at"],
            "status": _combine([part["status"] for part in parts], message["total"]),
            "parts": [
                {name: part[name] for name in ("part", "octets", "coding", "status", "client_reference")}
                for part in parts
            ],
        }

    def _take(self, line: dict[str, Any]) -> None:
        part = {**line, "status": "accepted"}
        self._parts[line["part"]] = part
        if line["wants_receipt"]:
            self._unacknowledged[line["part"]] = part
        if line["client_reference"]:
            self._by_client_reference[line["client_reference"]] = line["part"]
        if line["joining"] is None:
            self._messages.append({"total": 1, "parts": {1: part}})
            return
        reference, total, number = line["joining"]
        key = (line["source"], line["destination"], reference, total)
        message = self._open.get(key)
        if message is None or number in message["parts"]:
            message = {"total": total, "parts": {}}
            self._messages.append(message)
            self._open[key] = message
        message["parts"][number] = part
        if len(message["parts"]) == total:
            del self._open[key]

    def _log(self, line: dict[str, Any]) -> None:
        self._change(line)
        self._write(line)

    def _change(self, line: dict[str, Any]) -> None:
        if "state" in line:
            self._parts[line["state"]]["status"] = line["status"]
        else:
            self._unacknowledged.pop(line["acknowledged"], None)

    def _write(self, line: dict[str, Any]) -> None:
        if self._file is not None:
            self._file.write(json.dumps(line, ensure_ascii=False) + "\n")
            self._file.flush()
            os.fsync(self._file.fileno())

    def _read(self, path: Path) -> None:
        for text in path.read_text(encoding="utf-8").splitlines():
            try:
                line = json.loads(text)
            except ValueError:
                continue
            if "part" in line:
                self._take(line)
            else:
                self._change(line)


def _combine(statuses: list[str], total: int) -> str:
    if len(statuses) < total:
        return "incomplete"
    return next((status for status in statuses if status != "delivered"), "delivered")
