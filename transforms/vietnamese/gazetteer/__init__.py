"""What is known of places: units of Vietnam before and after July 2025, regions, countries, foreign cities."""
