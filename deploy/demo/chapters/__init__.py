"""The chapters of the story, each a few steps that take the Progress and say what they did."""
