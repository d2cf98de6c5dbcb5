"""Speech as machines and people write it down."""
