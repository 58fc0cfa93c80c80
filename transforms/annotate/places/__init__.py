"""LOC: units, streets, sights and countries, with what they mean on the day of the text."""
