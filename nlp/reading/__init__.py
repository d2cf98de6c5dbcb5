"""A file in, a frame of single opinions out."""
