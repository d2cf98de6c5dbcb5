"""Bundles of slips on which an office asked the people, typed off one below the other."""
