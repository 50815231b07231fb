"""Only a place for `urllib.parse`."""
