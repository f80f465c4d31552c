"""A register's lines as they were read, packed, so that a long register takes little memory between its checking and entering."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from services.cases.rules.register import Line

# A line with those of its cells that are not empty.
Entry = tuple[Line, dict[str, str]]


@dataclass(slots=True)
class Packed:
    """Lines in the order of their rows, in batches of `size`."""

    size: int
    _full: list[bytes] = field(default_factory=list)
    _open: list[Entry] = field(default_factory=list)

    def add(self, line: Line, cells: dict[str, str]) -> None:
        """Keep a line."""
        self._open.append((line, {column: text for column, text in cells.items() if text}))
        if len(self._open) >= self.size:
            self._full.append(zlib.compress(pickle.dumps(self._open, pickle.HIGHEST_PROTOCOL), 1))
            self._open = []

    def batches(self) -> Iterator[list[Entry]]:
        """Give the lines again, batch by batch."""
        for packed in self._full:
            yield pickle.loads(zlib.decompress(packed))  # noqa: S301 - of this process's own memory
        yield self._open
