"""The read side of documents."""
