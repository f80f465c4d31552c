"""Asking learning's entrypoints as the bus does; nothing here calls other services."""

from __future__ import annotations

from services.learning.service import LearningService
from tests.asking import Asking

_asking = Asking(LearningService)
ask, refusal, read_pages, equipment = _asking.ask, _asking.refusal, _asking.read_pages, _asking.equipment
