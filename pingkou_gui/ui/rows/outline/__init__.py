"""The outline: a list of two levels, the title and text of the chosen one beside it."""
