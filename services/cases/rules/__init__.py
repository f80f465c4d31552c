"""The law and the trade as pure functions: no database, no framework, no clock of their own."""
