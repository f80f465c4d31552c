"""Pages of several services' audit trails as one list, the newest first.

A place in the list is the place in each trail up to which entries were given, so that no entry is given twice or left out,
whichever services answered meanwhile.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
from collections.abc import Mapping
from typing import Any

import orjson

from services.common.answers import write_cursor
from services.common.errors import Problem, invalid

Places = dict[str, str]


def read_places(after: str | None) -> Places:
    """Read the place in each trail; refuse what was not written here."""
    if not after:
        return {}
    try:
        places = orjson.loads(base64.urlsafe_b64decode(after + "=" * (-len(after) % 4)))
    except (ValueError, binascii.Error):
        raise _unknown() from None
    if not isinstance(places, dict) or not all(isinstance(place, str) for place in places.values()):
        raise _unknown()
    return places


def _unknown() -> Problem:
    return invalid(
        "cursor_unknown", "Start the list again: this place in it is not known.", fields={"after": ["Unknown cursor."]}
    )


def merge_pages(pages: Mapping[str, Mapping[str, Any]], before: Places, limit: int) -> tuple[list[Any], str | None]:
    """Give the newest entries of all pages, and the place after them when there are more."""
    found = [{**entry, "service": service} for service, page in pages.items() for entry in page["items"]]
    found.sort(key=_newest_last, reverse=True)
    shown = found[:limit]
    has_more = len(found) > limit or any(page["next"] for page in pages.values())
    places = before | {entry["service"]: _place_of(entry) for entry in shown}
    written = base64.urlsafe_b64encode(orjson.dumps(places)).rstrip(b"=").decode()
    return shown, written if has_more else None


def _newest_last(entry: Mapping[str, Any]) -> tuple[dt.datetime, int, int, str]:
    return dt.datetime.fromisoformat(entry["at"]), entry["lane"], entry["number"], entry["service"]


def _place_of(entry: Mapping[str, Any]) -> str:
    return write_cursor([entry["at"], str(entry["lane"]), str(entry["number"])])
