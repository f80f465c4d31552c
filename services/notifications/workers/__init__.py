"""The sender: what speaks to the outside, in its own process."""
