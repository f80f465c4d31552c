"""Files and functions stay small."""

from __future__ import annotations

from tests.guards.tree import LONGEST_FILE, LONGEST_FUNCTION, ROOT, find_long_functions, list_python


def find_long_files(lines: dict[str, int]) -> list[str]:
    """Give the files that are longer than they may be; migrations are lists of steps."""
    return [path for path, count in lines.items() if count > LONGEST_FILE and "/migrations/" not in path]


def test_no_file_is_longer_than_300_lines() -> None:
    """A file that grows past its size is split by meaning."""
    lines = {path: len((ROOT / path).read_text().splitlines()) for path in list_python()}
    assert find_long_files(lines) == []


def test_no_function_is_longer_than_40_lines() -> None:
    """A function that grows past its size is split by meaning."""
    sources = {path: (ROOT / path).read_text() for path in list_python() if "/migrations/" not in path}
    assert {path: found for path, source in sources.items() if (found := list(find_long_functions(source)))} == {}


def test_the_guard_sees_a_long_file_and_a_long_function() -> None:
    """Broken once: a file of 301 lines and a function of 41 are found, and one at the bound is not."""
    assert find_long_files({"a.py": LONGEST_FILE + 1, "b.py": LONGEST_FILE}) == ["a.py"]
    body = "\n".join(f"    x{number} = {number}" for number in range(LONGEST_FUNCTION))
    assert list(find_long_functions(f"def long():\n{body}\n")) == ["long"]
    assert list(find_long_functions(f"def short():\n{body.rpartition(chr(10))[0]}\n")) == []
