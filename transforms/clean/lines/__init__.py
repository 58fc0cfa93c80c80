"""Flattened text: a role for every line, and an article made of the lines that stay."""
