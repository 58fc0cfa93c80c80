"""What rooms have in common beside the nouns: fallible maps and progress on Beam, SQLite, places in object stores."""
