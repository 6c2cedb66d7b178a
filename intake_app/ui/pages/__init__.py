"""The pages of the program; each gets the services of the session and shows one task."""
