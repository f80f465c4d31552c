"""Long and CPU-bound work of the documents service, outside nameko."""
