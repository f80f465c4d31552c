"""Benches: what the platform does under load, beside others who do the same work."""
