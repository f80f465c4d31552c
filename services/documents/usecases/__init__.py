"""What can be done with documents: one procedure a file."""
