"""Tests of learning's rules."""
