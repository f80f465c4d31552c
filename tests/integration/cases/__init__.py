"""The use cases of cases, on a real PostgreSQL."""
