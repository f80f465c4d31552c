"""Tests of the benches' own parts."""
