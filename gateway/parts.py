"""What the addresses share in one worker: the bus, the accounts' database, the door, the open streams."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from gateway.accounts.settings import GatewaySettings
from gateway.asking import BusCarrier
from gateway.bus import Bus
from gateway.door import Door
from gateway.hearing import Hearing
from gateway.identity import Identities
from gateway.lifetime import Lifetime
from gateway.limits import Rate
from gateway.live import LiveUpdates
from gateway.oversight.state import State
from gateway.presence import Presence
from gateway.recusals import Recusals, find_asking
from services.common.api import Api
from services.common.database import Database

ENTRANCE_THREADS: Final = 4
_DATABASE_THREADS: Final = 8
_BURST_SECONDS: Final = 4


class Parts:
    """Made once a worker; nothing of it is connected before `lifetime` starts it."""

    def __init__(self, settings: GatewaySettings, apis: Sequence[Api], grants: Path | None) -> None:
        """Take the settings, the services' operations, and the folder of the roles' grants."""
        chassis = settings.chassis
        services = [api.service for api in apis]
        self.settings = settings
        self.services = services
        self.bus = Bus(chassis.amqp_url)
        self.over_the_bus = BusCarrier(self.bus, services, traced=bool(chassis.otlp_url))
        self.database = Database(chassis.database_url, size=_DATABASE_THREADS + ENTRANCE_THREADS, name="gateway")
        self.threads = ThreadPoolExecutor(_DATABASE_THREADS, "database")
        self.state = State(self.bus, self.database, services, self.threads)
        self.door = Door(
            Identities(self.database, chassis.signer, self.threads),
            Rate(settings.rate, settings.rate * _BURST_SECONDS),
            settings.cookie,
            settings.origin,
            settings.cookie_secure,
            settings.trusted_proxies,
        )
        self.recusals = Recusals(find_asking(apis, self.over_the_bus))
        self.updates = LiveUpdates(self.door.identities, settings.live_connections, self.recusals)
        self.lifetime = Lifetime(
            self.bus,
            Presence(self.bus, services),
            Hearing(self.bus, services, self.updates.hear, self.updates.begin_anew),
            self.updates,
            database=self.database,
            signer=chassis.signer,
            grants=grants,
        )
