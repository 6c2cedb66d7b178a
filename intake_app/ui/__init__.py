"""Qt windows and widgets: they show and ask, and know no rule of the domain."""
