"""Outside systems of the documents service: the object store, and cases (by RPC)."""
