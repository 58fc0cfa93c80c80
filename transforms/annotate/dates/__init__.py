"""DATE: days, months, years, terms and ranges as they are written, and the days they mean."""
