"""Collecting: files found, read, held against what they say, and put together by unit."""
