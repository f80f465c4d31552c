"""Asking scheduling's entrypoints as the bus does; nothing here calls other services."""

from __future__ import annotations

from services.scheduling.service import SchedulingService
from tests.asking import Asking

_asking = Asking(SchedulingService)
ask, refusal, read_pages, equipment = _asking.ask, _asking.refusal, _asking.read_pages, _asking.equipment
