"""The notifications' rules and codecs, without any server."""
