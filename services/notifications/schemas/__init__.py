"""The shapes of what notifications takes and answers."""
