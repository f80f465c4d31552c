"""The rules of cases, without a database."""
