"""Days on which courts do not sit."""

from __future__ import annotations

from services.scheduling.api.declaring import OTHERS, api
from services.scheduling.schemas import courts

declare_holidays = api.post(
    "/holidays",
    takes=courts.NewHolidays,
    returns=courts.HolidaysAnswer,
    may="scheduling.holidays",
    says="Declare holidays",
)
list_holidays = api.get(
    "/holidays", query=courts.HolidayFilter, pages_of=courts.HolidayView, also=OTHERS, says="List holidays"
)
withdraw_holiday = api.post(
    "/holidays/{holiday_id:uuid}/withdrawal", takes=courts.WithdrawalReason, status=204, may="scheduling.holidays",
    says="Take a holiday back",
)  # fmt: skip
