"""Reading what the clerk already has; everything read is a proposal."""
