"""The door: accounts and sessions, limits, the HTTP API over every service's declared operations, live updates."""
