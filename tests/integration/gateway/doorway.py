"""The gateway's application with the echo service behind it, for gunicorn.

It loads no grants: the tests give roles and permissions of their own, which a gateway that starts would end, since no file
names them.
"""

from __future__ import annotations

from gateway.accounts.settings import read_settings
from gateway.app import create_app
from tests.integration.gateway.echo_api import api

application = create_app(read_settings(), [api], grants=None)
