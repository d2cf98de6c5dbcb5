"""A labelled corpus in, a model directory out."""
