"""What can be done in learning: one procedure a file."""
