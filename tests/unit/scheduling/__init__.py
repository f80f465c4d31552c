"""Unit tests of scheduling's rules, shapes and feed."""
