"""The pages of the form, built from its declaration."""
