"""The table of a cause list that came as a PDF: words with their places on the page become rows of cells.

A PDF knows no table. Words on one height are a line; columns are parted by the upright rules that are drawn, or else by the gaps
that no line covers from top to bottom; the line that names the columns is the heading; and a row begins where its serial number
stands, or else its case number. The order of the file is not to be trusted where a line holds two scripts: words are put in the
order in which each script is read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median
from typing import Final, NamedTuple

from services.scheduling.rules.cause_list_columns import is_heading, may_be_heading, name_columns

_SAME_LINE: Final = 0.5
_NARROWEST_GAP: Final = 3.0
_GAP_OF_HEIGHT: Final = 0.6
_MOST_ACROSS: Final = 0.03
_HEADING_LINES: Final = 3
_WRAPPED: Final = 1.25
_FAR_BELOW: Final = 2.0
_FOOT_LINES: Final = 3
_HEADING_PAGES: Final = 3
_FROM_RIGHT: Final = ("R", "AL")
_WIDEST: Final = 20_000
_FOOT: Final = re.compile(r"^(?:page|صفحہ)?\s*[0-9۰-۹]{1,4}(?:\s*(?:of|/|از)\s*[0-9۰-۹]{1,4})?$", re.IGNORECASE)


class Word(NamedTuple):
    """A word and where it stands: left and right, bottom and top, in points, upwards from the page's foot."""

    left: float
    right: float
    bottom: float
    top: float
    text: str

    @property
    def middle(self) -> float:
        """Give the height of its middle."""
        return (self.bottom + self.top) / 2


Line = list[Word]


class Page(NamedTuple):
    """A page: its words in the order of the file, and where its upright rules stand."""

    words: Sequence[Word]
    rules: Sequence[float] = ()


@dataclass(slots=True)
class _Found:
    """A heading: its page and lines, and the columns' edges."""

    page: int
    first: int
    last: int
    edges: list[float]
    starts_in: int
    is_numbered: bool


def read_rows(pages: Sequence[Page]) -> Iterator[tuple[int, list[str]]]:
    """Give the rows as a spreadsheet would: first the lines above the heading, the heading, then each row of the list."""
    lines = [_without_foot(_lines_of(page.words)) for page in pages]
    found = _find_heading(lines, [page.rules for page in pages])
    if found is None:
        yield from enumerate(([_text(line)] for page in lines for line in page), 1)
        return
    number = 0
    for line in lines[found.page][: found.first]:
        number += 1
        yield number, [_text(line)]
    number += 1
    heading = lines[found.page][found.first : found.last]
    yield number, _cells(heading, found.edges)
    for record in _records(lines, found):
        number += 1
        yield number, _cells(record, found.edges)


def _lines_of(page: Sequence[Word]) -> list[Line]:
    """Put words on one height into a line, the lines from top to bottom, the words in the order of the file."""
    lines: list[tuple[float, Line]] = []
    for word in page:
        height = max(word.top - word.bottom, 1.0)
        near = next((line for middle, line in lines if abs(middle - word.middle) < height * _SAME_LINE), None)
        if near is None:
            lines.append((word.middle, [word]))
        else:
            near.append(word)
    return [line for _, line in sorted(lines, key=lambda one: -one[0])]


def _without_foot(lines: list[Line]) -> list[Line]:
    """Leave out the foot of a page: numbers of pages, and what stands far below all else."""
    lines = [line for line in lines if not _FOOT.match(_text(line).strip())]
    distances = [_distance(upper, lower) for upper, lower in pairwise(lines)]
    usual = median(distances) if distances else 0.0
    for place in range(max(1, len(lines) - _FOOT_LINES), len(lines)):
        if distances[place - 1] > usual * _FAR_BELOW:
            return lines[:place]
    return lines


def _find_heading(lines: Sequence[list[Line]], rules: Sequence[Sequence[float]]) -> _Found | None:
    """Find the lines that name the columns, in the first pages, by what stands below them."""
    for page, its_lines in enumerate(lines[:_HEADING_PAGES]):
        for first in range(len(its_lines)):
            if not may_be_heading(" ".join(_text(line) for line in its_lines[first : first + _HEADING_LINES])):
                continue
            below = its_lines[first:]
            for edges in (_ruled(below, rules[page]), _gaps(below)):
                found = _heading_at(page, its_lines, first, edges)
                if found is not None:
                    return found
    return None


def _heading_at(page: int, lines: Sequence[Line], first: int, edges: list[float]) -> _Found | None:
    last = _heading_end(lines, first, edges)
    if last == first:
        return None
    edges = _between(_cells(lines[first:last], edges), edges)
    named = {name: place for place, name in name_columns(_cells(lines[first:last], edges)).items()}
    starts_in = named.get("serial", named.get("number", named.get("fir", 0)))
    return _Found(page, first, last, edges, starts_in, "serial" in named)


def _between(heading: Sequence[str], edges: list[float]) -> list[float]:
    """Give the last edge before each column that has a heading: what stands between two headings is of the former."""
    return [edge for place, edge in enumerate(edges, 1) if heading[place] and any(heading[:place])]


def _heading_end(lines: Sequence[Line], first: int, edges: list[float]) -> int:
    """Give where a heading that begins at a line ends, wrapped in up to three lines; its own place when it is none.

    A wrapped heading goes on in a line without digits, no farther below than the lines of one cell are from one another.
    """
    distances = [distance for before, after in pairwise(lines[first:]) if (distance := _distance(before, after)) > 0]
    nearest = min(distances, default=0.0) * _WRAPPED
    ends = [first + 1]
    while len(ends) < _HEADING_LINES and ends[-1] < len(lines):
        if _distance(lines[ends[-1] - 1], lines[ends[-1]]) > nearest:
            break
        ends.append(ends[-1] + 1)
    cells = {end: _cells(lines[first:end], edges) for end in ends if not _has_digits(lines[first:end])}
    good = [end for end, its_cells in cells.items() if is_heading(its_cells)]
    return max(good, key=lambda end: (len(name_columns(cells[end])), end), default=first)


def _distance(upper: Line, lower: Line) -> float:
    return upper[0].middle - lower[0].middle


def _has_digits(lines: Sequence[Line]) -> bool:
    return any(character.isdigit() for line in lines for character in _text(line))


def _ruled(lines: Sequence[Line], rules: Sequence[float]) -> list[float]:
    """Give the upright rules that no word crosses and that words stand on both sides of."""
    words = [word for line in lines for word in line]
    most = max(1, len(lines) * _MOST_ACROSS)
    free = [
        rule for rule in rules
        if sum(word.left < rule - 1 and word.right > rule + 1 for word in words) <= most
        and any(word.right <= rule + 1 for word in words) and any(word.left >= rule - 1 for word in words)
    ]  # fmt: skip
    return [rule for place, rule in enumerate(free) if place == 0 or rule - free[place - 1] > _NARROWEST_GAP]


def _gaps(lines: Sequence[Line]) -> list[float]:
    """Give the middles of the gaps between columns: what almost no line covers, between what some do."""
    covered: dict[int, int] = {}
    for line in lines:
        marks = {mark for word in line for mark in range(int(word.left), min(int(word.right) + 1, _WIDEST))}
        for mark in marks:
            covered[mark] = covered.get(mark, 0) + 1
    most = len(lines) * _MOST_ACROSS
    heights = [word.top - word.bottom for line in lines for word in line]
    narrowest = max(_NARROWEST_GAP, _GAP_OF_HEIGHT * median(heights or [0.0]))
    filled = sorted(mark for mark, count in covered.items() if count > most)
    return [(before + after) / 2 for before, after in pairwise(filled) if after - before > narrowest]


def _records(lines: Sequence[list[Line]], found: _Found) -> Iterator[list[Line]]:
    """Give each row's lines: from one serial number to the next, or around it where cells are centred in their height."""
    pages = [_below_heading(lines[page], found, is_first=page == found.page) for page in range(found.page, len(lines))]
    starts = [[place for place, line in enumerate(page) if _is_start(line, found)] for page in pages]
    is_centred = bool(starts[0]) and starts[0][0] > 0
    record: list[Line] = []
    for page, its_starts in zip(pages, starts, strict=True):
        bounds = _centred_bounds(page, its_starts) if is_centred else its_starts
        first = bounds[0] if bounds else len(page)
        record += page[:first]
        for start, end in pairwise([*bounds, len(page)]):
            if record:
                yield record
            record = page[start:end]
    if record:
        yield record


def _below_heading(page: list[Line], found: _Found, *, is_first: bool) -> list[Line]:
    """Give a page's lines without its heading, and without what stands above one that is repeated."""
    if is_first:
        return page[found.last :]
    for first in range(len(page)):
        last = _heading_end(page, first, found.edges) if may_be_heading(_text(page[first])) else first
        if last > first:
            return page[last:]
    return page


def _is_start(line: Line, found: _Found) -> bool:
    """Tell whether a row begins in a line: by its serial number, or by a case's where rows are not numbered."""
    text = _cells([line], found.edges)[found.starts_in]
    return any(character.isdigit() for character in text) if found.is_numbered else bool(text)


def _centred_bounds(lines: Sequence[Line], starts: Sequence[int]) -> list[int]:
    """Give where each row begins: at the widest gap above its serial number."""
    if not starts:
        return []
    bounds = [0]
    for before, after in pairwise(starts):
        gaps = [(lines[place][0].middle - lines[place + 1][0].middle, place + 1) for place in range(before, after)]
        bounds.append(max(gaps)[1])
    return bounds


def _cells(lines: Sequence[Line], edges: Sequence[float]) -> list[str]:
    cells: list[list[str]] = [[] for _ in range(len(edges) + 1)]
    for line in lines:
        parts: dict[int, Line] = {}
        for word in line:
            middle = (word.left + word.right) / 2
            parts.setdefault(sum(edge < middle for edge in edges), []).append(word)
        for place, words in parts.items():
            cells[place].append(_text(words))
    return [" ".join(written) for written in cells]


def _text(words: Line) -> str:
    """Give words as they are read: those of the other script than most are, within, are read from the other side."""
    sides = [unicodedata.bidirectional(character) for word in words for character in word.text]
    is_urdu = sum(side in _FROM_RIGHT for side in sides) > sides.count("L")
    ordered = sorted(words, key=lambda word: -word.right if is_urdu else word.left)
    runs = [list(run) for _, run in groupby(ordered, key=_is_urdu)]
    return " ".join(word.text for run in runs for word in (run if _is_urdu(run[0]) == is_urdu else reversed(run)))


def _is_urdu(word: Word) -> bool:
    """Tell whether a word is read from the right: it has a letter of such a script; numbers are read from the left."""
    return any(unicodedata.bidirectional(character) in _FROM_RIGHT for character in word.text)
