"""检查: every finding as a card, with what can be done about it."""
