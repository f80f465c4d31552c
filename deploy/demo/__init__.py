"""The demonstration: one published case carried through the platform, over the HTTP API, as different people."""
