"""What the page of the partner offices (Stellen) is made of."""
