"""EVENT: congresses, conferences, sessions and holidays by name."""
