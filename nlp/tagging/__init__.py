"""Texts in, topics out; imports nothing of learning."""
