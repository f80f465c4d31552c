"""The gateway as it runs: gunicorn, RabbitMQ, PostgreSQL, and a small service that speaks the wire format."""
