"""Numbered migrations of scheduling's tables and dated words."""
