"""The nouns that travel between rooms. Standard library only."""
