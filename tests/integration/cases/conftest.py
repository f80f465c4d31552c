"""What the tests of cases run with: a key for the vault of identities."""

from __future__ import annotations

import os

from cryptography.fernet import Fernet

os.environ.setdefault("CMMS_VAULT_KEYS", Fernet.generate_key().decode())
