"""What happens to a whole vault when its medium fails or its program is killed."""
