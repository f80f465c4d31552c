"""The gateway with the echo service and one that nobody stands for, for gunicorn."""

from __future__ import annotations

from gateway.accounts.settings import read_settings
from gateway.app import create_app
from services.common.api import Api
from tests.integration.gateway.echo_api import api

application = create_app(read_settings(), [api, Api("absent", __name__)], grants=None)
