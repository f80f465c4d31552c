"""The read side of scheduling: JSON that PostgreSQL makes, and the calendar feed."""
