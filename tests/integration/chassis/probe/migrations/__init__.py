"""The probe's migrations."""
