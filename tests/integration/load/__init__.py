"""The bench's peers against real servers."""
