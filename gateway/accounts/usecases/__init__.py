"""What can be done with accounts: one procedure a file."""
