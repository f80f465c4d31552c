"""Numbered migrations of the documents service."""
