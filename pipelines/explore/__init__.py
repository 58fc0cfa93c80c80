"""A local, read-only web application over a committed data set."""
