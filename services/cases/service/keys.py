"""What the process must have been given before it takes anything up: the keys of the vault."""

from __future__ import annotations

from typing import Any

from nameko.extensions import DependencyProvider

from services.cases.settings import require_vault_keys


class VaultKeys(DependencyProvider):  # type: ignore[misc] # nameko is not typed
    """Refuses to let the service start without keys under which identities can be locked away and opened."""

    def bind(self, container: Any, attr_name: str) -> Any:
        """Look for the keys as soon as there is a container."""
        require_vault_keys()
        return super().bind(container, attr_name)
