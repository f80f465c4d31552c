"""Numbered migrations of the chassis' own tables, run in every service's database."""
