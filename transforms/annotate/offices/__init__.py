"""POSITION: offices with their body and place, and who holds them."""
