"""Is what was published what is usual? Measures of a day, expected ranges from history, verdicts. Imports no Beam."""
