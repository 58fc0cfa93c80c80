"""Pages in, articles out."""
