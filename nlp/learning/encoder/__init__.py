"""The semantic part of the accurate model: a small sentence encoder, fine-tuned and exported."""
