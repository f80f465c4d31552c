"""What scheduling asks of others."""
