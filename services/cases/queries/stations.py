"""Which police stations a district's cases name, so that a station is chosen as it was written before instead of spelled anew."""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import require_district
from services.cases.models import Case
from services.common.actor import Actor
from services.common.answers import Answer, page

_DISTRICT: Final = sa.bindparam("district", type_=sa.Text)


def _next_after(key: Any = None) -> sa.Select[str, str]:
    """Give the first station behind this one: one look into the index a station, however many cases there are."""
    named = sa.select(Case.police_station_key.label("key"), Case.police_station.label("name"))
    behind = named.where(Case.district == _DISTRICT, *([] if key is None else [Case.police_station_key > key]))
    return behind.order_by(Case.police_station_key, Case.fir_year, Case.fir_number).limit(1)


def _stations() -> Any:
    first = sa.select(_next_after().subquery()).cte("stations", recursive=True)
    following = _next_after(first.c.key).correlate(first).lateral("following")
    return first.union_all(sa.select(following).select_from(sa.join(first, following, sa.true())))


_STATIONS: Final = _stations()


def list_police_stations(session: Session, actor: Actor, query: dict[str, Any]) -> Answer:
    """Answer the police stations of a district's cases, by name. A station's name is no secret; whose district it is counts."""
    require_district(actor, query["district"])
    wanted = sa.select(_STATIONS.c.name)
    params = {"district": query["district"]}
    return page(session, wanted, order=[(_STATIONS.c.key, "asc")], query=query, params=params)
