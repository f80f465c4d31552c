"""The read side of cases: JSON that PostgreSQL makes."""
