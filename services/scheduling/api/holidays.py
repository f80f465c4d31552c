"""Days on which courts do not sit: holidays, occasions that wait for the moon, vacations."""

from __future__ import annotations

from typing import Final

from services.scheduling.api.declaring import LONG, OTHERS, api
from services.scheduling.schemas import courts, vacations

HOLIDAYS: Final = "scheduling.holidays"

declare_holidays = api.post(
    "/holidays",
    takes=courts.NewHolidays,
    returns=courts.HolidaysAnswer,
    may=HOLIDAYS,
    says="Declare holidays",
    deadline=LONG,
)
list_holidays = api.get(
    "/holidays", query=courts.HolidayFilter, pages_of=courts.HolidayView, also=OTHERS, says="List holidays"
)
withdraw_holiday = api.post(
    "/holidays/{holiday_id:uuid}/withdrawal", takes=courts.WithdrawalReason, status=204, may=HOLIDAYS,
    says="Take a holiday back",
)  # fmt: skip
preview_occasion = api.post(
    "/occasions/{occasion:text}/plans", takes=vacations.OccasionRequest, returns=vacations.OccasionAnswer, status=200,
    may=HOLIDAYS, says="Say what declaring an occasion that waits for the moon would do; nothing is changed",
    deadline=LONG,
)  # fmt: skip
declare_occasion = api.post(
    "/occasions/{occasion:text}/declaration", takes=vacations.OccasionDeclaration, returns=vacations.OccasionAnswer,
    status=200, may=HOLIDAYS, says="Declare an occasion for the days on which it is, with what becomes of their hearings",
    deadline=LONG,
)  # fmt: skip
declare_vacation = api.post(
    "/vacations", takes=vacations.NewVacation, returns=vacations.VacationAnswer, may=HOLIDAYS,
    says="Declare a vacation of courts, with its duty hours",
    deadline=LONG,
)  # fmt: skip
list_vacations = api.get(
    "/vacations", query=vacations.VacationFilter, pages_of=vacations.VacationView, also=OTHERS, says="List vacations"
)
withdraw_vacation = api.post(
    "/vacations/{vacation_id:uuid}/withdrawal", takes=courts.WithdrawalReason, status=204, may=HOLIDAYS,
    says="Take a vacation back",
)  # fmt: skip
