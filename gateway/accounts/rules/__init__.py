"""The rules of signing in, as plain functions and tables."""
