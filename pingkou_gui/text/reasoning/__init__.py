"""What statements say of one another, which of several numbers is the wrong one, and a finding about it."""
