"""The application."""

from __future__ import annotations

from django.apps import AppConfig


class PeerConfig(AppConfig):
    """The cases, in Django."""

    name = "tests.load.peers.django_rest"
    label = "peer"
