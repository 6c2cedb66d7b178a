"""The window of an open vault: rail, top bar, pages, and the ways between them."""
