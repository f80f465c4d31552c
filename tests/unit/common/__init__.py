"""The chassis without I/O."""
