"""The notifications on a real PostgreSQL, a real SMTP server and the short-message centre's process."""
