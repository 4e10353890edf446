"""The scheme of a county: its outline, scores, thresholds and page, read and edited."""
