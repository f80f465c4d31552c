"""The web client in a real browser, through the whole platform."""
