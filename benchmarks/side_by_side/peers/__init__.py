"""Programs that run in the contenders' own environments: no import of this project."""
