"""The shapes of what cases takes and answers."""
