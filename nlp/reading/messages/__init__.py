"""Exports of messages: who writes to an office, and what it answers."""
