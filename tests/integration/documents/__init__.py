"""Documents on a real PostgreSQL and a real object store."""
