"""Vietnam's administrative units, and places as written."""
