"""What every room needs of Beam: fallible maps, counters, progress."""
