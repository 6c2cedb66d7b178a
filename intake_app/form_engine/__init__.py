"""The language in which forms are written: model, loader, conditions, values."""
