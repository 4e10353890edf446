"""Files read and answered in their order; where there are many, a second process reads a share."""
