"""Tests of learning on a real PostgreSQL."""
