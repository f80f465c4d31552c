"""Handing over the open work of somebody who leaves or goes on leave."""

from __future__ import annotations

from services.cases.api.declaring import api
from services.cases.schemas import handing_over
from services.common.schemas import PageQuery

_HAND_OVER = "cases.hand_over"

preview_handover = api.post(
    "/handover-plans", takes=handing_over.HandoverRequest, returns=handing_over.HandoverPlan, may=_HAND_OVER,
    status=200, deadline=30.0, says="Say what handing over somebody's open work would do; nothing is changed",
)  # fmt: skip

hand_over = api.post(
    "/handovers", takes=handing_over.Handover, returns=handing_over.HandoverPlan, may=_HAND_OVER, deadline=60.0,
    says="Hand over somebody's open work as it was previewed: all of it, or nothing",
)  # fmt: skip

list_handovers = api.get(
    "/handovers", query=PageQuery, pages_of=handing_over.HandoverRow, may=_HAND_OVER,
    says="List what was handed over; a leave that ends brings its work back",
)  # fmt: skip
