"""The native start: RabbitMQ, PostgreSQL, S3 and every process of the platform on one machine, without containers."""
