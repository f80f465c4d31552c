"""How ripe hearings are, and the process by which people are called to them."""

from __future__ import annotations

from services.scheduling.api.declaring import READ, SCHEDULE, api
from services.scheduling.schemas import ripeness

read_ripeness = api.get(
    "/hearings/{hearing_id:uuid}/ripeness", returns=ripeness.RipenessView, may=READ,
    says="Read whether witnesses, laboratory reports, the accused and the copies are in hand for a hearing",
)  # fmt: skip
list_ripeness = api.get(
    "/courts/{court_id:uuid}/ripeness/{day:date}", returns=ripeness.CourtRipeness, may=READ,
    says="Read how ripe each hearing is that stands before a court on a day",
)  # fmt: skip
record_process = api.post(
    "/hearings/{hearing_id:uuid}/processes", takes=ripeness.NewProcess, returns=ripeness.RipenessView, may=SCHEDULE,
    says="Record that a summons, warrant, notice or production order for a hearing was issued, served or came back",
)  # fmt: skip
list_processes = api.get(
    "/hearings/{hearing_id:uuid}/processes", returns=ripeness.ProcessList, may=READ,
    says="List the process of a hearing, the newest word first",
)  # fmt: skip
