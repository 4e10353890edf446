"""Numbers, units and words of a line, with where they are printed."""
