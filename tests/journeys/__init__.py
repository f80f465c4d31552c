"""Whole journeys over the HTTP API."""
