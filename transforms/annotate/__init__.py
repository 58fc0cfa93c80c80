"""Articles in, annotated articles out: people, positions, organisations, places, documents, dates, events."""
