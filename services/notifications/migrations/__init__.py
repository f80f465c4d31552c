"""Numbered migrations of the notifications' own tables and texts."""
