"""What must hold when processes and servers die."""
