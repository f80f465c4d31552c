"""The trade of telling people: what an event causes, how a text is split, when it may be sent. No I/O."""
