"""A stand-in for a mobile operator's short-message centre (SMPP 3.4): for demonstrations and tests. Nothing leaves it."""
