"""Outside systems: the operator's short-message centre, the mail server, the neighbouring services."""
