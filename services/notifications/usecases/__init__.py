"""What can be done: one procedure a file."""
