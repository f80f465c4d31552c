"""What the guards look at: the tracked tree, read once."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SERVICES = ("cases", "scheduling", "documents", "learning", "notifications")
LONGEST_FILE = 300
LONGEST_FUNCTION = 40


@cache
def list_files() -> tuple[str, ...]:
    """Give the paths of the files that belong to the project: tracked, or new and not ignored."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return tuple(path for path in done.stdout.splitlines() if (ROOT / path).is_file())


def list_python() -> list[str]:
    """Give the Python files."""
    return [path for path in list_files() if path.endswith(".py") or path == "cmms"]


def find_long_functions(source: str) -> Iterator[str]:
    """Give the functions of a source text that are longer than they may be, docstrings not counted."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            documented = ast.get_docstring(node) is not None
            doc_lines = (first.end_lineno or 0) - first.lineno + 1 if documented else 0
            if (node.end_lineno or 0) - node.lineno + 1 - doc_lines > LONGEST_FUNCTION:
                yield node.name
