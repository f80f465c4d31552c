"""The police stations that a district's cases name are offered to whoever registers the next FIR."""

from __future__ import annotations

import orjson
import pytest
from sqlalchemy.orm import Session

from services.cases.queries.stations import list_police_stations
from services.cases.schemas.case import StationFilter
from services.common.errors import Problem
from tests.integration.cases.desk import clerk, desk, loaded, registered

ELSEWHERE = "tharparkar"


def names(session: Session, district: str = ELSEWHERE, **query: str) -> list[str]:
    """List the stations of a district."""
    body = list_police_stations(session, clerk(ELSEWHERE), loaded(StationFilter, district=district, **query)).body
    return [row["name"] for row in orjson.loads(body)["items"]]


def test_each_station_is_offered_once_as_it_was_written_first() -> None:
    """One name for one station however it was spelled since, in order, and none of another district."""
    with desk() as session:
        for station in ("Mithi", "P.S. MITHI", "Chachro", "Nagarparkar"):
            registered(session, clerk(ELSEWHERE), district=ELSEWHERE, police_station=station)
        registered(session, police_station="Not Theirs")
        assert names(session) == ["Chachro", "Mithi", "Nagarparkar"]
        assert names(session, limit="1") == ["Chachro"]


def test_the_stations_of_another_district_are_not_told() -> None:
    """Whoever has no charge of a district is refused."""
    with desk() as session, pytest.raises(Problem, check=lambda problem: problem.code == "district_not_yours"):
        names(session, "karachi-south")
