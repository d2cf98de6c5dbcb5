"""Grids of cells: which rows head them, what their columns hold, what a row is."""
