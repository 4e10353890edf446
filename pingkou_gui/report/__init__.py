"""The report as immutable values, and what follows from it: figures, checks, scores, proposals."""
