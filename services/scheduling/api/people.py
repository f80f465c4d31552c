"""Prosecutors' time: postings, qualifications, working patterns, duties, dates to avoid, the way between seats."""

from __future__ import annotations

from typing import Final

from services.scheduling.api.declaring import READ, ROSTER, api
from services.scheduling.schemas import postings, working_time

_OWN: Final = "scheduling.apply_for_leave"

post_prosecutor = api.post(
    "/roster/{prosecutor_id:uuid}/postings", takes=postings.NewPosting, returns=postings.PostingAnswer, may=ROSTER,
    guarded=True, says="Post a prosecutor from a day on",
)  # fmt: skip
list_postings = api.get(
    "/roster/{prosecutor_id:uuid}/postings",
    returns=postings.PostingsView,
    may=READ,
    says="List a prosecutor's postings",
)
qualify_prosecutor = api.post(
    "/roster/{prosecutor_id:uuid}/qualifications", takes=postings.NewQualification, returns=postings.QualificationView,
    may=ROSTER, says="Record what a prosecutor is qualified for",
)  # fmt: skip
end_qualification = api.post(
    "/roster/{prosecutor_id:uuid}/qualifications/{qualification_id:uuid}/end", takes=postings.QualificationEnd,
    returns=postings.QualificationView, status=200, may=ROSTER, says="Let a qualification end with a day",
)  # fmt: skip
list_qualifications = api.get(
    "/roster/{prosecutor_id:uuid}/qualifications", returns=postings.QualificationsView, may=READ,
    says="List what a prosecutor is qualified for",
)  # fmt: skip
set_working_pattern = api.post(
    "/roster/{prosecutor_id:uuid}/working-patterns", takes=working_time.NewWorkingPattern,
    returns=working_time.WorkingPatternView, may=ROSTER, says="Record a prosecutor's working week; the latest holds",
)  # fmt: skip
list_working_patterns = api.get(
    "/roster/{prosecutor_id:uuid}/working-patterns", returns=working_time.WorkingPatternsView, may=READ,
    says="List a prosecutor's working weeks",
)  # fmt: skip
read_availability = api.get(
    "/roster/{prosecutor_id:uuid}/availability", query=working_time.AvailabilityRange,
    returns=working_time.AvailabilityView, may=READ, says="Tell when and for what a prosecutor can stand",
)  # fmt: skip
assign_duties = api.post(
    "/duties", takes=working_time.NewDuties, returns=working_time.DutiesAnswer, may=ROSTER,
    says="Enter turns on the duty roster, all or none",
)  # fmt: skip
list_duties = api.get(
    "/duties", query=working_time.DutyFilter, pages_of=working_time.DutyView, may=READ, says="List the duty roster"
)
withdraw_duty = api.delete("/duties/{duty_id:uuid}", may=ROSTER, says="Take a turn of duty back")
avoid_dates = api.post(
    "/dates-to-avoid", takes=working_time.NewDatesToAvoid, returns=working_time.DatesToAvoidView, may=_OWN,
    says="Name days on which one would rather not be booked",
)  # fmt: skip
list_dates_to_avoid = api.get(
    "/dates-to-avoid", query=working_time.DatesToAvoidFilter, pages_of=working_time.DatesToAvoidView, may=READ,
    says="List dates to avoid: one's own, and those of one's districts for those who keep the roster",
)  # fmt: skip
withdraw_dates_to_avoid = api.delete("/dates-to-avoid/{dates_id:uuid}", may=_OWN, says="Take dates to avoid back")
set_travel_time = api.post(
    "/travel-times", takes=working_time.NewTravelTime, returns=working_time.TravelTimeView, may=ROSTER,
    says="Record how far two seats are apart",
)  # fmt: skip
list_travel_times = api.get(
    "/travel-times", query=working_time.TravelFilter, pages_of=working_time.TravelTimeView, may=READ,
    says="List how far seats are apart",
)  # fmt: skip
