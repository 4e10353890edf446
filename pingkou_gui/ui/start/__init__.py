"""What the window shows while no report is open."""
