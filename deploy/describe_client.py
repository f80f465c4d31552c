"""`python -m deploy.describe_client`: writes what the web client is built from, cut out of the declarations.

gateway/web/made/: `openapi.json`, from which its types are made; `events.json`, the names of the live updates; `permissions.json`,
what each operation that changes something needs; and `forms/`, one file for each of these with the shape of its body, from which the
client makes its forms.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import orjson

from deploy.describe import list_events
from gateway.app import OWN_APIS, SERVICES, load_apis
from gateway.openapi import build_document

MADE: Final = Path(__file__).resolve().parents[1] / "gateway/web/made"
_CHANGES: Final = ("post", "put", "patch", "delete")
# What the form has no use for: the service's own wording of a rule, and ground rules every text obeys.
_UNUSED: Final = frozenset({"x-permission", "example", "examples", "writeOnly", "readOnly"})


def build_openapi() -> dict[str, Any]:
    """Give the OpenAPI document of the gateway and all services, for a client that talks to its own origin."""
    operations = [operation for api in (*OWN_APIS, *load_apis()) for operation in api.operations.values()]
    return build_document(operations, "/", "session")


def cut_forms(document: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Give, for each operation that changes something, its way, its permission and the whole shape of its body."""
    forms: dict[str, dict[str, Any]] = {}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            if method not in _CHANGES:
                continue
            content = operation.get("requestBody", {}).get("content", {}).get("application/json")
            parameters = [one.get("$ref", "") for one in operation.get("parameters", ())]
            forms[operation["operationId"]] = {
                "operation": operation["operationId"],
                "method": method.upper(),
                "path": path,
                "permission": operation.get("x-permission"),
                "guarded": any(one.endswith("/if_match_required") for one in parameters),
                "body": unfold(content["schema"], document) if content else None,
            }
    return forms


def unfold(schema: Any, document: Mapping[str, Any]) -> Any:
    """Give a schema with its references replaced by what they refer to."""
    if isinstance(schema, list):
        return [unfold(one, document) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        return unfold(document["components"]["schemas"][name], document)
    return {key: unfold(value, document) for key, value in schema.items() if key not in _UNUSED}


def list_kinds(services: Iterable[str] = SERVICES) -> list[str]:
    """Give the wire names of all events that may come as live updates."""
    return sorted({event.wire_name for service in services for event in list_events(service)})


def write_all(folder: Path = MADE) -> None:
    """Write the folder anew, touching only what changed, so that a build that follows can tell."""
    document = build_openapi()
    forms = cut_forms(document)
    wanted = {folder / "openapi.json": document, folder / "events.json": list_kinds()}
    wanted[folder / "permissions.json"] = {name: form["permission"] for name, form in forms.items()}
    wanted |= {folder / "forms" / f"{name}.json": form for name, form in forms.items()}
    (folder / "forms").mkdir(parents=True, exist_ok=True)
    for path in (folder / "forms").iterdir():
        if path not in wanted:
            path.unlink() if path.is_file() else shutil.rmtree(path)
    for path, content in wanted.items():
        # Not sorted: a form asks in the order in which the shape was declared.
        written = orjson.dumps(content)
        if not path.exists() or path.read_bytes() != written:
            path.write_bytes(written)


if __name__ == "__main__":
    write_all()
