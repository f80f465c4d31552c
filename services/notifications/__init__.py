"""Notifications: recipients, templates, messages, receipts, the in-app inbox."""
