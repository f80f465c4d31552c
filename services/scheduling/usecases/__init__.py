"""What can be done in scheduling: one procedure a file."""
