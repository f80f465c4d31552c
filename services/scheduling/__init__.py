"""Scheduling: courts and their calendars, prosecutors' leave, hearings, cause lists, calendar feeds."""
