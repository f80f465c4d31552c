"""The read side of learning: JSON that PostgreSQL makes, but for attempts and snippets, which are put together here."""
