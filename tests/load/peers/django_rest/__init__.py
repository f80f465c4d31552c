"""The three jobs in Django REST framework."""
