"""The list of reports, and the bin."""
