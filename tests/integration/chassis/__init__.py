"""The chassis on real parts: a probe service, run as its own processes, with a wire to its servers that can be cut."""
