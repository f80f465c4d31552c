"""Documents' rules, without a database or a store."""
