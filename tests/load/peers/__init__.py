"""The peers: the same three jobs on the same tables, written as others would write them in ordinary good style."""
