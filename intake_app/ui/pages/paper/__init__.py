"""Papers on the screen: the preview, printing from memory, saving on purpose."""
