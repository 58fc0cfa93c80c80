"""DOC: laws, decrees, resolutions and treaties, cited by number or by name."""
