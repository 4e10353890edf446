"""The lines of a text before they are read: unwrapped, freed of page marks, known as heading, prose or copied table."""
