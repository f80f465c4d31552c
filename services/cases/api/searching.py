"""Search over all that a person may see."""

from __future__ import annotations

from services.cases.api.declaring import READ, api
from services.cases.schemas import searching

search_cases = api.post(
    "/cases/search", takes=searching.SearchQuery, returns=searching.SearchView, may=READ, status=200,
    says="Search cases by numbers, names in any spelling, CNIC, phone, section, court, stage, custody and days",
)  # fmt: skip

count_found_cases = api.post(
    "/cases/search/facets", takes=searching.SearchFilter, returns=searching.FacetsView, may=READ, status=200,
    says="Count how the newest cases that a search finds spread over stages, districts, custody, years and courts",
)  # fmt: skip
