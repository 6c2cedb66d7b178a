"""What the pages about routing slips (Laufzettel) are made of."""
