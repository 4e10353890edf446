"""The six pages of the form, a module each."""
