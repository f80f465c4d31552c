"""Tests against real PostgreSQL, RabbitMQ, S3, SMTP and SMPP."""
