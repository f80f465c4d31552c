"""Accounts, sessions, roles: who may come in, and what he may do from outside."""
