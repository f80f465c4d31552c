"""The platform's services; each can be run on its own."""

from typing import Final

VERSION: Final = "0.1.0"
