"""A tagged frame in, ranked hot spots out."""
