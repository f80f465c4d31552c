"""`/api/docs`: the API described for people, made from the same OpenAPI document; a page a service."""

from __future__ import annotations

import re
from html import escape
from typing import Any, Final

from gateway.pages.html import frame
from gateway.problems import TABLE

_METHODS: Final = ("get", "post", "put", "patch", "delete")
WORDS: Final[dict[str, dict[str, str]]] = {
    "en": {
        "title": "Programming interface", "parts": "Parts", "errors": "Errors", "kind": "Kind", "status": "Status",
        "meaning": "Meaning", "parameters": "Parameters", "body": "What to send", "answer": "What comes back", "name": "Name",
        "where": "Where", "shape": "Shape", "must": "required", "permission": "Permission", "problems": "May answer",
        "machine": "For programs: OpenAPI 3.1", "how": "How to use it", "all": "All parts",
    },
    "ur": {
        "title": "پروگرامنگ انٹرفیس", "parts": "حصے", "errors": "غلطیاں", "kind": "قسم", "status": "کوڈ", "meaning": "مطلب",
        "parameters": "پیرامیٹر", "body": "کیا بھیجیں", "answer": "کیا واپس آتا ہے", "name": "نام", "where": "کہاں",
        "shape": "شکل", "must": "لازمی", "permission": "اجازت", "problems": "ممکنہ جواب", "machine": "پروگراموں کے لیے: OpenAPI 3.1",
        "how": "استعمال کا طریقہ", "all": "تمام حصے",
    },
}  # fmt: skip


def render_index(document: dict[str, Any], language: str) -> bytes:
    """Give the first page: how to use the API, its parts, its errors."""
    words = WORDS[language]
    parts = "".join(
        f'<li><a href="/api/docs/{escape(tag["name"])}?lang={language}">{escape(tag["name"])}</a></li>'
        for tag in document["tags"]
    )
    rows = "".join(
        f'<tr id="problem-{kind}"><td><code>{kind}</code></td><td>{status}</td><td>{escape(title)}</td></tr>'
        for kind, (status, title) in TABLE.items()
    )
    body = (
        f'<p><a href="/api/openapi.json">{words["machine"]}</a></p>'
        f'<h2>{words["how"]}</h2><p lang="en" dir="ltr">{_mark_code(document["info"]["description"])}</p>'
        f"<h2>{words['parts']}</h2><ul>{parts}</ul><h2>{words['errors']}</h2>"
        + _table((words["kind"], words["status"], words["meaning"]), rows)
    )
    return frame(words["title"], body, language, "/api/docs")


def render_part(document: dict[str, Any], tag: str, language: str) -> bytes | None:
    """Give the page of one service's operations; None when there is no such part."""
    words = WORDS[language]
    found = [
        _render_operation(document, path, method, described, words)
        for path, item in document["paths"].items()
        for method, described in item.items()
        if method in _METHODS and tag in described["tags"]
    ]
    if not found:
        return None
    back = f'<p><a href="/api/docs?lang={language}">{words["all"]}</a></p>'
    return frame(f"{words['title']}: {tag}", back + "".join(found), language, f"/api/docs/{tag}")


def _render_operation(
    document: dict[str, Any], path: str, method: str, described: dict[str, Any], words: dict[str, str]
) -> str:
    anchor = escape(described["operationId"])
    parts = [
        f'<section aria-labelledby="{anchor}" dir="ltr" lang="en"><h2 id="{anchor}">{escape(described["summary"])}</h2>',
        f'<p><code><span class="method">{method.upper()}</span> {escape(path)}</code></p>',
    ]
    if "x-permission" in described:
        parts.append(f"<p>{words['permission']}: <code>{escape(described['x-permission'])}</code></p>")
    parameters = [_resolve(document, parameter) for parameter in described.get("parameters", [])]
    if parameters:
        rows = "".join(_render_parameter(parameter, words) for parameter in parameters)
        parts.append(_table((words["name"], words["where"], words["shape"]), rows, words["parameters"]))
    if "requestBody" in described:
        parts.append(_render_content(document, described["requestBody"], words["body"], words))
    for status, response in described["responses"].items():
        if status.startswith("2"):
            parts.append(_render_content(document, response, f"{words['answer']}: {status}", words))
    problems = [status for status in described["responses"] if not status.startswith("2")]
    parts.append(f"<p>{words['problems']}: {', '.join(problems)}</p></section>")
    return "".join(parts)


def _render_parameter(parameter: dict[str, Any], words: dict[str, str]) -> str:
    must = f" ({words['must']})" if parameter.get("required") else ""
    return (
        f"<tr><td><code>{escape(parameter['name'])}</code>{must}</td><td>{escape(parameter['in'])}</td>"
        f"<td>{_describe(parameter.get('schema', {}))}</td></tr>"
    )


def _render_content(document: dict[str, Any], holder: dict[str, Any], heading: str, words: dict[str, str]) -> str:
    parts = []
    for media, content in holder.get("content", {}).items():
        schema = _resolve(document, content.get("schema", {}))
        required = schema.get("required", [])
        rows = "".join(
            _render_member(name, member, words["must"] if name in required else "")
            for name, member in schema.get("properties", {}).items()
        )
        caption = f"{heading} ({media})"
        parts.append(_table((words["name"], words["shape"]), rows, caption) if rows else f"<p>{escape(caption)}</p>")
    return "".join(parts) or f"<p>{escape(heading)}</p>"


def _render_member(name: str, member: dict[str, Any], must: str) -> str:
    noted = f" ({must})" if must else ""
    return f"<tr><td><code>{escape(name)}</code>{noted}</td><td>{_describe(member)}</td></tr>"


def _describe(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return f"<code>{escape(schema['$ref'].rpartition('/')[2])}</code>"
    if "anyOf" in schema:
        return " | ".join(_describe(option) for option in schema["anyOf"])
    if schema.get("type") == "array":
        return f"{_describe(schema.get('items', {}))}[]"
    kind = schema.get("type", "")
    words = [" | ".join(kind) if isinstance(kind, list) else str(kind), str(schema.get("format", ""))]
    if "enum" in schema:
        words.append(" | ".join(str(value) for value in schema["enum"]))
    words += [f"{name}: {schema[name]}" for name in ("minimum", "maximum", "minLength", "maxLength") if name in schema]
    return escape(" · ".join(word for word in words if word))


def _resolve(document: dict[str, Any], shape: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in shape:
        return shape
    found: Any = document
    for part in shape["$ref"].removeprefix("#/").split("/"):
        found = found[part]
    return dict(found)


def _mark_code(text: str) -> str:
    """Escape a text and mark what stands between backticks as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text))


def _table(headings: tuple[str, ...], rows: str, caption: str = "") -> str:
    titled = f"<caption>{escape(caption)}</caption>" if caption else ""
    cells = "".join(f'<th scope="col">{escape(heading)}</th>' for heading in headings)
    return f'<div class="scroll"><table>{titled}<thead><tr>{cells}</tr></thead><tbody>{rows}</tbody></table></div>'
