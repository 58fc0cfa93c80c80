"""The order of the rooms, and the doors to it: command line, batch, streaming."""
