"""County schemes: what differs from county to county and from year to year, as data."""
