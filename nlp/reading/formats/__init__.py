"""File formats in; paragraphs, rows and records out."""
