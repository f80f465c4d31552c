"""Conventions as failing tests; each is broken once to see it fail."""
