"""Cases by the numbers that lists print, and how lists name them."""

from __future__ import annotations

from services.cases.api.declaring import READ, api
from services.cases.schemas import number_lookup

find_cases_by_numbers = api.post(
    "/cases/by-numbers", takes=number_lookup.NumbersWanted, returns=number_lookup.NumbersFound, may=READ, status=200,
    also=("scheduling",), deadline=30.0,
    says="Find the cases that printed numbers mean (FIR, court, former), in any spelling, for up to 200 lines",
)  # fmt: skip

read_case_titles = api.post(
    "/cases/titles", takes=number_lookup.TitlesWanted, returns=number_lookup.CaseTitles, may=READ, status=200,
    also=("scheduling",), says="Read how a list names cases; the public form names no child and no sealed case",
)  # fmt: skip
