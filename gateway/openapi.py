"""The OpenAPI 3.1 document, made of the operations' declarations: what is declared is what is described."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin

from gateway.accounts.schemas import Me, SignIn
from gateway.problems import MEDIA_TYPE, TABLE
from gateway.shapes import SchemaNames, describe_field
from services.common.api import JSON, Operation

VERSION: Final = "1"
PREFIX: Final = "/api"
_ALWAYS: Final = ("malformed", "too_many", "failed", "unavailable", "too_late")
_OF_CHANGES: Final = ("conflict", "gone", "moved_on", "too_large", "unsupported", "invalid")
_PATH_KINDS: Final[dict[str, dict[str, Any]]] = {
    "uuid": {"type": "string", "format": "uuid"},
    "int": {"type": "integer", "minimum": 0, "maximum": 999_999_999},
    "date": {"type": "string", "format": "date"},
    "text": {"type": "string", "minLength": 1, "maxLength": 500},
}
_PROBLEM: Final = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "code", "correlation_id"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "A sentence that says what to do"},
        "code": {"type": "string", "description": "Stable and machine-readable"},
        "correlation_id": {"type": "string", "description": "Name it when you ask for help"},
        "errors": {"type": "object", "description": "Field to messages, when input is wrong"},
    },
}
_INTRODUCTION: Final = (
    "Sign in with `POST /api/login` (a cookie for browsers), or send `Authorization: Bearer …` with a token from "
    "`POST /api/tokens`. Lists give `items` and `next`; follow the `Link` header with `rel=next`, or pass `next` as `after`. "
    "Answers about one thing carry an `ETag`; send it as `If-Match` with a change, so that nobody's change is lost, or as "
    "`If-None-Match` with a read. Send an `Idempotency-Key` with a change to repeat it safely. Errors are RFC 9457 problems."
)


def build_document(operations: Iterable[Operation], public_url: str, cookie: str) -> dict[str, Any]:
    """Describe the operations and the gateway's own addresses."""
    listed = list(operations)
    names = SchemaNames()
    plugin: Any = MarshmallowPlugin(schema_name_resolver=names.resolve)
    spec = APISpec(
        "Case Management and Monitoring System", VERSION, "3.1.0", plugins=[plugin],
        info={"description": _INTRODUCTION, "license": {"name": "See LICENSE"}}, servers=[{"url": public_url}],
    )  # fmt: skip
    plugin.converter.add_attribute_function(describe_field)
    _add_shared(spec, cookie)
    ids = name_operations(listed)
    for operation in listed:
        described = _Described(spec, plugin, operation, ids[operation])
        spec.path(PREFIX + operation.plain_path, operations={operation.method.lower(): described.render()})
    _add_own_addresses(spec)
    document: dict[str, Any] = spec.to_dict()
    tags = dict.fromkeys(["gateway", *(operation.service for operation in listed)])
    document["tags"] = [{"name": tag} for tag in tags]
    return document


def name_operations(operations: Sequence[Operation]) -> dict[Operation, str]:
    """Give each operation its id: its name, with its service's before it when two share one."""
    counted = Counter(operation.name for operation in operations)
    return {
        operation: operation.name if counted[operation.name] == 1 else f"{operation.service}_{operation.name}"
        for operation in operations
    }


def list_kinds(operation: Operation) -> list[str]:
    """Give the kinds of problems that an operation may answer with."""
    kinds = list(_ALWAYS)
    if not operation.public:
        kinds += ["unauthenticated", "forbidden"]
    if operation.parameters or operation.method != "GET":
        kinds.append("not_found")
    if operation.method != "GET":
        kinds += [*_OF_CHANGES, "not_found"]
    elif operation.query is not None or operation.parameters:
        kinds += ["invalid", "conflict", "gone"]
    else:
        kinds.append("invalid")
    if operation.guarded:
        kinds.append("guard_missing")
    return [kind for kind in TABLE if kind in kinds]


class _Described:
    """One operation on its way into the document."""

    def __init__(self, spec: APISpec, plugin: Any, operation: Operation, operation_id: str) -> None:
        self._spec = spec
        self._plugin = plugin
        self._operation = operation
        self._id = operation_id

    def render(self) -> dict[str, Any]:
        """Give the operation object."""
        operation = self._operation
        described: dict[str, Any] = {
            "operationId": self._id,
            "tags": [operation.service],
            "summary": operation.says or operation.name.replace("_", " ").capitalize(),
            "parameters": [*self._path(), *self._query(), *self._headers()],
            "responses": {str(operation.status): self._success(), **problem_responses(list_kinds(operation))},
        }
        if "if_none_match" in described["parameters"]:
            described["responses"]["304"] = {"$ref": "#/components/responses/not_modified"}
        if operation.may:
            described["description"] = f"Needs the permission `{operation.may}`."
            described["x-permission"] = operation.may
        if operation.public:
            described["security"] = [{}]
        if operation.takes is not None:
            described["requestBody"] = {"required": True, "content": {JSON: {"schema": operation.takes}}}
        return described

    def _path(self) -> list[dict[str, Any]]:
        return [
            {"in": "path", "name": name, "required": True, "schema": _PATH_KINDS[kind]}
            for name, kind in self._operation.parameters.items()
        ]

    def _query(self) -> list[dict[str, Any]]:
        if self._operation.query is None:
            return []
        described = []
        for name, member in self._operation.query().fields.items():
            schema = self._plugin.converter.field2property(member)
            described.append(
                {
                    "in": "query", "name": member.data_key or name, "required": bool(member.required),
                    "schema": _without_null(schema),
                }
            )  # fmt: skip
        return described

    def _headers(self) -> list[str]:
        references = []
        if self._operation.changes:
            references.append("idempotency_key")
        if self._operation.method == "GET" and self._operation.returns is not None:
            references.append("if_none_match")
        if self._operation.method != "GET":
            references.append("if_match_required" if self._operation.guarded else "if_match")
        return references

    def _success(self) -> dict[str, Any]:
        operation = self._operation
        success: dict[str, Any] = {"description": "Done" if operation.status == 204 else "The answer"}
        headers: dict[str, Any] = {}
        if operation.status == 201:
            headers["Location"] = {"schema": {"type": "string"}}
        if operation.returns is not None:
            headers["ETag"] = {"schema": {"type": "string"}}
            success["content"] = {JSON: {"schema": operation.returns}}
        elif operation.pages_of is not None:
            headers["Link"] = {"schema": {"type": "string"}, "description": "The next page, rel=next (RFC 8288)"}
            success["content"] = {JSON: {"schema": self._page_of(operation.pages_of)}}
        elif operation.media != JSON:
            success["content"] = {operation.media: {"schema": {"type": "string"}}}
        return success | {"headers": headers} if headers else success

    def _page_of(self, row: Any) -> dict[str, Any]:
        reference = self._plugin.converter.resolve_nested_schema(row)
        name = f"{reference['$ref'].rpartition('/')[2]}Page"
        if name not in self._spec.components.schemas:
            items = {"type": "array", "items": reference}
            members = {"items": items, "next": {"type": ["string", "null"], "description": "Pass it as `after`"}}
            self._spec.components.schema(
                name,
                {"type": "object", "required": ["items", "next"], "additionalProperties": False, "properties": members},
            )
        return {"$ref": f"#/components/schemas/{name}"}


def problem_responses(kinds: Iterable[str]) -> dict[str, Any]:
    """Give references to the responses of these kinds."""
    return {str(TABLE[kind][0]): {"$ref": f"#/components/responses/{kind}"} for kind in kinds}


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    shown = {name: value for name, value in schema.items() if not (name == "default" and value is None)}
    if isinstance(shown.get("type"), list):
        kinds = [kind for kind in shown["type"] if kind != "null"]
        shown["type"] = kinds[0] if len(kinds) == 1 else kinds
    if "enum" in shown:
        shown["enum"] = [value for value in shown["enum"] if value is not None]
    return shown


def _add_shared(spec: APISpec, cookie: str) -> None:
    spec.components.security_scheme("cookie", {"type": "apiKey", "in": "cookie", "name": cookie})
    spec.components.security_scheme("bearer", {"type": "http", "scheme": "bearer"})
    spec.options["security"] = [{"cookie": []}, {"bearer": []}]
    spec.components.schema("Problem", _PROBLEM)
    not_modified = {
        "description": "The version that is held is the one that stands",
        "headers": {"ETag": {"schema": {"type": "string"}}},
    }
    spec.components.response("not_modified", not_modified)
    for kind, (status, title) in TABLE.items():
        content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
        response: dict[str, Any] = {"description": title, "content": content}
        if status in (429, 503, 504):
            response["headers"] = {"Retry-After": {"schema": {"type": "integer"}}}
        spec.components.response(kind, response)
    key = {"type": "string", "minLength": 8, "maxLength": 200, "pattern": "^[!#-~]{8,200}$"}
    etag = {"type": "string", "pattern": '^"[0-9]{1,9}"$'}
    for name, header, required, schema in (
        ("idempotency_key", "Idempotency-Key", False, key),
        ("if_match", "If-Match", False, etag),
        ("if_match_required", "If-Match", True, etag),
        ("if_none_match", "If-None-Match", False, {"type": "string"}),
    ):
        spec.components.parameter(name, "header", {"name": header, "required": required, "schema": schema})


def _add_own_addresses(spec: APISpec) -> None:
    sign_in = {
        "operationId": "login", "tags": ["gateway"], "summary": "Sign in; the session's cookie is set", "security": [{}],
        "requestBody": {"required": True, "content": {JSON: {"schema": SignIn}}},
        "responses": {
            "200": {"description": "Signed in", "content": {JSON: {"schema": Me}}},
            **problem_responses((*_ALWAYS, "unauthenticated", "forbidden", "too_large", "unsupported", "invalid")),
        },
    }  # fmt: skip
    sign_out = {
        "operationId": "logout", "tags": ["gateway"], "summary": "End the session that asks", "security": [{}],
        "responses": {"204": {"description": "Signed out"}, **problem_responses((*_ALWAYS, "unauthenticated", "forbidden"))},
    }  # fmt: skip
    live = {
        "operationId": "listen", "tags": ["gateway"],
        "summary": "Live updates as server-sent events: ids and types of what happened, for those who may know of it",
        "parameters": [{"in": "header", "name": "Last-Event-ID", "schema": {"type": "string"}}],
        "responses": {
            "200": {"description": "A stream that stays open", "content": {"text/event-stream": {"schema": {"type": "string"}}}},
            **problem_responses(("malformed", "unauthenticated", "too_many", "failed", "unavailable")),
        },
    }  # fmt: skip
    spec.path(f"{PREFIX}/login", operations={"post": sign_in})
    spec.path(f"{PREFIX}/logout", operations={"post": sign_out})
    spec.path(f"{PREFIX}/live", operations={"get": live})
