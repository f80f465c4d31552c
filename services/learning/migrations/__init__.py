"""Learning's own migrations, numbered."""
