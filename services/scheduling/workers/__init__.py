"""Long work that must not run inside the answering processes."""
