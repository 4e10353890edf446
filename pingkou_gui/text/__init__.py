"""What any report text says, and what is wrong with it; knows neither form nor report."""
