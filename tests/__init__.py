"""Tests: of single parts, of services on real parts, of whole journeys, of faults, and guards of the conventions."""
