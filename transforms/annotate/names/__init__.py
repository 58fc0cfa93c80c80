"""What tells a name from a phrase, a thing or a sentence: what the others are read by."""
