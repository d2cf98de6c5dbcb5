"""Many files or many rows: in chunks, with rejects, written whole or not at all."""
