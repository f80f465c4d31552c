"""Numbered revisions of the cases database."""
