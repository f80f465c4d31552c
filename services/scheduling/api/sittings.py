"""Trials over several days, hearings that wait for a date, video links."""

from __future__ import annotations

from services.scheduling.api.declaring import COURTS, READ, SCHEDULE, api
from services.scheduling.schemas import hearings, sittings

schedule_sitting = api.post(
    "/sittings", takes=sittings.NewSitting, returns=sittings.SittingView, may=SCHEDULE,
    says="Schedule a trial over several days, all of them or none",
)  # fmt: skip
read_sitting = api.get(
    "/sittings/{sitting_id:uuid}", returns=sittings.SittingView, may=READ,
    says="Read a trial's days, and where it does not go on from day to day",
)  # fmt: skip
ask_for_hearing = api.post(
    "/unscheduled-hearings", takes=sittings.NewUnscheduledHearing, returns=sittings.UnscheduledHearingView,
    may=SCHEDULE, says="Let a hearing wait for its date",
)  # fmt: skip
list_unscheduled_hearings = api.get(
    "/unscheduled-hearings", query=sittings.UnscheduledFilter, pages_of=sittings.UnscheduledHearingView, may=READ,
    says="List hearings that wait for a date, the longest waiting first",
)  # fmt: skip
read_unscheduled_hearing = api.get(
    "/unscheduled-hearings/{unscheduled_id:uuid}", returns=sittings.UnscheduledHearingView, may=READ,
    says="Read a hearing that waits for its date",
)  # fmt: skip
fix_hearing = api.post(
    "/unscheduled-hearings/{unscheduled_id:uuid}/date", takes=sittings.FixedDate, returns=hearings.HearingView,
    may=SCHEDULE, guarded=True, says="Give a waiting hearing its date",
)  # fmt: skip
withdraw_unscheduled_hearing = api.post(
    "/unscheduled-hearings/{unscheduled_id:uuid}/withdrawal", takes=sittings.Withdrawal,
    returns=sittings.UnscheduledHearingView, status=200, may=SCHEDULE, guarded=True,
    says="Say that a waiting hearing is not needed",
)  # fmt: skip
unschedule_hearing = api.post(
    "/hearings/{hearing_id:uuid}/unscheduling", takes=sittings.Unscheduling, returns=sittings.UnscheduledHearingView,
    may=SCHEDULE, guarded=True, says="Take a hearing from its day and let it wait for another",
)  # fmt: skip
add_video_link = api.post(
    "/video-links", takes=sittings.NewVideoLink, returns=sittings.VideoLinkView, may=COURTS, says="Add a video link"
)
list_video_links = api.get(
    "/video-links", query=sittings.VideoLinkFilter, pages_of=sittings.VideoLinkView, says="List video links"
)
read_video_link = api.get("/video-links/{link_id:uuid}", returns=sittings.VideoLinkView, says="Read a video link")
change_video_link = api.patch(
    "/video-links/{link_id:uuid}", takes=sittings.VideoLinkChange, returns=sittings.VideoLinkView, may=COURTS,
    guarded=True, says="Rename a video link, or take it out of use",
)  # fmt: skip
