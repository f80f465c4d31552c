"""Cutting the plain text of an Act or of rules into its sections.

The text is what comes out of a published PDF: pages (parted by form feeds where the extractor wrote them), each with a
header, a footer and amendment notes; a table of contents; then the body, in which a section begins a line with its number
(`9.`, `11EE.`, `3.2.`, `2[5.`, `۹۔`). Three facts make the cutting reliable: section numbers only grow, the table of contents
says which numbers there are (sections inserted since are marked by a bracket), and headings end with a dash. What is not
certain stays in the text of the section before it. Left out are page furniture, amendment notes, and the title and preamble,
which stand before the first section.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from services.learning.rules.folding import fold_number, make_index_text

PAGE_BREAK: Final = "\u2029"
_START: Final = re.compile(
    r"^\s*(?:دفعہ\s*)?(?P<mark>(?:\d{1,2}\s?\[)?[\"“\[]{0,2})(?P<number>\d{1,3}[A-Z]{0,6}(?:-[A-Z]{1,2})?)"
    r"(?:[.۔:](?!\d)|(?<=[A-Z]),(?=\s[A-Z])|(?=\s{2,}\(|\s\(1\)\s[\[“\"]*[A-Z]))\s*(?P<rest>.*)$"
)
_DOTTED: Final = re.compile(r"^\s*(?P<number>\d{1,2}\.\d{1,2}[A-Z]?)[.:]?\s+(?P<rest>\S.*)$")
_CONTENTS: Final = re.compile(r"^\W*(?:TABLE OF )?(?:CONTENTS|ARRANGEMENT OF SECTIONS|فہرست)\W*$", re.IGNORECASE)
_HEADING_END: Final = re.compile(r"[.:]?\s*(?:_+|\s[-–—−]|[–—−]|:-|\.-)+\s*|[.:]\s*(?=\d?\s?\[?\(1\))")
_SUBSECTION: Final = re.compile(r"^\W*(?:\d\W*)?\(\w{1,3}\)")
_CHAPTER: Final = re.compile(r"^\s*(?:\d\s?\[)?(?:CHAPTER|PART|باب)[\s–—-]*[IVXLC\d]+[A-Z]?\W*$", re.IGNORECASE)
_SCHEDULE: Final = re.compile(
    r"^\W*(?:\d\s?\[)?(?:THE\s+)?(?P<name>(?:[A-Z]+\s+)?(?:SCHEDULE|APPENDI(?:X|CES))\b(?:\s\W?[A-Z]\W?)?)\W*$"
)
_PAGE: Final = re.compile(r"^\s*(?:Page\s+\d+\s+of\s+\d+|[-–:\s]*(?:\d{1,4}|[ivxl]+)[-–:\s]*)$", re.IGNORECASE)
_NOTE: Final = re.compile(
    r"^\s*\d{1,2}\s?(?:(?:Subs|Ins|Omit|Rep|Added|Substituted|Inserted)\w*\b"
    r"|(?:In )?Section \d|(?:Sub )?[Cc]lauses? \(|The words)",
    re.IGNORECASE,
)
_MISREAD: Final = str.maketrans("ilo", "110")
_LONGEST_HEADING: Final = 220
_LONGEST_TITLE: Final = 5
_OFTEN: Final = 0.6


@dataclass(frozen=True, slots=True)
class ParsedSection:
    """A section as it was found."""

    number: str
    heading: str
    chapter: str | None
    text: str


@dataclass(frozen=True, slots=True)
class _Opening:
    """A line that may begin a section."""

    line: int
    number: str
    rest: str
    is_marked: bool

    @property
    def order(self) -> tuple[int, int, str]:
        """Give the number's place: 11, 11A, 11AA, 11B, 12; 3.2 before 3.10."""
        whole, _, part = self.number.partition(".")
        digits = re.match(r"\d*", whole)
        letters = whole.lstrip("0123456789") + part.lstrip("0123456789")
        part_digits = re.match(r"\d*", part)
        return (
            int(digits[0] or 0) if digits else 0,
            int(part_digits[0] or 0) if part_digits else 0,
            fold_number(letters),
        )


def parse_act(text: str) -> list[ParsedSection]:
    """Cut a text into its sections, in their order; empty when no section is found."""
    lines = list(_read_lines(text))
    contents, first = _read_contents(lines)
    chosen = _choose_growing(_find_listed(_find_openings(lines, first), contents))
    if len(chosen) * 2 < len(contents) or not contents:
        contents, first = {}, 0
        chosen = _drop_lists(_choose_growing(_find_openings(lines, first)))
    sections: list[ParsedSection] = []
    chapter = _find_chapter(lines[first : chosen[0].line])[1] if chosen else None
    for place, opening in enumerate(chosen):
        end = chosen[place + 1].line if place + 1 < len(chosen) else len(lines)
        block = [opening.rest, *lines[opening.line + 1 : end]]
        kept, next_chapter = _find_chapter(block)
        own, schedules = (kept, []) if place + 1 < len(chosen) else _part_schedules(kept)
        sections.append(_make_section(opening.number, own, contents.get(opening.number), chapter))
        sections += schedules
        chapter = next_chapter or chapter
    return sections


def _read_lines(text: str) -> Iterator[str]:
    """Give the lines of all pages without page numbers, running headers and amendment notes."""
    pages = [page.splitlines() for page in text.replace("\f", PAGE_BREAK).split(PAGE_BREAK)]
    seen = Counter(line for page in pages for line in {line.strip() for line in [*page[:6], *page[-3:]]} if line)
    running = {line for line, times in seen.items() if times >= max(3, len(pages) * _OFTEN)}
    for page in pages:
        for line in page:
            if _NOTE.match(line) and len(pages) > 1:
                break
            if line.strip() and line.strip() not in running and not _PAGE.match(line.strip()):
                yield line.rstrip()


def _find_openings(lines: Sequence[str], first: int) -> list[_Opening]:
    found = []
    for place, line in enumerate(lines[first:], first):
        if match := _DOTTED.match(line) or _START.match(line):
            marked = bool(match.groupdict().get("mark"))
            found.append(_Opening(place, _plain_digits(match["number"]), match["rest"], marked))
    return found


def _find_listed(openings: Sequence[_Opening], contents: dict[str, str]) -> list[_Opening]:
    """Give the openings of sections that the contents list, spelt as there, and of those inserted since."""
    spelled = {fold_number(number): number for number in contents}
    listed = []
    for opening in openings:
        folded = fold_number(opening.number)
        read = folded[:1] + folded[1:].translate(_MISREAD)
        repaired = next((read[:end] + folded[end:] for end in (2, 3) if read[:end] + folded[end:] in spelled), None)
        if folded in spelled:
            listed.append(replace(opening, number=spelled[folded]))
        elif repaired and _begins_alike(opening.rest, contents[spelled[repaired]]):
            listed.append(replace(opening, number=spelled[repaired]))
        elif opening.is_marked and folded.rstrip("abcdefghijklmnopqrstuvwxyz") in spelled:
            listed.append(opening)
    return listed


def _drop_lists(chosen: list[_Opening]) -> list[_Opening]:
    """Drop the plain numbers after the last of rules numbered by chapter (3.2): they count a form's questions."""
    dotted = [place for place, opening in enumerate(chosen) if "." in opening.number]
    return chosen[: dotted[-1] + 1] if len(dotted) * 2 > len(chosen) else chosen


def _plain_digits(number: str) -> str:
    return "".join(str(int(character)) if character.isdecimal() else character for character in number)


def _read_contents(lines: Sequence[str]) -> tuple[dict[str, str], int]:
    """Give the numbers and headings of the table of contents, and the line at which the body begins."""
    begin = next((place for place, line in enumerate(lines[: len(lines) // 3]) if _CONTENTS.match(line)), None)
    if begin is None:
        return {}, 0
    entries: list[_Opening] = []
    for opening in _find_openings(lines, begin + 1):
        if entries and opening.order <= entries[-1].order:
            break
        entries.append(opening)
    else:
        return {}, 0
    headings = {}
    for place, entry in enumerate(entries):
        end = entries[place + 1].line if place + 1 < len(entries) else entry.line + 1
        more = lines[entry.line + 1 : end] if end - entry.line <= _LONGEST_TITLE else []
        headings[entry.number] = _join([entry.rest, *(line for line in more if not _CHAPTER.match(line))])
    return headings, entries[-1].line + 1


def _choose_growing(openings: Sequence[_Opening]) -> list[_Opening]:
    """Choose the longest run of openings whose numbers grow: numbered lists inside a section do not fit into it."""
    tails: list[tuple[int, int, str]] = []
    ends: list[int] = []
    before: list[int | None] = []
    for place, opening in enumerate(openings):
        length = bisect_left(tails, opening.order)
        before.append(ends[length - 1] if length else None)
        tails[length:] = [opening.order, *tails[length + 1 :]]
        ends[length:] = [place, *ends[length + 1 :]]
    chosen: list[_Opening] = []
    step = ends[-1] if ends else None
    while step is not None:
        chosen.append(openings[step])
        step = before[step]
    return chosen[::-1]


def _find_chapter(block: list[str]) -> tuple[list[str], str | None]:
    """Part a block's end off when it is the title of the next chapter."""
    for place in range(len(block) - 1, max(-1, len(block) - 1 - _LONGEST_TITLE), -1):
        if _CHAPTER.match(block[place]):
            return block[:place], _join(block[place:])[:300]
    return block, None


def _part_schedules(block: list[str]) -> tuple[list[str], list[ParsedSection]]:
    """Part the schedules and appendices off the last section."""
    starts = [place for place, line in enumerate(block) if place and _SCHEDULE.match(line)]
    schedules = []
    for place, start in enumerate(starts):
        end = starts[place + 1] if place + 1 < len(starts) else len(block)
        match = _SCHEDULE.match(block[start])
        name = " ".join((match["name"] if match else "").split()).title()
        schedules.append(ParsedSection(name[:30], name, None, "\n".join(block[start:end])))
    return (block[: starts[0]] if starts else block), schedules


def _make_section(number: str, block: list[str], title: str | None, chapter: str | None) -> ParsedSection:
    text = "\n".join(block).strip()
    start = text[:_LONGEST_HEADING]
    end = _HEADING_END.search(start)
    if end and _is_heading(start[: end.start()], title):
        heading = title or _join(start[: end.start()].splitlines())
        text = text[end.end() :].strip()
    else:
        heading = title or f"Section {number}"
        text = _without_margin_title(block, heading)
    return ParsedSection(number, heading[:_LONGEST_HEADING], chapter, text or heading)


def _is_heading(start: str, title: str | None) -> bool:
    """Tell whether a section's first words are its heading: not a sub-section, and as the contents begin it."""
    words = make_index_text(start).split()
    if not words or _SUBSECTION.match(start):
        return False
    return title is None or _begins_alike(start, title)


def _begins_alike(text: str, title: str) -> bool:
    return make_index_text(text).split(" ")[0] == make_index_text(title).split(" ")[0]


def _without_margin_title(block: list[str], title: str) -> str:
    """Drop the title where the page's margin repeats it between the section's lines."""
    wanted = make_index_text(title)
    for start in range(len(block)):
        for end in range(start + 1, min(start + _LONGEST_TITLE, len(block) + 1)):
            if make_index_text(_join(block[start:end])) == wanted:
                return "\n".join(block[:start] + block[end:]).strip()
    return "\n".join(block).strip()


def _join(lines: Sequence[str]) -> str:
    return " ".join(" ".join(lines).split())
