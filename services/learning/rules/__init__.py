"""The rules of learning and of the library: pure functions, no I/O."""
