"""The rules of scheduling: pure functions and tables."""
