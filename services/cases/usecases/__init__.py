"""What can be done to a case: one procedure a file."""
