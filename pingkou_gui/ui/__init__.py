"""What the clerk sees: window, pages, panes."""
