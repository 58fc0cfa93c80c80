"""Knowledge of the Vietnamese language, pure: text forms, syllables, charsets, dates, names. Imports only `domain`."""
