"""What lines and tables state: amounts, counts, rates and points, each with the year, unit and stage it is of."""
