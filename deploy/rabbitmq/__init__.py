"""What RabbitMQ must know of the platform: users, their rights, exchanges and policies."""
