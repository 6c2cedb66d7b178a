"""The content of the forms: what an office would check before it uses them."""
