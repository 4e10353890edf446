"""The scoring table and its strip of sums."""
