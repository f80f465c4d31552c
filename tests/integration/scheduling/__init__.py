"""Tests of scheduling on a real PostgreSQL."""
