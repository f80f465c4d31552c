"""Databases as they are after their migrations."""
