"""How many views of the list of cases a person keeps, and who may show theirs to a district."""

from __future__ import annotations

from typing import Final

MOST_VIEWS: Final = 50
LONGEST_NAME: Final = 60
MOST_COLUMNS: Final = 20
SHARE: Final = "views.share"
