"""Where cases' operations are declared, and the permissions that several of them need."""

from __future__ import annotations

from typing import Final

from services.common.api import Api

api: Final = Api("cases", "services.cases.api")

READ: Final = "cases.read"
REGISTER: Final = "cases.register"
RECORD: Final = "cases.record"
SCRUTINISE: Final = "cases.scrutinise"
