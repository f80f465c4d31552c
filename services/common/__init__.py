"""The chassis: what every service stands on. It knows no service and no word of the trade."""
