"""Flattened text: a role for every line, and an article made of the lines that stay."""

from transforms.clean.lines.article import clean_lines

__all__ = ["clean_lines"]
