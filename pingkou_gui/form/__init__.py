"""What is filled in: kinds of values, fields, sections, and the six pages that declare them."""
