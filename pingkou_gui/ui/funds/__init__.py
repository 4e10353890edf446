"""The budgets over the year, and whether all sums agree."""
