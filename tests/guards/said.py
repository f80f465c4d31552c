"""What the services say to a person in English sentences: gathered from their source, as templates whose facts are `{}`."""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Iterator
from functools import cache
from typing import Final

import marshmallow as ma

from services.cases.rules import forms
from tests.guards.tree import ROOT, list_python

# Not said on a screen: what operators read, files and papers that are written in English, descriptions of the API.
_ELSEWHERE: Final = (
    "/migrations/", "seed", "settings.py", "cli.py", "gateway/web/", "gateway/openapi.py", "gateway/pages/", "gateway/dav", "gateway/app.py",
    "common/calling.py", "common/call_queue.py", "common/database.py", "common/migrate.py", "common/run.py", "common/api.py", "clients/",
    "rules/memo.py", "rules/memo_words.py", "rules/cause_list_sheet.py", "rules/report_sheet.py",
    "notifications/rules/wording.py", "/workers/sender", "/workers/solver", "/workers/exporter", "common/health.py", "common/logs.py",
)  # fmt: skip
_REFUSALS: Final = {"invalid": 1, "conflict": 1, "forbidden": 1, "not_found": 1, "Problem": 2}
_LOGS: Final = {"log", "logger", "_log", "LOG"}
_FACT: Final = re.compile(r"\{[^{}]*\}")
_SENTENCE: Final = re.compile(r"^[A-Z0-9{].*[a-z].*[.?!]$", re.DOTALL)
_REFERENCE: Final = ROOT / "services/cases/migrations/reference"
_BOUNDS: Final = {
    "Must be greater than or equal to {}.", "Must be less than or equal to {}.", "Must be greater than {}.",
    "Must be greater than or equal to {} and less than or equal to {}.", "Must be greater than {} and less than or equal to {}.",
}  # fmt: skip
# Reference data: the file, the column in English, the column in Urdu where there is one.
_DATA: Final = (
    ("checklist_items", "says", None), ("checklist_items", "title", None), ("defect_codes", "says", None), ("custody_rules", "says", None),
    ("laboratories", "name", None), ("acts", "name", None), ("procedure_exits", "says", None), ("procedure_exits_2", "says", None),
    ("procedure_exits_3", "says", None), ("procedure_stages", "says", "says_ur"), ("professions", "name", "name_ur"),
    ("financing_items", "says", "says_ur"), ("scrutiny_questions", "asks", "asks_ur"), ("clock_rules_2", "says", None),
    ("offences", "title", "title_ur"), ("offences_2", "title", "title_ur"),
)  # fmt: skip


def template_of(node: ast.AST) -> str | None:
    """Give a literal or an f-string as a template; nothing for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return _FACT.sub("{}", node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return None


def find_sentences(source: str) -> Iterator[str]:
    """Give the sentences of a source text that are said to a person and have no words by a code."""
    tree = ast.parse(source)
    left_out = set(_left_out(tree))
    for node in ast.walk(tree):
        said = None if node in left_out else template_of(node)
        if said and _SENTENCE.match(said) and (" " in said or said.isalpha() or said[:-1].isalpha()):
            yield said


def _left_out(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value  # a docstring
        elif isinstance(node, ast.JoinedStr):
            yield from (inner for inner in ast.walk(node) if inner is not node)
        elif isinstance(node, ast.Call):
            yield from _said_otherwise(node)


def _said_otherwise(call: ast.Call) -> Iterator[ast.AST]:
    """A refusal without facts is said by its code (`words/*/problems.json`); what describes the API is not said on a screen."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    place = _REFUSALS.get(name)
    if place is not None and len(call.args) > place and isinstance(call.args[place], ast.Constant):
        yield call.args[place]
    owner = getattr(getattr(call.func, "value", None), "id", "")
    if name in {"RuntimeError", "TypeError"} or owner in _LOGS:
        yield from ast.walk(call)
    for keyword in call.keywords:
        if keyword.arg == "metadata" or (owner == "api" and keyword.arg == "says"):
            yield from ast.walk(keyword.value)


@cache
def in_source() -> dict[str, str]:
    """Give every sentence in the services' source, with the file it stands in."""
    found: dict[str, str] = {}
    for path in list_python():
        if not path.startswith(("services/", "gateway/")) or any(part in path for part in _ELSEWHERE):
            continue
        source = (ROOT / path).read_text(encoding="utf-8")
        found |= dict.fromkeys(find_sentences(source), path)
    return found


def in_schemas() -> dict[str, str]:
    """Give what marshmallow says of the fields and validators that our schemas use."""
    fields = [getattr(ma.fields, name) for name in _used("fields") if hasattr(ma.fields, name)]
    rules = [getattr(ma.validate, name) for name in _used("validate") if hasattr(ma.validate, name)]
    said = {
        text for field in (ma.fields.Field, *fields) for text in getattr(field, "default_error_messages", {}).values()
    }
    said |= {text for rule in rules for name, text in vars(rule).items() if "message" in name and isinstance(text, str)}
    said |= set(ma.Schema._default_error_messages.values())
    # The bounds of a range are put in twice over; this is how they come out.
    said = {text for text in said if text.endswith(".") and "{{" not in text} | _BOUNDS
    return {_FACT.sub("{}", text): "marshmallow" for text in said}


def _used(module: str) -> set[str]:
    schemas = [path for path in list_python() if path.startswith(("services/", "gateway/"))]
    return {
        name
        for path in schemas
        for name in re.findall(rf"\b{module}\.([A-Z]\w+)", (ROOT / path).read_text(encoding="utf-8"))
    }


def in_data(language: str) -> dict[str, str]:
    """Give what the law's tables say and have no words for in a language of their own."""
    found: dict[str, str] = {}
    with (_REFERENCE / "clock_words.csv").open(encoding="utf-8", newline="") as file:
        reworded = {row["before"]: row["after"] for row in csv.DictReader(file)}
    for name, column, urdu in _DATA:
        with (_REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = [row for row in csv.DictReader(file) if not (language == "ur" and urdu and row[urdu])]
        found |= {reworded.get(row[column], row[column]): f"{name}.csv" for row in rows}
    return found | _in_custody() | _in_returns(language) | _in_ripeness(language)


def _in_custody() -> dict[str, str]:
    """Give the sentences on gaps of custody and the words within them; the sheet's own words are printed alone."""
    with (ROOT / "services/cases/rules/custody_words.csv").open(encoding="utf-8", newline="") as file:
        return {
            _FACT.sub("{}", row["says"]): "custody_words.csv" for row in csv.DictReader(file) if row["kind"] != "sheet"
        }


def _in_returns(language: str) -> dict[str, str]:
    """Give the titles and columns of the courts' returns, which have Urdu of their own, and what is not held, which has none."""
    said = {name for names in forms.NOT_HELD.values() for name in names}
    if language != "ur":
        said |= {title for title, _ in forms.TITLES.values()}
        said |= {column for columns in forms.FORMS.values() for _, column, _ in columns}
    return dict.fromkeys(said, "forms.py")


def _in_ripeness(language: str) -> dict[str, str]:
    """Give what is said of a hearing's readiness, which has Urdu of its own."""
    with (ROOT / "services/scheduling/rules/ripeness_sentences.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if language != "ur" or not row["says_ur"]]
    return {_FACT.sub("{}", row["says"]): "ripeness_sentences.csv" for row in rows}


def wanted(language: str) -> dict[str, str]:
    """Give all that must have words in a language, with where it comes from."""
    return in_source() | in_schemas() | in_data(language)


# A citation is written alike in every language: an Act or a rule with its number, a judgment with its year.
_CITATION: Final = re.compile(
    r"^[A-Z][\w.,&()\- ]* (?:s|ss|r|rr|art|arts|ch|cl|Art)\. ?[\dIVX].*$|^[A-Z]{2,}\w* [\ds].*$|^\d{4} SCMR \d+$"
)


def in_sources() -> dict[str, str]:
    """Give what scheduling, notifications and accounts write as the source of a row by themselves, part by part."""
    found: dict[str, str] = {}
    for folder in ("services/scheduling", "services/notifications", "gateway/accounts"):
        for path in sorted((ROOT / folder).rglob("*")):
            name = str(path.relative_to(ROOT))
            if path.suffix == ".py":
                found |= dict.fromkeys(_sources_of(path.read_text(encoding="utf-8")), name)
            elif path.name == "seed_holidays.csv":
                with path.open(encoding="utf-8", newline="") as file:
                    found |= {row["source"]: name for row in csv.DictReader(file)}
    parts = {part: name for source, name in found.items() for part in source.split("; ")}
    return {part: name for part, name in parts.items() if not _CITATION.match(part)}


def _sources_of(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        given: list[tuple[str, ast.AST | None]] = []
        if isinstance(node, ast.Dict):
            given = [(str(getattr(key, "value", "")), value) for key, value in zip(node.keys, node.values, strict=True)]
        elif isinstance(node, ast.Call):
            given = [(keyword.arg or "", keyword.value) for keyword in node.keywords]
        elif isinstance(node, ast.Assign):
            given = [(target.id, node.value) for target in node.targets if isinstance(target, ast.Name)]
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            given = [(node.target.id, node.value)]
        for name, value in given:
            last = value.values[-1] if isinstance(value, ast.BoolOp) else value
            if name.lower().strip("_") in {"source", "order", "closing_source"} and isinstance(last, ast.Constant):
                yield from (last.value,) if isinstance(last.value, str) else ()
