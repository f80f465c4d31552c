"""The gateway's application with the probe behind it, for gunicorn."""

from __future__ import annotations

from pathlib import Path

import services

services.__path__.append(str(Path(__file__).parent))

from services.probe.api import api  # noqa: E402 - the probe joins the services first

from gateway.accounts.settings import read_settings  # noqa: E402 - see above
from gateway.app import create_app  # noqa: E402 - see above

application = create_app(read_settings(), [api], grants=None)
