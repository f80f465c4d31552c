"""The three jobs in FastAPI over asyncpg."""
