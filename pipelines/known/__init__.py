"""What was stored before the articles at hand, and what of it has to be known to judge them."""
