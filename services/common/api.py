"""Operations, declared once: the HTTP route, the OpenAPI document, the RPC entrypoint, the caller and the permission check.

    api = Api("cases", __name__)
    register_case = api.post("/cases", takes=NewCase, returns=CaseView, may="cases.register", says="Register a FIR")

The variable's name is the operation's name. `api.operations` reads them from the module, so each is named once.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from marshmallow import Schema

JSON: Final = "application/json"
_PARAMETER = re.compile(r"\{(?P<name>[a-z_]+)(?::(?P<kind>uuid|int|date|text))?\}")
_DEFAULT_STATUS = {"GET": 200, "POST": 201, "PUT": 200, "PATCH": 200, "DELETE": 204}


@dataclass(frozen=True, eq=False, slots=True)
class Operation:
    """One thing a service answers.

    takes/query/returns: marshmallow schemas of body, query string and answer; pages_of: the row schema of a keyset page.
    may: the permission a person needs (None: anyone signed in); public: nobody needs to sign in.
    also: services that may call it by themselves. guarded: a change that demands If-Match.
    audited: a read that leaves an audit row. deadline: seconds the gateway waits. media: the answer's media type
    (other than JSON: the result is a string, sent as text of that type). body_limit: bytes the gateway takes.
    says: a line for the API's readers.
    """

    service: str
    method: str
    path: str
    takes: type[Schema] | None = None
    query: type[Schema] | None = None
    returns: type[Schema] | None = None
    pages_of: type[Schema] | None = None
    may: str | None = None
    public: bool = False
    also: tuple[str, ...] = ()
    guarded: bool = False
    audited: bool = False
    status: int = 200
    deadline: float = 10.0
    media: str = JSON
    says: str = ""
    body_limit: int = 1_000_000
    api: Api | None = None
    names: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Give the operation's name: that of the variable it was declared as."""
        if not self.names and self.api is not None:
            _ = self.api.operations
        return self.names[0]

    @property
    def changes(self) -> bool:
        """Tell whether the operation runs in a transaction that is committed."""
        return self.method != "GET" or self.audited

    @property
    def parameters(self) -> dict[str, str]:
        """Give the path's parameters with their kinds: uuid, int, date or text."""
        return {match["name"]: match["kind"] or "text" for match in _PARAMETER.finditer(self.path)}

    @property
    def plain_path(self) -> str:
        """Give the path without kinds: `/cases/{case_id}`."""
        return _PARAMETER.sub(lambda match: "{" + match["name"] + "}", self.path)


class Api:
    """The operations of one service, as its `api.py` declares them."""

    def __init__(self, service: str, module: str) -> None:
        """Take the service's name and the declaring module's `__name__`."""
        self.service = service
        self._module = module

    def get(self, path: str, **options: Any) -> Operation:
        """Declare a read."""
        return self._declare("GET", path, options)

    def post(self, path: str, **options: Any) -> Operation:
        """Declare something that creates or takes a step (201 unless `status` says otherwise)."""
        return self._declare("POST", path, options)

    def put(self, path: str, **options: Any) -> Operation:
        """Declare something that sets a thing as a whole."""
        return self._declare("PUT", path, options)

    def patch(self, path: str, **options: Any) -> Operation:
        """Declare a change to some fields of a thing."""
        return self._declare("PATCH", path, options)

    def delete(self, path: str, **options: Any) -> Operation:
        """Declare something that ends a thing."""
        return self._declare("DELETE", path, options)

    def _declare(self, method: str, path: str, options: dict[str, Any]) -> Operation:
        options.setdefault("status", _DEFAULT_STATUS[method])
        return Operation(service=self.service, method=method, path=path, api=self, **options)

    @cached_property
    def operations(self) -> dict[str, Operation]:
        """Give the module's operations by name, in the order of their declaration."""
        found: dict[str, Operation] = {}
        for name, value in vars(sys.modules[self._module]).items():
            if isinstance(value, Operation) and value.service == self.service:
                value.names[:] = [name]
                found[name] = value
        return found
