"""What those who watch over the system see: parked events, the audit trail, which parts are running; gathered from all services."""
